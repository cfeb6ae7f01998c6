import type { Lane } from './model.ts';
import type { SentBatch, Site } from './site.ts';

/** What was handed to each peer and not confirmed yet, for the trace; forgotten at a stop. */

/** A peer asks for one batch while it works in the one before. */
const REMEMBERED = 2;

interface Feed {
  peer: string;
  lane: Lane;
}
const nameOf = ({ peer, lane }: Feed): string => `${peer}/${lane}`;

export function noteSent(site: Site, feed: Feed, sent: SentBatch): void {
  const before = site.sent.get(nameOf(feed)) ?? [];
  site.sent.set(nameOf(feed), [...before, sent].slice(-REMEMBERED));
}

/** When the last batch that ends at or before `seq` was handed over; 0 when that is not known. */
export const sentUpTo = (site: Site, feed: Feed, seq: number): number =>
  site.sent.get(nameOf(feed))?.findLast((sent) => sent.seq <= seq)?.at ?? 0;

/** The first batch that reached `seq`. */
export const sentOver = (site: Site, feed: Feed, seq: number): SentBatch | undefined =>
  site.sent.get(nameOf(feed))?.find((sent) => sent.seq >= seq);
