import { CodedError } from '../base/errors.ts';
import { answerMend, answerRepair, answerVerify } from './answer-verify.ts';
import { answerPull } from './answer-pull.ts';
import { noteSpeaker } from './clones.ts';
import { encodeEntry } from './codec.ts';
import { newTally, takeBack } from './heal.ts';
import { keepStep, openBatch, takeIn } from './intake.ts';
import { contactOf, knownPeer, refusedFrom } from './known-peer.ts';
import { commonPoint, epochAt, isOn, stands, stillOwed, upTo } from './lineage.ts';
import { PROTOCOL } from './messages.ts';
import type {
  Batch,
  HelloReply,
  HelloRequest,
  LaneHello,
  OrphanReply,
  OrphanRequest,
  PushReply,
  RepairReply,
  ReleaseRequest,
  ReturnRequest,
  RewindReply,
  RewindRequest,
  Upstream,
} from './messages.ts';
import { LANES, ORIGIN } from './model.ts';
import type { Position } from './model.ts';
import { allOf, orphansOf, readOrphans } from './orphans.ts';
import { tookIn } from './milestones.ts';
import { FREE_TURN } from './ports.ts';
import type { Turn } from './ports.ts';
import { isSettled, markRestored, restoreOf } from './settled.ts';
import { commit, MAX_ATTEMPTS, typesOf } from './site.ts';
import type { Site } from './site.ts';
import type { Contact, Step } from './store.ts';
import { heldBelow, ownersBelow } from './subtree.ts';
import { traceFor } from './trace.ts';
import { descends } from './versions.ts';

/** The answering side of a link, bound to one authenticated caller. */

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

async function answerHello(site: Site, caller: string, message: HelloRequest): Promise<HelloReply> {
  await noteSpeaker(site, await knownPeer(site, caller), message.speaker);
  const protocol = Math.min(message.protocol.max, PROTOCOL.max);
  if (protocol < Math.max(message.protocol.min, PROTOCOL.min)) {
    const { min, max } = message.protocol;
    const older = max < PROTOCOL.min ? caller : site.name;
    const detail = `${caller} speaks ${min} to ${max}, ${site.name} ${PROTOCOL.min} to ${PROTOCOL.max}: upgrade ${older}.`;
    await noteRefusal(site, caller, message.software);
    throw new CodedError('PROTOCOL', { detail });
  }
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
      refused: await refusedFrom(site, caller, lane),
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
    types: message.types,
    ...(forked || message.settled === false ? {} : { returned: await restoreOf(site) }),
  };
  await commit(site, [], [...steps, { do: 'contact', contact }]);
  // In this order: whoever settles us has given back first, so what waits for the caller is seen.
  const settled = await isSettled(site);
  const held = (await heldBelow(site, caller, { after: '', limit: 1 })).length;
  site.offered.delete(caller);
  return {
    site: site.name,
    protocol,
    software: site.software,
    types: typesOf(site),
    lanes,
    held,
    settled,
    at: now,
  };
}

/** So that staff see a branch whose software is of another time. */
async function noteRefusal(site: Site, caller: string, software: string): Promise<void> {
  const contact = await contactOf(site, caller);
  const refused = { lastAttemptAt: site.clock.now(), lastError: 'PROTOCOL', software };
  await commit(site, [], [{ do: 'contact', contact: { ...contact, ...refused } }]);
}

/** A batch's lines, and its author: whom it may speak for. Throws BAD_BATCH when it is not the caller's or not sound. */
async function receive(site: Site, caller: string, batch: Batch) {
  const peer = await knownPeer(site, caller);
  const lines = batch.origin === caller && openBatch(site, batch, peer.keys);
  if (!lines) throw new CodedError('BAD_BATCH');
  return { source: { peer, owners: await ownersBelow(site, caller) }, lines };
}

const repairFor = async (site: Site, caller: string, batch: Batch): Promise<RepairReply> =>
  answerRepair(site, (await receive(site, caller, batch)).source, batch);

async function answerPush(site: Site, caller: string, batch: Batch): Promise<PushReply> {
  const { source, lines } = await receive(site, caller, batch);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const before = await site.store.cursor(caller, batch.lane);
    const at = before?.at ?? ORIGIN;
    if (batch.from.seq !== at.seq || !isOn(batch.lineage, batch.to.seq, at))
      return {
        accepted: false,
        received: at,
        refused: await refusedFrom(site, caller, batch.lane),
      };
    const intake = await takeIn(site, source, batch, { lines });
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
      refused: await refusedFrom(site, caller, batch.lane),
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
  const held = await heldBelow(site, caller, { after: message.after, limit: HELD_PAGE });
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
 * The caller has dealt with held versions of its records, or of those below it. Until it has sent
 * what it made of them, a restore may lose that again, so they are kept.
 */
async function answerRelease(site: Site, caller: string, message: ReleaseRequest): Promise<void> {
  await knownPeer(site, caller);
  const wanted = new Set(message.refs);
  const steps: Step[] = [];
  const held = await allOf(HELD_PAGE, (after) =>
    heldBelow(site, caller, { after, limit: HELD_PAGE }),
  );
  for (const item of held.filter(({ ref }) => wanted.has(ref))) {
    const stored = await site.store.record(item);
    steps.push({ do: 'unhold', ref: item.ref });
    if (!stored || stored.op === 'gone' || !descends(stored, item.entry))
      steps.push(keepStep(site, item.entry, { from: item.from, oursRev: stored?.rev ?? '' }));
  }
  await commit(site, [], steps);
}
