import { versionFor } from './feed.ts';
import { isOn } from './lineage.ts';
import { passed } from './milestones.ts';
import { ORIGIN } from './model.ts';
import type { PeerTrace, Trace } from './messages.ts';
import type { Key, Lane, StoredRecord } from './model.ts';
import { sentOver } from './sent.ts';
import type { Site } from './site.ts';
import type { Peer } from './store.ts';

/** Where one record is, with times, at this site and at its peers. */

export async function traceOf(site: Site, key: Key): Promise<Trace> {
  const record = await site.store.record(key);
  const type = site.types.get(key.type);
  const open = type
    ? await site.store.quarantine({ type: key.type, id: key.id, state: 'open', limit: 100 })
    : [];
  const trace: Trace = {
    site: site.name,
    at: site.clock.now(),
    state: 'none',
    owner: record?.owner ?? '',
    version: record?.version ?? 0,
    writtenAt: record?.at ?? 0,
    takenAt: 0,
    quarantined: open.length,
    peers: [],
  };
  if (!record || !type) return trace;
  trace.state = record.op === 'put' ? 'here' : record.op === 'gone' ? 'removed' : 'deleted';
  trace.takenAt = await takenAt(site, type.lane, record);
  for (const peer of await site.store.peers())
    if (peer.role !== 'far')
      trace.peers.push(await peerTrace(site, peer, { lane: type.lane, record }));
  return trace;
}

async function takenAt(site: Site, lane: Lane, record: StoredRecord): Promise<number> {
  if (record.via === null) return record.at;
  if (!record.viaAt) return 0;
  const cursor = await site.store.cursor(record.via, lane);
  const path = { lineage: cursor?.lineage ?? [], head: cursor?.at.seq ?? 0 };
  const of = { peer: record.via, lane, way: 'in', seq: record.viaAt.seq } as const;
  return (await passed(site, of, path))?.doneAt ?? 0;
}

async function peerTrace(
  site: Site,
  peer: Peer,
  { lane, record }: { lane: Lane; record: StoredRecord },
): Promise<PeerTrace> {
  const heardAt = (await site.store.contact(peer.site))?.lastSuccessAt ?? 0;
  const empty = { site: peer.site, ahead: 0, sentAt: 0, receivedAt: 0, heardAt };
  if (record.via === peer.site || record.owner === peer.site) return { ...empty, state: 'source' };
  if (record.pos === null || !versionFor(peer, record)) return { ...empty, state: 'none' };
  const { head, lineage } = await site.store.log(lane);
  const receipt = await site.store.receipt(peer.site, lane);
  const received = receipt?.received ?? ORIGIN;
  const isThere = received.seq >= record.pos && isOn(lineage, head.seq, received);
  if (!isThere) {
    const sent = sentOver(site, { peer: peer.site, lane }, record.pos);
    return sent
      ? { ...empty, state: 'sent', sentAt: sent.at }
      : { ...empty, state: 'waiting', ahead: Math.max(0, record.pos - received.seq - 1) };
  }
  const of = { peer: peer.site, lane, way: 'out', seq: record.pos } as const;
  const found = await passed(site, of, { lineage, head: head.seq });
  return {
    ...empty,
    state: receipt?.refused.includes(record.pos) ? 'refused' : 'applied',
    sentAt: found?.sentAt ?? 0,
    receivedAt: found?.doneAt ?? 0,
  };
}

/**
 * What a downstream is told: all of its own records; of others that it may see,
 * only what concerns itself; of all else what it is told of a record that is not there.
 */
export async function traceFor(site: Site, caller: Peer, key: Key): Promise<Trace> {
  const record = await site.store.record(key);
  const trace = await traceOf(site, key);
  const isOwn =
    record !== undefined && (record.owner === caller.site || record.via === caller.site);
  if (isOwn) return trace;
  const mayKnow = record !== undefined && versionFor(caller, record)?.op === 'put';
  const peers = trace.peers.filter((peer) => peer.site === caller.site);
  if (mayKnow) return { ...trace, peers };
  const { name, clock } = site;
  return {
    site: name,
    at: clock.now(),
    state: 'none',
    owner: '',
    version: 0,
    writtenAt: 0,
    takenAt: 0,
    quarantined: 0,
    peers: [],
  };
}
