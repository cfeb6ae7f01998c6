import { CodedError } from '../base/errors.ts';
import type { Site } from './site.ts';
import type { Conflict } from './store.ts';
import { bodyOf } from './versions.ts';
import type { Work } from './work.ts';

/** Two versions of an own record of which neither was written upon the other: a person says what is true. */

export type Settlement =
  /** What stands stays. */
  | { take: 'ours' }
  /** The version that came back is written over it. */
  | { take: 'theirs' }
  /** Both are replaced by this body. */
  | { take: 'merged'; body: object };

const PAGE = 200;

/** The open conflict of that name, or undefined. */
export async function openConflict(site: Site, ref: string): Promise<Conflict | undefined> {
  for (let after = ''; ;) {
    const page = await site.store.conflicts({ state: 'open', after, limit: PAGE });
    const found = page.find((conflict) => conflict.ref === ref);
    if (found || page.length < PAGE) return found;
    after = page.at(-1)?.ref ?? '';
  }
}

/** Settles a conflict within a business transaction. Throws NOT_FOUND, and BAD_INPUT for a merged body that breaks the contract. */
export async function settleConflict(
  site: Site,
  work: Work,
  { ref, settlement }: { ref: string; settlement: Settlement },
): Promise<void> {
  const conflict = await openConflict(site, ref);
  const type = conflict && site.types.get(conflict.type);
  if (!conflict || !type) throw new CodedError('NOT_FOUND');
  const { theirs } = conflict;
  const key = { type: conflict.type, id: conflict.id };
  if (settlement.take === 'merged') await work.put(key, settlement.body, theirs);
  else if (settlement.take === 'theirs') {
    if (theirs.op === 'put') await work.put(key, bodyOf(type, theirs) as object, theirs);
    else await work.remove(key, theirs.op === 'erase' ? 'erase' : 'del');
  }
  work.settle(ref);
}
