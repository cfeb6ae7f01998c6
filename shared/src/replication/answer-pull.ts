import { noteSpeaker } from './clones.ts';
import { nextBatch } from './feed.ts';
import { workRegrant } from './grants.ts';
import { contactOf, knownPeer } from './known-peer.ts';
import { isOn, stands } from './lineage.ts';
import { MAX_ENTRIES } from './messages.ts';
import type { Batch, PullReply, PullRequest } from './messages.ts';
import { milestone } from './milestones.ts';
import { LANES } from './model.ts';
import type { Lane, Lineage, Position } from './model.ts';
import type { Turn } from './ports.ts';
import { noteSent, sentUpTo } from './sent.ts';
import { isSettled } from './settled.ts';
import type { Site } from './site.ts';
import type { Contact, Peer, Step } from './store.ts';
import { heldBelow } from './subtree.ts';

/** A caller's pull: its receipts are noted, then it gets the next entries or waits for some. */

/** Each lane may use this many entries of a pull whatever the more urgent lanes have waiting. */
const LANE_RESERVE = 100;
/** A contact row is written at most this often (ms) while nothing but its times change. */
const CONTACT_EVERY = 5_000;
/** Held versions looked at to see whether some are new to the caller. */
const HELD_PAGE = 500;

export async function answerPull(
  site: Site,
  { caller, turn }: { caller: string; turn: Turn },
  message: PullRequest,
): Promise<PullReply> {
  const peer = await knownPeer(site, caller);
  await noteSpeaker(site, peer, message.speaker);
  const until = site.clock.now() + message.waitMs;
  const scanned: Partial<Record<Lane, number>> = {};
  const lanes = [...message.lanes].sort((a, b) => LANES.indexOf(a.lane) - LANES.indexOf(b.lane));
  const starts: Start[] = [];
  let hello = false;
  for (const asked of lanes) {
    const { head, lineage } = await site.store.log(asked.lane);
    if (!stands(asked, { lineage, head: head.seq })) hello = true;
    starts.push({ lane: asked.lane, from: startOf(asked, { lineage, head: head.seq }) });
  }
  if (!hello) await noteReceipts(site, caller, message);
  while (!hello) {
    // Looked for before reading, so that a commit in between still wakes the wait below.
    const news = site.news.next();
    const reader = (await site.store.peer(caller)) ?? peer;
    const working = await workRegrant(site, caller);
    const { batches, full } = await gather(site, reader, {
      starts,
      scanned,
      max: message.maxEntries,
    });
    const left = until - site.clock.now();
    if (full || left <= 0 || site.news.closed) {
      news.cancel();
      return pullReply(site, caller, { hello: false, batches });
    }
    if (working) news.cancel();
    else
      await turn.rest(Promise.race([news.woken, site.clock.sleep(Math.min(left, site.glanceMs))]));
    news.cancel();
  }
  return pullReply(site, caller, { hello: true, batches: [] });
}

async function pullReply(
  site: Site,
  caller: string,
  { hello, batches }: Pick<PullReply, 'hello' | 'batches'>,
): Promise<PullReply> {
  const heads: Contact['heads'] = {};
  for (const lane of LANES) heads[lane] = (await site.store.log(lane)).head.seq;
  // As in the hello: settled first, then what that may have left for the caller.
  const settled = await isSettled(site);
  const offered = site.offered.get(caller);
  const held = await heldBelow(site, caller, { after: '', limit: HELD_PAGE });
  const more = held.some(({ ref }) => !offered?.has(ref));
  for (const { lane, to, count } of batches)
    if (count > 0) noteSent(site, { peer: caller, lane }, { seq: to.seq, at: site.clock.now() });
  return { hello: hello || more, batches, heads, settled, at: site.clock.now() };
}

interface Start {
  lane: Lane;
  from: Position;
}

/** Where the caller wants a lane to go on: behind what it is still applying, where that is of this log. */
const startOf = (
  { cursor, ahead }: PullRequest['lanes'][number],
  log: { lineage: Lineage; head: number },
): Position =>
  ahead && ahead.seq >= cursor.seq && isOn(log.lineage, log.head, ahead) ? ahead : cursor;

/** One batch per lane, the urgent lanes first, each with its reserve. `full` if any holds an entry. */
async function gather(
  site: Site,
  reader: Peer,
  ask: { starts: readonly Start[]; scanned: Partial<Record<Lane, number>>; max: number },
): Promise<{ batches: Batch[]; full: boolean }> {
  const batches: Batch[] = [];
  let budget = Math.min(Math.max(ask.max, 1), MAX_ENTRIES);
  for (const { lane, from } of ask.starts) {
    const batch = await nextBatch(site, reader, {
      lane,
      from,
      scanned: ask.scanned[lane] ?? 0,
      limit: Math.max(budget, Math.min(LANE_RESERVE, ask.max)),
    });
    if (!batch) continue;
    budget -= batch.count;
    if (batch.count === 0) {
      ask.scanned[lane] = batch.to.seq;
      site.scanned.set(`${reader.site}/${lane}`, batch.to.seq);
    }
    batches.push(batch);
  }
  return { batches, full: batches.some((batch) => batch.count > 0) };
}

async function noteReceipts(site: Site, caller: string, message: PullRequest): Promise<void> {
  const now = site.clock.now();
  const contact = await contactOf(site, caller);
  const steps: Step[] = [];
  for (const { lane, cursor, refused } of message.lanes) {
    const known = await site.store.receipt(caller, lane);
    const same =
      known?.received.seq === cursor.seq &&
      known.received.epoch === cursor.epoch &&
      known.refused.length === refused.length;
    if (same || (!known && cursor.seq === 0)) continue;
    const sentAt = sentUpTo(site, { peer: caller, lane }, cursor.seq);
    steps.push(
      { do: 'receipt', receipt: { peer: caller, lane, received: cursor, refused, at: now } },
      milestone(site, { peer: caller, lane, way: 'out', at: cursor, sentAt }),
    );
  }
  if (steps.length === 0 && now - contact.lastSuccessAt < CONTACT_EVERY && contact.lastError === '')
    return;
  const fresh = {
    ...contact,
    heads: message.heads,
    lastAttemptAt: now,
    lastSuccessAt: now,
    lastError: '',
  };
  await site.store.commit({
    guards: [],
    steps: [...steps, { do: 'contact', contact: fresh }],
    epochs: site.epochs,
  });
}
