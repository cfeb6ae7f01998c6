import { isOn } from './lineage.ts';
import type { Batch } from './messages.ts';
import { ORIGIN } from './model.ts';
import type { Lane, Lineage } from './model.ts';
import type { Site } from './site.ts';
import type { Milestone, Step } from './store.ts';

/** When how much of a feed had got across: kept so that anyone can ask where a record is, and since when. */

/** The newest are kept all, of those before only the last of each hour, and none for ever. */
const NEWEST = 2_000;
const HOUR = 3_600_000;
const LONGEST = 400 * 24 * HOUR;

/** Which of one feed's milestones, oldest first, need not be kept. Times in ms. */
export function outworn<M extends Pick<Milestone, 'doneAt'>>(rows: readonly M[], now: number): M[] {
  const old = rows.slice(0, Math.max(0, rows.length - NEWEST));
  return old.filter((row, i) => {
    const next = old[i + 1];
    const isLastOfHour = !next || Math.floor(next.doneAt / HOUR) !== Math.floor(row.doneAt / HOUR);
    return !isLastOfHour || now - row.doneAt > LONGEST;
  });
}

export const milestone = (
  site: Site,
  of: Pick<Milestone, 'peer' | 'lane' | 'way' | 'at' | 'sentAt'>,
): Step => ({ do: 'milestone', milestone: { ...of, doneAt: site.clock.now() } });

/** The step that notes a batch taken in; none for one without entries. */
export const tookIn = (site: Site, { origin, lane, to, count }: Batch): Step[] =>
  count === 0 ? [] : [milestone(site, { peer: origin, lane, way: 'in', at: to, sentAt: 0 })];

/** What is looked through for one place: rows of lost time lines may stand before it. */
const LOOKED_AT = 100;

/** The first milestone on this path at or behind `seq`; undefined when it has not come so far, or that is not known any more. */
export async function passed(
  site: Site,
  of: { peer: string; lane: Lane; way: Milestone['way']; seq: number },
  path: { lineage: Lineage; head: number },
): Promise<Milestone | undefined> {
  const rows = await site.store.milestones({ ...of, limit: LOOKED_AT });
  return rows.find(({ at }) => at.seq > ORIGIN.seq && isOn(path.lineage, path.head, at));
}
