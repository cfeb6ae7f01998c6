import { CodedError } from '../base/errors.ts';
import { decodeEntry, encodeEntry, linesOf } from './codec.ts';
import { newTally, takeBack } from './heal.ts';
import type { Healed } from './heal.ts';
import { commonPoint, isOn, stands, upTo } from './lineage.ts';
import { MAX_BATCH_CHARS, PROTOCOL } from './messages.ts';
import type { HelloReply, LaneHello, Speaker, Upstream } from './messages.ts';
import { keyOf, LANES, ORIGIN, positionOf } from './model.ts';
import type { Entry } from './model.ts';
import { refusedFrom } from './known-peer.ts';
import { allOf, heldRef, orphansOf, readOrphans } from './orphans.ts';
import { markRestored } from './settled.ts';
import { commit, MAX_ATTEMPTS, typesOf } from './site.ts';
import type { Site } from './site.ts';
import type { Cursor, Held, Outcome } from './store.ts';
import { ownersBehind } from './subtree.ts';

/**
 * The dialling side's part in healing a restore, of itself or of its upstream.
 * Lost versions are durable at their new place before any cursor goes back.
 */

/** Names this process, with one more thing said. */
export function nextTurn({ process }: Site): Speaker {
  process.said += 1;
  return { id: process.id, turn: process.said };
}

export async function sayHello(
  site: Site,
  upstream: Upstream,
  { settled }: { settled: boolean },
): Promise<HelloReply> {
  const lanes: LaneHello[] = [];
  for (const lane of LANES) {
    const { head, lineage } = await site.store.log(lane);
    const cursor = await site.store.cursor(site.upstream ?? '', lane);
    lanes.push({
      lane,
      lineage,
      head: head.seq,
      cursor: cursor?.at ?? ORIGIN,
      cursorLineage: cursor?.lineage ?? [],
      owed: cursor?.owed ?? ORIGIN,
      refused: await refusedFrom(site, site.upstream ?? '', lane),
    });
  }
  const reply = await upstream.hello({
    site: site.name,
    speaker: nextTurn(site),
    protocol: PROTOCOL,
    software: site.software,
    types: typesOf(site),
    lanes,
    settled,
  });
  const { min, max } = PROTOCOL;
  if (reply.protocol < min || reply.protocol > max)
    throw new CodedError('PROTOCOL', {
      detail: `${reply.site} answers in ${reply.protocol}, this site speaks ${min} to ${max}.`,
    });
  return reply;
}

interface Reunion {
  upstream: Upstream;
  peer: string;
  reply: HelloReply;
}

/** Heals every lane in which one side's log left behind what the other holds of it; true if any did, and a new hello is due. */
export async function healForks(site: Site, reunion: Reunion): Promise<boolean> {
  let healed = false;
  for (const theirs of reunion.reply.lanes) {
    const { head, lineage } = await site.store.log(theirs.lane);
    if (!stands(theirs, { lineage, head: head.seq })) {
      await recoverOwn(site, reunion, theirs);
      healed = true;
    }
    const cursor = await site.store.cursor(reunion.peer, theirs.lane);
    if (cursor && !stands({ cursor: cursor.at, owed: cursor.owed }, theirs)) {
      await returnTheirs(site, reunion, { theirs, cursor });
      healed = true;
    }
  }
  return healed;
}

const moveCursor = (site: Site, from: Cursor, cursor: Cursor): Promise<Outcome> =>
  commit(
    site,
    [{ is: 'cursor', peer: from.peer, lane: from.lane, at: from.at }],
    [{ do: 'cursor', cursor }],
  );

/**
 * Whether a version was written on the path that the cursor followed, and so
 * upon what both had at the common place. A rival kept from an earlier fork was
 * not, and may contradict what stood there.
 */
const isOfPath = (
  { cursor, cursorLineage }: Pick<LaneHello, 'cursor' | 'cursorLineage'>,
  entry: Entry,
): boolean => isOn(cursorLineage, cursor.seq, positionOf(entry.rev));

