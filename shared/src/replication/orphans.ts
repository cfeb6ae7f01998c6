import { decodeEntry, encodeEntry, linesOf } from './codec.ts';
import { isOn } from './lineage.ts';
import { MAX_BATCH_CHARS } from './messages.ts';
import { keyOf, positionOf } from './model.ts';
import type { Entry, Key, Lane, Lineage, StoredRecord } from './model.ts';
import type { Site } from './site.ts';
import { ownersBehind } from './subtree.ts';

/**
 * Versions of a lost time line. When a site comes back from an old backup, what
 * it had written or passed on after the backup is only at its peers; each peer
 * finds these by position, not by time: they lie off the site's present path.
 */

const PAGE = 500;

/** A page of what this site still has of `peer`'s lost branch of a lane, as NDJSON, and where to go on ('' at the end). */
export async function orphansOf(
  site: Site,
  peer: string,
  at: { lane: Lane; lineage: Lineage; head: number; after: string },
): Promise<{ entries: string; next: string }> {
  const types = [...site.types.values()].filter((t) => t.lane === at.lane).map((t) => t.name);
  const lines: string[] = [];
  let chars = 0;
  let after = at.after === '' ? null : (JSON.parse(at.after) as Key);
  // Quarantined entries and kept rivals of the lost branch come with the last page: they are few, and their raw lines are entries.
  while (chars < MAX_BATCH_CHARS && lines.length < PAGE) {
    const page = await site.store.scan({ types, peer, after, limit: PAGE });
    for (const record of page) {
      if (!isLost(peer, record, at)) continue;
      const line = encodeEntry(lines.length + 1, record);
      lines.push(line);
      chars += line.length + 1;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) {
      lines.push(...(await lostInQuarantine(site, peer, at)), ...(await keptFor(site, peer, at)));
      return { entries: lines.join('\n'), next: '' };
    }
    after = { type: last.type, id: last.id };
  }
  return { entries: lines.join('\n'), next: JSON.stringify(after) };
}

function isLost(
  peer: string,
  record: StoredRecord,
  { lineage, head }: { lineage: Lineage; head: number },
): boolean {
  if (record.owner === peer && !isOn(lineage, head, positionOf(record.rev))) return true;
  // Also its own old version, when it came by a lost place: as a right taken away in the lost branch does.
  return record.via === peer && record.viaAt !== null && !isOn(lineage, head, record.viaAt);
}

/** All of a list that the store gives in pages of `size` by `ref`. */
export async function allOf<T extends { ref: string }>(
  size: number,
  page: (after: string) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const next = await page(all.at(-1)?.ref ?? '');
    all.push(...next);
    if (next.length < size) return all;
  }
}

/** Rivals that the peer, or a site behind it, once had before it as their owner. */
async function keptFor(
  site: Site,
  peer: string,
  { lane, lineage, head }: { lane: Lane; lineage: Lineage; head: number },
): Promise<string[]> {
  const isBehind = await ownersBehind(site, peer);
  const kept = await allOf(PAGE, (after) =>
    site.store.conflicts({ state: 'kept', after, limit: PAGE }),
  );
  return kept
    .map((item) => item.theirs)
    .filter(
      (entry) =>
        isBehind(entry.owner) &&
        site.types.get(entry.type)?.lane === lane &&
        (entry.op !== 'put' || entry.body !== null) &&
        // Only the peer's own stamps are places of its log.
        !(entry.owner === peer && isOn(lineage, head, positionOf(entry.rev))),
    )
    .map((entry, i) => encodeEntry(i + 1, entry));
}

async function lostInQuarantine(
  site: Site,
  peer: string,
  { lane, lineage, head }: { lane: Lane; lineage: Lineage; head: number },
): Promise<string[]> {
  const open = await allOf(PAGE, (after) =>
    site.store.quarantine({ peer, lane, state: 'open', after, limit: PAGE }),
  );
  return open
    .filter((q) => q.type !== '' && q.raw !== '' && !isOn(lineage, head, q.at))
    .map((q) => q.raw);
}

/** The readable entries of an orphan page; what cannot be read is reported, as its sender keeps it. */
export function readOrphans(site: Site, from: string, text: string): Entry[] {
  const entries: Entry[] = [];
  for (const line of linesOf(text)) {
    const entry = decodeEntry(line);
    if (entry) entries.push(entry);
    else site.journal.warn({ peer: from }, 'an orphan cannot be read and stays where it is');
  }
  return entries;
}

export const heldRef = (entry: Entry): string => `${entry.owner}/${keyOf(entry)}/${entry.rev}`;
