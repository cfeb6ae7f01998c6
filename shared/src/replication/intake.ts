import { readLines } from './codec.ts';
import type { Line } from './codec.ts';
import { grantPeers } from './grants.ts';
import { epochAt } from './lineage.ts';
import { keyOf, revOf } from './model.ts';
import type {
  Entry,
  Fault,
  Grant,
  Key,
  Lane,
  Position,
  RecordType,
  StoredRecord,
} from './model.ts';
import { batchText } from './messages.ts';
import type { Batch } from './messages.ts';
import type { Site } from './site.ts';
import type { Guard, Held, Peer, Quarantined, Step } from './store.ts';
import { audienceOf, contentFaults, descends, fault, isDamaged, mayOwn } from './versions.ts';

/**
 * Takes in a peer's entries one by one. A bad one goes to quarantine and stops
 * nothing; a repeated or older one changes nothing; all others are guarded by
 * what the record's owner wrote, never by a clock.
 */

/** Held versions of its owners that are looked at with each of its batches. */
const HELD_MAX = 1_000;

export interface Source {
  peer: Peer;
  /** Sites for which the peer may speak; null when it may for all (the upstream). */
  owners: readonly string[] | null;
}

export type Verdict =
  | { is: 'apply'; record: StoredRecord; type: RecordType; body: unknown }
  /** Known already; `moved` when its place in the feed is a new one and must be noted. */
  | { is: 'known'; moved: boolean }
  | { is: 'refuse'; faults: Fault[] };

/** What to do with one entry, given what is stored. */
export function judge(
  site: Site,
  source: Source,
  at: {
    lane: Lane;
    entry: Entry;
    feed: Position;
    stored: StoredRecord | undefined;
    /** Set when the stretch is sent again: whether what is stored is this very version with a damaged body. */
    damaged?: boolean | undefined;
  },
): Verdict {
  const { entry, stored } = at;
  const type = site.types.get(entry.type);
  if (!type) return { is: 'refuse', faults: [fault('UNKNOWN_TYPE', '$.type')] };
  if (type.lane !== at.lane) return { is: 'refuse', faults: [fault('WRONG_LANE', '$.type')] };
  const stranger =
    entry.owner === site.name ||
    (source.owners !== null && !source.owners.includes(entry.owner)) ||
    (source.owners !== null && entry.op === 'gone') ||
    !mayOwn(site, type, entry.owner) ||
    (stored !== undefined && stored.owner !== entry.owner);
  if (stranger) return { is: 'refuse', faults: [fault('NOT_OWNER', '$.owner')] };

  const isGone = stored?.op === 'gone' || entry.op === 'gone';
  const knows = isGone
    ? at.damaged !== undefined && entry.op === 'gone' && (stored?.op ?? 'gone') === 'gone'
    : stored !== undefined && descends(stored, entry);
  if (knows && !at.damaged) {
    const moved = stored?.viaAt?.epoch !== at.feed.epoch || stored.viaAt.seq !== at.feed.seq;
    return { is: 'known', moved: moved && stored?.rev === entry.rev };
  }
  // What came from below is not the upstream's to take away.
  const isTaken = entry.op === 'gone' && stored !== undefined && stored.op !== 'gone';
  if (isTaken && stored.via !== source.peer.site) return { is: 'known', moved: false };
  const { faults, body } = contentFaults(site, type, entry);
  if (faults.length > 0) return { is: 'refuse', faults };
  // A privacy erasure is final for every version written before it, wherever that comes from.
  if (stored?.op === 'erase' && entry.op === 'put' && entry.version <= stored.version)
    return { is: 'known', moved: false };
  const { seq: _, ...version } = entry;
  const record = {
    ...version,
    via: source.peer.site,
    viaAt: at.feed,
    pos: null,
    ...audienceOf(type, body, stored),
  };
  return { is: 'apply', record, type, body };
}

/** Steps that follow from accepting a version, whoever wrote it. */
export function followUps(
  site: Site,
  type: RecordType,
  record: Pick<StoredRecord, 'type' | 'id' | 'op'>,
): Step[] {
  if (record.op === 'gone') return [];
  return (type.reacts ?? []).map((job) => ({
    do: 'enqueue',
    job,
    key: { type: record.type, id: record.id },
    at: site.clock.now(),
  }));
}

function quarantined(
  site: Site,
  batch: Batch,
  bad: { at: Position; raw: string; entry: Entry | undefined; faults: Fault[] },
): Quarantined {
  return {
    ref: `${batch.origin}/${batch.lane}/${revOf(bad.at)}`,
    peer: batch.origin,
    lane: batch.lane,
    at: bad.at,
    type: bad.entry?.type ?? '',
    id: bad.entry?.id ?? '',
    faults: bad.faults,
    raw: bad.raw,
    state: 'open',
    since: site.clock.now(),
    settledAt: 0,
  };
}

export interface Intake {
  guards: Guard[];
  steps: Step[];
  refused: number;
  applied: Key[];
  /** Own good copies of entries that came damaged. */
  copies: StoredRecord[];
}

interface TakeOptions {
  again?: boolean;
  /** The batch's lines where they have been read already. */
  lines?: readonly Line[];
}

/**
 * Steps that take in a whole batch; the caller adds the cursor and its guard.
 * `again`: the stretch was taken in before and is sent again to mend what
 * differs, so what is refused is in quarantine already, or was.
 */