/** This site was restored: the upstream has what it lost. */
async function recoverOwn(site: Site, reunion: Reunion, theirs: LaneHello): Promise<void> {
  const { lane } = theirs;
  await commit(site, [], await markRestored(site));
  const before = await site.store.log(lane);
  const path = { lineage: before.lineage, head: before.head.seq };
  const common = commonPoint({ lineage: theirs.cursorLineage, head: theirs.cursor.seq }, path);
  const tally = newTally();
  let after = '';
  do {
    const page = await reunion.upstream.orphans({ kind: 'fork', lane, ...path, after });
    for (const entry of readOrphans(site, reunion.peer, page.entries)) {
      const from = { peer: reunion.peer, common: isOfPath(theirs, entry) ? common : null };
      tally[await takeBack(site, entry, from)] += 1;
    }
    after = page.next;
  } while (after !== '');
  const now = await site.store.log(lane);
  await reunion.upstream.rewind({
    lane,
    from: theirs.cursor,
    lineage: now.lineage,
    head: now.head.seq,
  });
  site.journal.warn(
    { peer: reunion.peer, lane, ...tally },
    'this site was restored from an older copy; lost versions were brought back',
  );
}

/** The upstream was restored: this site may have what it lost. Then its own cursor goes back to common ground. */
async function returnTheirs(
  site: Site,
  { upstream, peer }: Reunion,
  { theirs, cursor }: { theirs: LaneHello; cursor: Cursor },
): Promise<void> {
  const { lane } = theirs;
  const common = commonPoint({ lineage: cursor.lineage, head: cursor.at.seq }, theirs);
  let after = '';
  let owed = ORIGIN;
  do {
    const page = await orphansOf(site, peer, { ...theirs, after });
    const isLost = (entry: Entry): boolean =>
      isOfPath({ cursor: cursor.at, cursorLineage: cursor.lineage }, entry);
    const [lost, rivals] = split(page.entries, isLost);
    for (const part of [
      { common, entries: lost },
      { common: null, entries: rivals },
    ]) {
      if (part.entries === '') continue;
      const place = await upstream.giveBack({ lane, ...part });
      // Restarted or restored in between, it may have lost what it was given before: all of it again.
      if (owed.seq > 0 && (place.epoch !== owed.epoch || place.seq < owed.seq))
        throw new CodedError('FORKED');
      owed = place;
    }
    after = page.next;
  } while (after !== '');
  const lineage = upTo(theirs.lineage, common.seq);
  await moveCursor(site, cursor, { ...cursor, at: common, lineage, owed });
  site.journal.warn({ peer, lane }, 'the upstream was restored; gave back what it lost');
}

/** The lines of a page of which `is` holds, and the others; what cannot be read is sent with the latter. */
function split(text: string, is: (entry: Entry) => boolean): [string, string] {
  const lines = linesOf(text).map((line) => ({ line, entry: decodeEntry(line) }));
  const of = (wanted: boolean): string =>
    lines
      .filter(({ entry }) => (entry !== undefined && is(entry)) === wanted)
      .map(({ line }) => line)
      .join('\n');
  return [of(true), of(false)];
}

/** Takes in versions, of our own and for those below us, that other sites gave back to the upstream. */
export async function takeHeld(site: Site, { upstream, peer, reply }: Reunion): Promise<void> {
  if (reply.held === 0) return;
  const tally = newTally();
  const kept = await keptRefs(site);
  let after = '';
  do {
    const page = await upstream.orphans({
      kind: 'held',
      lane: 'control',
      lineage: [],
      head: 0,
      after,
    });
    const entries = readOrphans(site, peer, page.entries);
    const refs: string[] = [];
    for (const entry of entries) {
      // Its owner, below us, has looked at it already.
      if (entry.owner !== site.name && kept.has(`${keyOf(entry)}/${entry.rev}`)) {
        refs.push(heldRef(entry));
        continue;
      }
      const healed = await takeBack(site, entry, { peer, common: null });
      tally[healed] += 1;
      if (await isDone(site, { peer, entry, healed })) refs.push(heldRef(entry));
    }
    if (refs.length > 0) await upstream.release({ refs });
    after = page.next;
  } while (after !== '');
  site.journal.warn({ peer, ...tally }, 'versions of ours that other sites kept were brought back');
}

