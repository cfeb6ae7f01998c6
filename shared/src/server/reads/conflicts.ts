import { CodedError } from '../../base/errors.ts';
import type { Engine } from '../../replication/engine.ts';
import { openConflict, settleConflict } from '../../replication/conflicts.ts';
import type { Settlement } from '../../replication/conflicts.ts';
import type { Conflict } from '../../replication/store.ts';

/** The conflict inbox: both versions side by side, and a person's word on them. */

/** Types whose versions are written by a rule over all of them, which picking one would break. */
export const BY_RULE: readonly string[] = ['Offering', 'SeatLease', 'EnrolmentDecision'];

export interface ConflictNode {
  ref: string;
  type: string;
  id: string;
  from: string;
  since: number;
  ours: string | null;
  theirs: string | null;
  writtenAt: number;
  fields: { field: string; ours: string | null; theirs: string | null }[];
}

/** Open conflicts after `after`, in the order of their names. */
export async function listConflicts(engine: Engine, page: { first: number; after: string }) {
  const { store } = engine.site;
  const limit = Math.min(Math.max(page.first, 1), 200);
  const found = await store.conflicts({ state: 'open', after: page.after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const nodes = await Promise.all(shown.map((conflict) => nodeOf(engine, conflict)));
  return {
    nodes,
    pageInfo: { hasNextPage: found.length > limit, endCursor: shown.at(-1)?.ref ?? null },
    asOf: engine.site.clock.now(),
  };
}

async function nodeOf(engine: Engine, conflict: Conflict): Promise<ConflictNode> {
  const { ref, type, id, from, since, theirs } = conflict;
  const ours = (await engine.site.store.record({ type, id }))?.body ?? null;
  return {
    ref,
    type,
    id,
    from,
    since,
    ours,
    theirs: theirs.body,
    writtenAt: theirs.at,
    fields: differences(ours, theirs.body),
  };
}

/** Top-level fields that are not the same, each as JSON; null where one does not have it. */
function differences(ours: string | null, theirs: string | null): ConflictNode['fields'] {
  const [a, b] = [ours, theirs].map(
    (body) => (body === null ? {} : JSON.parse(body)) as Record<string, unknown>,
  ) as [Record<string, unknown>, Record<string, unknown>];
  const text = (of: Record<string, unknown>, field: string): string | null =>
    field in of ? JSON.stringify(of[field]) : null;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((field) => ({ field, ours: text(a, field), theirs: text(b, field) }))
    .filter((one) => one.ours !== one.theirs);
}

/** Throws NOT_FOUND; BAD_INPUT for a body that is no JSON object or breaks the contract; CONFLICT where a rule decides. */
export async function settle(
  engine: Engine,
  ask: { ref: string; take: 'ours' | 'theirs' | 'merged'; body?: string | null },
): Promise<void> {
  const { ref, take } = ask;
  const conflict = await openConflict(engine.site, ref);
  if (conflict && take !== 'ours' && BY_RULE.includes(conflict.type))
    throw new CodedError('CONFLICT', { detail: `${conflict.type} is decided by rule.` });
  const settlement: Settlement = take === 'merged' ? { take, body: parsed(ask.body) } : { take };
  await engine.transact((work) => settleConflict(engine.site, work, { ref, settlement }));
}

function parsed(body: string | null | undefined): object {
  try {
    const value: unknown = JSON.parse(body ?? '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below, as any other body that is none
  }
  throw new CodedError('BAD_INPUT', { detail: 'body must be a JSON object.' });
}