export async function takeIn(
  site: Site,
  source: Source,
  batch: Batch,
  { again = false, lines = readLines(batch.entries, batch.from.seq) }: TakeOptions = {},
): Promise<Intake> {
  const keys = lines.flatMap(({ entry }) => (entry && site.types.has(entry.type) ? [entry] : []));
  const found = await site.store.records(keys);
  const stored = new Map<string, StoredRecord>();
  for (const record of found) if (record) stored.set(keyOf(record), record);

  const held = await heldFor(site, new Set(keys.map(({ owner }) => owner)));
  const quarantineOpen = (await site.store.countQuarantine(null)) > 0;
  const steps: Step[] = [];
  const grants: Grant[] = [];
  let refused = 0;
  const applied: Key[] = [];
  const copies: StoredRecord[] = [];
  for (const { raw, entry, seq } of lines) {
    const at = { epoch: epochAt(batch.lineage, seq), seq };
    const known = entry && stored.get(keyOf(entry));
    const same = again && known !== undefined && known.rev === entry?.rev;
    const damaged = again ? same && isDamaged(site, known) : undefined;
    const verdict: Verdict = entry
      ? judge(site, source, {
          lane: batch.lane,
          entry,
          feed: at,
          stored: known,
          ...(again ? { damaged } : {}),
        })
      : { is: 'refuse', faults: [fault('BAD_ENTRY', '$')] };
    if (same && !damaged && entry && isDamaged(site, entry)) copies.push(known);
    if (verdict.is === 'refuse' && again) refused += 1;
    else if (verdict.is === 'refuse') {
      refused += 1;
      steps.push({
        do: 'quarantine',
        item: quarantined(site, batch, { at, raw, entry, faults: verdict.faults }),
      });
    } else if (verdict.is === 'known') {
      if (verdict.moved)
        steps.push({ do: 'place', key: entry as Entry, via: source.peer.site, viaAt: at });
    } else {
      applied.push({ type: verdict.record.type, id: verdict.record.id });
      const before = stored.get(keyOf(verdict.record));
      if (site.serves && before) steps.push(...keepRival(site, before, verdict.record));
      stored.set(keyOf(verdict.record), verdict.record);
      steps.push(...acceptSteps(site, batch.lane, verdict));
      for (const item of held.get(keyOf(verdict.record)) ?? [])
        if (descends(verdict.record, item.entry)) steps.push({ do: 'unhold', ref: item.ref });
      if (quarantineOpen)
        steps.push({ do: 'supersede', key: verdict.record, at: site.clock.now() });
      if (verdict.type.grants && verdict.record.op === 'put')
        grants.push(verdict.type.grants(verdict.body as never));
    }
  }
  const { guards, steps: rows } = await grantPeers(site, grants);
  steps.push(...rows);
  return { guards, steps, refused, applied, copies };
}

/** Versions that wait for these owners, by record: one that descends from them ends the wait. */
async function heldFor(site: Site, owners: ReadonlySet<string>): Promise<Map<string, Held[]>> {
  const held = new Map<string, Held[]>();
  if (!site.serves || (await site.store.held(null, '', 1)).length === 0) return held;
  for (const item of await site.store.held([...owners], '', HELD_MAX))
    held.set(keyOf(item), [...(held.get(keyOf(item)) ?? []), item]);
  return held;
}

/**
 * The owner replaces a version that it did not write upon: it was restored, and
 * has the other before it as a conflict, which a second restore might lose.
 */
function keepRival(site: Site, before: StoredRecord, after: StoredRecord): Step[] {
  if (before.op === 'gone' || after.op === 'erase' || descends(after, before)) return [];
  const { via: _via, viaAt: _viaAt, pos: _pos, audience: _a, reach: _r, ...version } = before;
  const entry = { ...version, seq: 0 };
  return [keepStep(site, entry, { from: before.via ?? '', oursRev: after.rev })];
}

/** Keeps a version for its owner, who may come to lack it. */
export const keepStep = (
  site: Site,
  entry: Entry,
  { from, oursRev }: { from: string; oursRev: string },
): Step => ({
  do: 'conflict',
  item: {
    ref: `${keyOf(entry)}/${entry.rev}`,
    type: entry.type,
    id: entry.id,
    from,
    theirs: entry,
    oursRev,
    since: site.clock.now(),
    state: 'kept',
    settledAt: 0,
  },
});

/** Steps for one accepted version. */
export function acceptSteps(
  site: Site,
  lane: Lane,
  { record, type }: { record: StoredRecord; type: RecordType },
): Step[] {
  const passesOn = site.serves && (type.way !== 'up' || site.upstream !== null);
  return [
    { do: 'replicate', lane, record, history: type.retain === 'history', log: passesOn },
    ...followUps(site, type, record),
  ];
}

/** True if the lines of a batch are in strict order within its range; a peer that breaks this is halted. */
function inOrder(batch: Batch, lines: readonly Line[]): boolean {
  let last = batch.from.seq;
  for (const { seq } of lines) {
    if (seq <= last || seq > batch.to.seq) return false;
    last = seq;
  }
  return true;
}

/** The lines of a batch; undefined when it is not whole, not in order, or was not signed by the site it names. */
export function openBatch(site: Site, batch: Batch, keys: readonly string[]): Line[] | undefined {
  const { signature, entries, ...head } = batch;
  if (site.crypto.hash(entries) !== batch.digest) return undefined;
  if (!site.crypto.verify(keys, batchText(head), signature)) return undefined;
  const lines = readLines(entries, batch.from.seq);
  return inOrder(batch, lines) ? lines : undefined;
}