/**
 * Whether the upstream may let go of a version it held for us: not while what
 * we made of it is only here, as a restore might lose it again. The upstream
 * lets go by itself when a version that descends from it arrives.
 */
async function isDone(
  site: Site,
  { peer, entry, healed }: { peer: string; entry: Entry; healed: Healed },
): Promise<boolean> {
  if (healed === 'conflict' || healed === 'refused') return true;
  const type = site.types.get(entry.type);
  const own = await site.store.record(entry);
  // Held here for its owner below, who may have more to say of it.
  if (healed === 'adopted' || healed === 'held' || !type || own?.pos == null) return false;
  const receipt = await site.store.receipt(peer, type.lane);
  const { head, lineage } = await site.store.log(type.lane);
  const received = receipt?.received ?? ORIGIN;
  return own.pos <= received.seq && isOn(lineage, head.seq, received);
}

const PAGE = 500;

async function keptRefs(site: Site): Promise<ReadonlySet<string>> {
  const kept = await allOf(PAGE, (after) =>
    site.store.conflicts({ state: 'kept', after, limit: PAGE }),
  );
  return new Set(kept.map(({ ref }) => ref));
}

/** What sites below gave back for owners that are reached through the upstream. */
async function heldForUpstream(site: Site, peer: string): Promise<Held[]> {
  if ((await site.store.held(null, '', 1)).length === 0) return [];
  const isBehind = await ownersBehind(site, peer);
  const held = await allOf(PAGE, (after) => site.store.held(null, after, PAGE));
  return held.filter(({ owner }) => isBehind(owner));
}

/** True if nothing waits to be handed on to the upstream; `passed` names what was. */
export const isPassedOn = async (
  site: Site,
  { peer, passed }: { peer: string; passed: ReadonlySet<string> },
): Promise<boolean> => (await heldForUpstream(site, peer)).every(({ ref }) => passed.has(ref));

/**
 * Hands on what sites below gave back for owners elsewhere. It stays here until
 * a version that descends from it arrives, and is handed on once per link, as
 * the upstream may lose it in a restore of its own; `owed` shows that too.
 */
export async function passHeld(
  site: Site,
  { upstream, peer, passed }: { upstream: Upstream; peer: string; passed: Set<string> },
): Promise<void> {
  const waiting = (await heldForUpstream(site, peer)).filter(({ ref }) => !passed.has(ref));
  for (const lane of LANES) {
    const items = waiting.filter(({ type }) => site.types.get(type)?.lane === lane);
    while (items.length > 0) {
      const lines: string[] = [];
      const refs: string[] = [];
      for (let chars = 0; chars < MAX_BATCH_CHARS && lines.length < PAGE;) {
        const item = items.shift();
        if (!item) break;
        const line = encodeEntry(lines.length + 1, item.entry);
        lines.push(line);
        refs.push(item.ref);
        chars += line.length + 1;
      }
      const place = await upstream.giveBack({ lane, common: null, entries: lines.join('\n') });
      await owe(site, { peer, lane, place });
      for (const ref of refs) passed.add(ref);
    }
  }
}

/** Notes that the upstream must not forget what stands at that place of its log. */
async function owe(
  site: Site,
  { peer, lane, place }: { peer: string; lane: Cursor['lane']; place: Cursor['owed'] },
): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const cursor = await site.store.cursor(peer, lane);
    if (!cursor || place.seq <= Math.max(cursor.at.seq, cursor.owed.seq)) return;
    if ((await moveCursor(site, cursor, { ...cursor, owed: place })).ok) return;
  }
}
