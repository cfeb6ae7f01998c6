import { encodeEntry, hashText } from './codec.ts';
import { versionFor } from './feed.ts';
import { epochAt } from './lineage.ts';
import { batchText, MAX_BATCH_CHARS } from './messages.ts';
import type { Batch } from './messages.ts';
import type { Lane, Version } from './model.ts';
import type { Site } from './site.ts';
import type { Peer, Verification } from './store.ts';

/**
 * Anti-entropy: both sides of a feed read what they hold of one stretch of it,
 * hash every body anew, and compare one digest. Nothing is remembered from the
 * time of writing, so a byte that rotted on a disk shows as well as an entry
 * that was never applied.
 */

/** Places of one comparison at most: bounds what either side reads, and what travels when they differ. */
export const STRIDE = 1_000;

export interface Stretch {
  lane: Lane;
  /** Exclusive. */
  after: number;
  /** Inclusive; at most `after + STRIDE`. */
  to: number;
}

/** What stands at one place of a feed. */
export interface Placed {
  seq: number;
  version: Version;
}

/** The sending side: what `reader` would be sent of this stretch today, read from the records themselves. */
export async function sentRange(site: Site, reader: Peer, stretch: Stretch): Promise<Placed[]> {
  const { lane, after, to } = stretch;
  const page = await site.store.feed(lane, after, to - after);
  const rows = page.rows.filter(({ seq }) => seq <= to);
  const records = await site.store.records(rows);
  return rows.flatMap(({ seq }, i) => {
    const record = records[i];
    const version = record?.pos === seq ? versionFor(reader, record) : undefined;
    return version ? [{ seq, version }] : [];
  });
}

/** The receiving side: what this site holds by way of this stretch of the peer's feed. */
export async function keptRange(site: Site, peer: string, stretch: Stretch): Promise<Placed[]> {
  const { lane, after, to } = stretch;
  const types = [...site.types.values()].filter((type) => type.lane === lane);
  const names = types.map((type) => type.name);
  const records = await site.store.ranged({ types: names, via: peer, after, to });
  return records.map((record) => ({ seq: record.viaAt?.seq ?? 0, version: record }));
}

/**
 * One digest over what stands where, from the bodies as they are now. Without
 * removals: who never had a record need not know that it lost the right to it.
 */
export function digestOf(site: Site, placed: readonly Placed[]): string {
  const lines = placed
    .filter(({ version }) => version.op !== 'gone')
    .map(({ seq, version: v }) => {
      const content = site.crypto.hash(hashText(v));
      return `${seq}\t${v.type}\t${v.id}\t${v.owner}\t${v.rev}\t${v.op}\t${content}`;
    });
  return site.crypto.hash(lines.join('\n'));
}

/** A signed batch of this stretch, for a reader whose copy differs; it ends early when it grows too large. */
export async function batchOf(
  site: Site,
  placed: readonly Placed[],
  { lane, after, to }: Stretch,
): Promise<Batch> {
  const { lineage } = await site.store.log(lane);
  const lines: string[] = [];
  let chars = 0;
  let end = to;
  for (const [i, { seq, version }] of placed.entries()) {
    const line = encodeEntry(seq, version);
    if (i > 0 && chars + line.length > MAX_BATCH_CHARS) {
      end = seq - 1;
      break;
    }
    lines.push(line);
    chars += line.length + 1;
  }
  const entries = lines.join('\n');
  const unsigned = {
    origin: site.name,
    lane,
    lineage,
    from: { epoch: epochAt(lineage, after), seq: after },
    to: { epoch: epochAt(lineage, end), seq: end },
    count: lines.length,
    digest: site.crypto.hash(entries),
  };
  return { ...unsigned, signature: site.crypto.sign(batchText(unsigned)), entries };
}

export const newVerification = (of: Pick<Verification, 'peer' | 'lane' | 'way'>): Verification => ({
  ...of,
  at: { epoch: '', seq: 0 },
  round: 0,
  done: { seq: 0, since: 0 },
  repaired: 0,
});

/** The round has come to `at`; a round that has come as far as the last one takes its place. */
export function advanced(verification: Verification, at: Verification['at']): Verification {
  const { round, done } = verification;
  return { ...verification, at, done: at.seq >= done.seq ? { seq: at.seq, since: round } : done };
}
