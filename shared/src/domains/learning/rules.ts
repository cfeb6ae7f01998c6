import type { LearningKind, LearningRecordRecord } from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '../../base/errors.ts';
import type { Fault } from '../../replication/model.ts';
import { fieldFault } from '../field-faults.ts';
import type { Transitions } from '../transitions.ts';

/**
 * What may be added to a row, each time as a new row. Source: the network's law
 * that what was counted is reversed, never edited; GB/T 38860 keeps archives so.
 */
export const learningSteps: Transitions<LearningKind> = {
  recorded: ['sealed', 'correction', 'void'],
  sealed: ['correction', 'void'],
  correction: ['sealed', 'correction', 'void'],
  void: [],
};

type Row = LearningRecordRecord;

const reverses = (kind: LearningKind): boolean => kind === 'correction' || kind === 'void';

/** A correction or void names the row it reverses and says why; a first record names none. */
export function reversalFaults(row: Row): Fault[] {
  const faults: Fault[] = [];
  if (reverses(row.kind) && !row.replaces)
    faults.push(
      fieldFault('replaces', {
        zh: '更正或作废必须指明原记录。',
        en: 'must name the row that a correction or void reverses.',
      }),
    );
  if (row.kind === 'recorded' && row.replaces)
    faults.push(
      fieldFault('replaces', {
        zh: '首次记录不能取代其他记录。',
        en: 'must be absent from a first record.',
      }),
    );
  return faults;
}

/**
 * Faults of adding `next` after the row it names, which must be about the same
 * learner and course and not be replaced already. `replacedBy` is the id of the
 * row that replaced `before`, null if none did.
 */
export function appendFaults(
  next: Row,
  before: { row: Row; replacedBy: string | null } | null,
): Fault[] {
  const own = reversalFaults(next);
  if (own.length > 0 || !next.replaces) return own;
  const wrong = (zh: string, en: string): Fault[] => [fieldFault('replaces', { zh, en })];
  if (!before) return wrong('找不到原记录。', 'names a row that does not exist.');
  if (before.replacedBy !== null)
    return wrong('原记录已被更正。', 'names a row that was replaced already.');
  if (before.row.learnerId !== next.learnerId || before.row.courseId !== next.courseId)
    return wrong('原记录属于其他学员或课程。', 'names a row of another learner or course.');
  if (!learningSteps[before.row.kind].includes(next.kind))
    return wrong('原记录不能再更正。', 'names a row that can no longer be changed.');
  return [];
}

/** Throws BAD_INPUT when a row that exists is about to be written again. */
export function assertAppendOnly(existing: unknown): void {
  if (existing !== undefined && existing !== null)
    throw new CodedError('BAD_INPUT', { detail: 'Learning records are only ever added.' });
}

/**
 * What counts of a history: rows that nothing replaced and that are not void.
 * The order of rows does not matter.
 */
export function standing<T extends { id: string; body: Row }>(rows: readonly T[]): T[] {
  const replaced = new Set(rows.map((row) => row.body.replaces).filter(Boolean));
  return rows.filter((row) => !replaced.has(row.id) && row.body.kind !== 'void');
}

/** Seconds of active learning and the furthest completion (0 to 1) over what counts. */
export function progressOf(rows: readonly { id: string; body: Row }[]): {
  activeSeconds: number;
  completion: number;
} {
  const counted = standing(rows);
  return {
    activeSeconds: counted.reduce((sum, row) => sum + row.body.activeSeconds, 0),
    completion: counted.reduce((most, row) => Math.max(most, row.body.completion), 0),
  };
}
