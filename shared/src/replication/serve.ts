import { CodedError } from '../base/errors.ts';
import { answerMend, answerRepair, answerVerify } from './answer-verify.ts';
import { noteSpeaker } from './clones.ts';
import { encodeEntry } from './codec.ts';
import { nextBatch } from './feed.ts';
import { workRegrant } from './grants.ts';
import { newTally, takeBack } from './heal.ts';
import { inOrder, keepStep, takeIn } from './intake.ts';
import { commonPoint, epochAt, isOn, upTo } from './lineage.ts';
import { batchText, MAX_ENTRIES, PROTOCOL } from './messages.ts';
import type {
  Batch,
  HelloReply,
  HelloRequest,
  LaneHello,
  OrphanReply,
  OrphanRequest,
  PullReply,
  PullRequest,
  PushReply,
  RepairReply,
  ReleaseRequest,
  ReturnRequest,
  RewindReply,
  RewindRequest,
  Upstream,
} from './messages.ts';
import { LANES, ORIGIN } from './model.ts';
import type { Lane, Lineage, Position } from './model.ts';
import { orphansOf, readOrphans } from './orphans.ts';
import { milestone, tookIn } from './milestones.ts';
import { FREE_TURN } from './ports.ts';
import type { Turn } from './ports.ts';
import { isSettled, markRestored, newContact, restoreOf } from './settled.ts';
import { commit, MAX_ATTEMPTS } from './site.ts';
import type { Site } from './site.ts';
import type { Contact, Cursor, Peer, Step } from './store.ts';
import { traceFor } from './trace.ts';
import { descends } from './versions.ts';

/** The answering side of a link, bound to one authenticated caller. */

/** Each lane may use this many entries of a pull whatever the more urgent lanes have waiting. */
const LANE_RESERVE = 100;
/** A contact row is written at most this often (ms) while nothing but its times change. */
const CONTACT_EVERY = 5_000;
/** Held versions handed out per page. */
const HELD_PAGE = 500;

export const serve = (site: Site, caller: string, turn: Turn = FREE_TURN): Upstream => ({
  hello: (message) => answerHello(site, caller, message),
  pull: (message) => answerPull(site, { caller, turn }, message),
  push: (batch) => answerPush(site, caller, batch),
  orphans: (message) => answerOrphans(site, caller, message),
  rewind: (message) => answerRewind(site, caller, message),
  giveBack: (message) => answerReturn(site, caller, message),
  release: (message) => answerRelease(site, caller, message),
  trace: async (key) => traceFor(site, await knownPeer(site, caller), key),
  verify: async (message) => answerVerify(site, await knownPeer(site, caller), message),
  repair: (batch) => repairFor(site, caller, batch),
  mend: async (message) => answerMend(site, await knownPeer(site, caller), message),
});

async function knownPeer(site: Site, caller: string): Promise<Peer> {
  const peer = await site.store.peer(caller);
  if (peer?.role !== 'down' || !peer.active) throw new CodedError('UNKNOWN_SITE');
  if (peer.clonedAt > 0) throw new CodedError('CLONED');
  return peer;
}

const contactOf = async (site: Site, peer: string): Promise<Contact> =>
  (await site.store.contact(peer)) ?? newContact(peer);

async function answerHello(site: Site, caller: string, message: HelloRequest): Promise<HelloReply> {
  await noteSpeaker(site, await knownPeer(site, caller), message.speaker);
  const protocol = Math.min(message.protocol.max, PROTOCOL.max);
  if (protocol < Math.max(message.protocol.min, PROTOCOL.min)) throw new CodedError('PROTOCOL');
  const lanes: LaneHello[] = [];
  const heads: Contact['heads'] = {};
  let forked = false;
  for (const lane of LANES) {
    const theirs = message.lanes.find((l) => l.lane === lane);
    const { head, lineage } = await site.store.log(lane);
    const cursor = await site.store.cursor(caller, lane);
    lanes.push({
      lane,
      lineage,
      head: head.seq,
      cursor: cursor?.at ?? ORIGIN,
      cursorLineage: cursor?.lineage ?? [],
      owed: cursor?.owed ?? ORIGIN,
    });
    if (theirs) heads[lane] = theirs.head;
    if (theirs && !stands(theirs, { lineage, head: head.seq })) forked = true;
  }
  const steps = forked ? await markRestored(site) : [];
  if (steps.length > 0)
    site.journal.warn(
      { peer: caller },
      'this site was restored from an older copy; what it lost is being brought back',
    );
  const now = site.clock.now();
  const contact = {
    ...(await contactOf(site, caller)),
    lastAttemptAt: now,
    lastSuccessAt: now,
    lastError: forked ? 'FORKED' : '',
    heads,
    software: message.software,
    ...(forked ? {} : { returned: await restoreOf(site) }),
  };
  await commit(site, [], [...steps, { do: 'contact', contact }]);
  // In this order: whoever settles us has given back first, so what waits for the caller is seen.
  const settled = await isSettled(site);
  const held = (await site.store.held(caller, '', 1)).length;
  site.offered.delete(caller);
  return {
    site: site.name,
    protocol,
    software: site.software,
    lanes,
    held,
    settled,
    at: now,
  };
}

