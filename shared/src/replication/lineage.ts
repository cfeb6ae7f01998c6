import { ORIGIN } from './model.ts';
import type { Lineage, Position } from './model.ts';

/**
 * Paths of epochs. A process start that writes mints an epoch, so after a
 * restore the path of a log branches off: positions of the lost branch are not
 * on the new path, and that is how a restore is noticed and its losses are told.
 */

/** The epoch that `seq` belongs to on this path; '' before the first. */
export function epochAt(lineage: Lineage, seq: number): string {
  let epoch = '';
  for (const step of lineage) {
    if (step.start >= seq) break;
    epoch = step.epoch;
  }
  return epoch;
}

/** True if `at` lies on the path of a log that reaches up to `head`. */
export const isOn = (lineage: Lineage, head: number, at: Position): boolean =>
  at.seq === 0 || (at.seq <= head && epochAt(lineage, at.seq) === at.epoch);

/** The part of a path that leads to `seq`: what a cursor there has followed. */
export const upTo = (lineage: Lineage, seq: number): Lineage =>
  lineage.filter((step) => step.start < seq);

/**
 * The highest position that both paths share: from there on, two histories of
 * one log differ. `aHead` and `bHead` are how far each path is followed.
 */
export function commonPoint(
  a: { lineage: Lineage; head: number },
  b: { lineage: Lineage; head: number },
): Position {
  let common = ORIGIN;
  for (const [i, step] of a.lineage.entries()) {
    const other = b.lineage[i];
    if (other?.epoch !== step.epoch || other.start !== step.start) break;
    const end = Math.min(a.lineage[i + 1]?.start ?? a.head, b.lineage[i + 1]?.start ?? b.head);
    if (end <= step.start) break;
    common = { epoch: step.epoch, seq: end };
  }
  return common;
}

/** True if a cursor, and what its holder gave back, are on the path of the log they are about. */
export const stands = (
  { cursor, owed }: { cursor: Position; owed: Position },
  log: { lineage: Lineage; head: number },
): boolean => isOn(log.lineage, log.head, cursor) && isOn(log.lineage, log.head, owed);

/** What a cursor owes once it stands at `seq`. */
export const stillOwed = (before: { owed: Position } | undefined, seq: number): Position =>
  before && seq < before.owed.seq ? before.owed : ORIGIN;
