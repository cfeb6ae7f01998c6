import { CodedError } from '../base/errors.ts';
import { decodeEntry, encodeEntry, linesOf } from './codec.ts';
import { takeIn } from './intake.ts';
import type { Source } from './intake.ts';
import { isOn } from './lineage.ts';
import type { Batch } from './messages.ts';
import { keyOf, ORIGIN } from './model.ts';
import type { Entry, Key, StoredRecord } from './model.ts';
import { commit, MAX_ATTEMPTS } from './site.ts';
import type { Site } from './site.ts';
import type { Step } from './store.ts';
import { keptRange } from './verify.ts';
import { audienceOf, bodyOf, isAuthentic, isDamaged } from './versions.ts';

/** What either side does about a stretch of a feed of which the two hold different things. */

export interface Mended {
  /** Records written anew here. */
  repaired: Key[];
  /** Our good copies of what came damaged. */
  copies: StoredRecord[];
  /** What came to us by this stretch and is not in it any more. */
  extras: Entry[];
}

const NOTHING: Mended = { repaired: [], copies: [], extras: [] };

const entryOf = ({ via: _v, viaAt, pos: _p, audience: _a, reach: _r, ...version }: StoredRecord) =>
  ({ ...version, seq: viaAt?.seq ?? 0 }) satisfies Entry;

/** The receiving side takes a stretch it had taken in before once more: what it lacks or holds damaged is written. */
export async function takeAgain(site: Site, source: Source, batch: Batch): Promise<Mended> {
  const { lane, from, to } = batch;
  const peer = source.peer.site;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const cursor = await site.store.cursor(peer, lane);
    if (!cursor || !isOn(cursor.lineage, cursor.at.seq, to)) return NOTHING;
    const intake = await takeIn(site, source, batch, { again: true });
    const sent = new Set(linesOf(batch.entries).map(nameOfLine));
    const kept = await keptRange(site, peer, { lane, after: from.seq, to: to.seq });
    const extras = kept.filter(({ version: v }) => v.op !== 'gone' && !sent.has(keyOf(v)));
    const mended = {
      repaired: intake.applied,
      copies: intake.copies,
      extras: extras.map(({ version }) => entryOf(version as StoredRecord)),
    };
    if (intake.steps.length === 0) return mended;
    // The guard that every intake of this feed has: nothing else was taken from it meanwhile.
    const guard = { is: 'cursor', peer, lane, at: cursor.at } as const;
    const outcome = await commit(site, [guard, ...intake.guards], intake.steps);
    if (outcome.ok) return mended;
  }
  throw new CodedError('BUSY');
}

function nameOfLine(line: string): string {
  const entry = decodeEntry(line);
  return entry ? keyOf(entry) : '';
}

export const encodeAll = (records: readonly (StoredRecord | Entry)[]): string =>
  records.map((record, i) => encodeEntry('seq' in record ? record.seq : i + 1, record)).join('\n');

/**
 * Replaces damaged bodies of this site by good copies that another one had: the
 * same version, as its owner signed it. Logged anew, as what was sent meanwhile
 * was damaged too. Answers what was mended.
 */
export async function mendFrom(site: Site, entries: string): Promise<Key[]> {
  const mended: Key[] = [];
  for (const line of linesOf(entries)) {
    const entry = decodeEntry(line);
    const type = entry && site.types.get(entry.type);
    if (!entry || !type) continue;
    const stored = await site.store.record(entry);
    if (stored?.rev !== entry.rev || !isDamaged(site, stored)) continue;
    const keys = entry.owner === site.name ? site.keys : (await site.store.peer(entry.owner))?.keys;
    if (!keys || !isAuthentic(site, entry, keys)) continue;
    const { seq: _, ...version } = entry;
    const body = entry.op === 'put' ? bodyOf(type, entry) : null;
    const record = { ...stored, ...version, ...audienceOf(type, body, stored) };
    const history = type.retain === 'history';
    const log = stored.pos !== null;
    const step: Step = { do: 'replicate', lane: type.lane, record, history, log };
    const guard = { is: 'record', key: entry, rev: stored.rev } as const;
    if ((await commit(site, [guard], [step])).ok) mended.push({ type: entry.type, id: entry.id });
  }
  return mended;
}

/** Names what was mended, for the log: ids only, and not without end. */
export function tellMended(site: Site, peer: string, keys: readonly Key[], from: string): void {
  if (keys.length === 0) return;
  const records = keys.slice(0, 20).map(keyOf);
  site.journal.warn(
    { peer, mended: keys.length, records },
    `records were damaged or missing and were mended from ${from}`,
  );
}

export const isWithin = (
  path: { lineage: { epoch: string; start: number }[]; head: number },
  at: { epoch: string; seq: number },
): boolean => at.seq > ORIGIN.seq && isOn(path.lineage, path.head, at);