async function answerPull(
  site: Site,
  { caller, turn }: { caller: string; turn: Turn },
  message: PullRequest,
): Promise<PullReply> {
  const peer = await knownPeer(site, caller);
  await noteSpeaker(site, peer, message.speaker);
  const until = site.clock.now() + message.waitMs;
  const scanned: Partial<Record<Lane, number>> = {};
  const lanes = [...message.lanes].sort((a, b) => LANES.indexOf(a.lane) - LANES.indexOf(b.lane));
  let hello = false;
  for (const asked of lanes) {
    const { head, lineage } = await site.store.log(asked.lane);
    if (!stands(asked, { lineage, head: head.seq })) hello = true;
  }
  if (!hello) await noteReceipts(site, caller, message);
  while (!hello) {
    // Looked for before reading, so that a commit in between still wakes the wait below.
    const news = site.news.next();
    const reader = (await site.store.peer(caller)) ?? peer;
    const working = await workRegrant(site, caller);
    const { batches, full } = await gather(site, reader, {
      lanes,
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
  const held = await site.store.held(caller, '', HELD_PAGE);
  const more = held.some(({ ref }) => !offered?.has(ref));
  for (const { lane, to, count } of batches)
    if (count > 0) site.sent.set(`${caller}/${lane}`, { seq: to.seq, at: site.clock.now() });
  return { hello: hello || more, batches, heads, settled, at: site.clock.now() };
}

/** One batch per lane, the urgent lanes first, each with its reserve. `full` if any holds an entry. */
async function gather(
  site: Site,
  reader: Peer,
  ask: { lanes: PullRequest['lanes']; scanned: Partial<Record<Lane, number>>; max: number },
): Promise<{ batches: Batch[]; full: boolean }> {
  const batches: Batch[] = [];
  let budget = Math.min(Math.max(ask.max, 1), MAX_ENTRIES);
  for (const { lane, cursor } of ask.lanes) {
    const batch = await nextBatch(site, reader, {
      lane,
      from: cursor,
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
    const sent = site.sent.get(`${caller}/${lane}`);
    const sentAt = sent && sent.seq <= cursor.seq ? sent.at : 0;
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

/** True if the batch is whole and was signed by the site it names. */
export function isSound(site: Site, batch: Batch, keys: readonly string[]): boolean {
  const { signature, entries, ...head } = batch;
  return (
    site.crypto.hash(entries) === batch.digest &&
    site.crypto.verify(keys, batchText(head), signature) &&
    inOrder(batch)
  );
}

/** What a cursor owes once it stands at `seq`. */
export const stillOwed = (before: Cursor | undefined, seq: number): Position =>
  before && seq < before.owed.seq ? before.owed : ORIGIN;

/** True if a cursor, and what its holder gave back, are on the path of the log they are about. */
export const stands = (
  { cursor, owed }: Pick<LaneHello, 'cursor' | 'owed'>,
  log: { lineage: Lineage; head: number },
): boolean => isOn(log.lineage, log.head, cursor) && isOn(log.lineage, log.head, owed);

async function refusedIn(site: Site, peer: string, lane: Lane): Promise<number[]> {
  if ((await site.store.countQuarantine(peer)) === 0) return [];
  const open = await site.store.quarantine({ peer, lane, state: 'open', limit: 1000 });
  return open.map((item) => item.at.seq);
}

/** The caller as the author of a batch: whom it may speak for. Throws BAD_BATCH when it did not sign it. */
async function sourceOf(site: Site, caller: string, batch: Batch) {
  const peer = await knownPeer(site, caller);
  if (batch.origin !== caller || !isSound(site, batch, peer.keys))
    throw new CodedError('BAD_BATCH');
  const below = (await site.store.peers()).filter((p) => p.parent === caller).map((p) => p.site);
  return { peer, owners: [caller, ...below] };
}

const repairFor = async (site: Site, caller: string, batch: Batch): Promise<RepairReply> =>
  answerRepair(site, await sourceOf(site, caller, batch), batch);

async function answerPush(site: Site, caller: string, batch: Batch): Promise<PushReply> {
  const source = await sourceOf(site, caller, batch);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const before = await site.store.cursor(caller, batch.lane);
    const at = before?.at ?? ORIGIN;
    if (batch.from.seq !== at.seq || !isOn(batch.lineage, batch.to.seq, at))
      return { accepted: false, received: at, refused: await refusedIn(site, caller, batch.lane) };
    const intake = await takeIn(site, source, batch);
    const cursor = {
      peer: caller,
      lane: batch.lane,
      at: batch.to,
      lineage: upTo(batch.lineage, batch.to.seq),
      owed: stillOwed(before, batch.to.seq),
    };
    const outcome = await commit(
      site,
      [{ is: 'cursor', peer: caller, lane: batch.lane, at }, ...intake.guards],
      [...intake.steps, { do: 'cursor', cursor }, ...tookIn(site, batch)],
    );
    if (!outcome.ok) continue;
    if (intake.refused > 0)
      site.journal.warn(
        { peer: caller, lane: batch.lane, refused: intake.refused },
        'entries went to quarantine',
      );
    return {
      accepted: true,
      received: batch.to,
      refused: await refusedIn(site, caller, batch.lane),
    };
  }
  throw new CodedError('BUSY');
}

async function answerOrphans(
  site: Site,
  caller: string,
  message: OrphanRequest,
): Promise<OrphanReply> {
  await knownPeer(site, caller);
  if (message.kind === 'fork') return orphansOf(site, caller, message);
  const held = await site.store.held(caller, message.after, HELD_PAGE);
  const offered = site.offered.get(caller) ?? new Set();
  for (const { ref } of held) offered.add(ref);
  site.offered.set(caller, offered);
  return {
    entries: held.map((item, i) => encodeEntry(i + 1, item.entry)).join('\n'),
    next: held.length < HELD_PAGE ? '' : (held.at(-1)?.ref ?? ''),
  };
}

async function answerRewind(
  site: Site,
  caller: string,
  message: RewindRequest,
): Promise<RewindReply> {
  await knownPeer(site, caller);
  const cursor = await site.store.cursor(caller, message.lane);
  if (!cursor) return { cursor: ORIGIN };
  if (cursor.at.seq !== message.from.seq || cursor.at.epoch !== message.from.epoch)
    return { cursor: cursor.at };
  const forked = !isOn(message.lineage, message.head, cursor.at);
  const common = forked
    ? commonPoint({ lineage: cursor.lineage, head: cursor.at.seq }, message)
    : cursor.at;
  const lineage = upTo(message.lineage, common.seq);
  const head = { epoch: epochAt(message.lineage, message.head), seq: message.head };
  const owed = head.seq > common.seq ? head : ORIGIN;
  const outcome = await commit(
    site,
    [{ is: 'cursor', peer: caller, lane: message.lane, at: cursor.at }],
    [{ do: 'cursor', cursor: { ...cursor, at: common, lineage, owed } }],
  );
  if (!outcome.ok) throw new CodedError('CURSOR');
  site.journal.warn(
    { peer: caller, lane: message.lane, from: cursor.at.seq, to: common.seq },
    'the peer was restored from an older copy; its feed goes back to the last common place',
  );
  return { cursor: common };
}

async function answerReturn(site: Site, caller: string, message: ReturnRequest): Promise<Position> {
  await knownPeer(site, caller);
  const { head, lineage } = await site.store.log(message.lane);
  const common =
    message.common !== null && isOn(lineage, head.seq, message.common) ? message.common : null;
  const tally = newTally();
  for (const entry of readOrphans(site, caller, message.entries))
    tally[await takeBack(site, entry, { peer: caller, common })] += 1;
  site.journal.warn({ peer: caller, lane: message.lane, ...tally }, 'lost versions given back');
  return (await site.store.log(message.lane)).head;
}

/**
 * The caller has dealt with held versions of its records. Until it has sent
 * what it made of them, a restore may lose that again, so they are kept.
 */
async function answerRelease(site: Site, caller: string, message: ReleaseRequest): Promise<void> {
  await knownPeer(site, caller);
  const wanted = new Set(message.refs);
  const held = await site.store.held(caller, '', HELD_PAGE);
  const steps: Step[] = [];
  for (const item of held.filter(({ ref }) => wanted.has(ref))) {
    const stored = await site.store.record(item);
    steps.push({ do: 'unhold', ref: item.ref });
    if (!stored || stored.op === 'gone' || !descends(stored, item.entry))
      steps.push(keepStep(site, item.entry, { from: item.from, oursRev: stored?.rev ?? '' }));
  }
  await commit(site, [], steps);
}
