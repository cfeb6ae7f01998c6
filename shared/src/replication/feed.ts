import { asGone, encodeEntry } from './codec.ts';
import { tokensOf } from './grants.ts';
import { epochAt } from './lineage.ts';
import { batchText, MAX_BATCH_CHARS } from './messages.ts';
import type { Batch } from './messages.ts';
import type { Lane, Position, StoredRecord, Version } from './model.ts';
import type { Site } from './site.ts';
import type { Peer } from './store.ts';
import { overlaps } from './versions.ts';

/** What of this site's log a peer gets to read, and the batches that carry it. */

/** Rows scanned for one batch at most, so that a long stretch for others does not hold the reader up. */
const SCAN_LIMIT = 20_000;
/** Rows read at once: what does not fit into the batch any more was read for nothing. */
const SCAN_PAGE = 250;

/** The audience token that every site holds for itself alone. */
export const siteToken = (site: string): string => `site:${site}`;

/** The version to send, or undefined when this peer gets nothing. */
export function versionFor(reader: Peer, record: StoredRecord): Version | undefined {
  if (record.via === reader.site || record.owner === reader.site) return undefined;
  if (reader.role === 'up') return record.op === 'gone' ? undefined : record;
  const own = siteToken(reader.site);
  const maySee = overlaps(record.audience, tokensOf(reader)) || record.audience.includes(own);
  // What this site lost the right to is lost to those below it as well.
  if (maySee && record.op !== 'gone') return record;
  return overlaps(record.reach, reader.tokensEver) || record.reach.includes(own)
    ? asGone(record)
    : undefined;
}

/**
 * The next batch after `from`, which must lie on this log's path. Undefined
 * when the log ends there. `scanned` skips what was already seen to hold nothing
 * for the reader. A batch may be empty: then it only says that nothing
 * up to `to` concerns the reader.
 */
export async function nextBatch(
  site: Site,
  reader: Peer,
  at: { lane: Lane; from: Position; scanned: number; limit: number },
): Promise<Batch | undefined> {
  const { head, lineage } = await site.store.log(at.lane);
  const lines: string[] = [];
  let chars = 0;
  let to = Math.max(at.from.seq, at.scanned);
  const first = to;
  scan: while (to < head.seq && to - first < SCAN_LIMIT && lines.length < at.limit) {
    const page = await site.store.feed(at.lane, to, SCAN_PAGE);
    for (const row of page.rows) {
      const version = row.record && versionFor(reader, row.record);
      if (version) {
        const line = encodeEntry(row.seq, version);
        if (lines.length >= at.limit || (chars > 0 && chars + line.length > MAX_BATCH_CHARS))
          break scan;
        lines.push(line);
        chars += line.length + 1;
      }
      to = row.seq;
    }
    if (page.to <= to && page.rows.length === 0) break;
    to = page.to;
  }
  if (to === at.from.seq) return undefined;
  const entries = lines.join('\n');
  const unsigned = {
    origin: site.name,
    lane: at.lane,
    lineage,
    from: at.from,
    to: { epoch: epochAt(lineage, to), seq: to },
    count: lines.length,
    digest: site.crypto.hash(entries),
  };
  return { ...unsigned, signature: site.crypto.sign(batchText(unsigned)), entries };
}
