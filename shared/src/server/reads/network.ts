import type { ErrorCode } from '../../base/errors.ts';
import { ERRORS } from '../../base/errors.ts';
import { listAnnouncements } from '../../domains/network/queries.ts';
import type { AnnouncementFilter } from '../../domains/network/queries.ts';
import type { PeerStatus } from '../../replication/status.ts';
import type { Trace } from '../../replication/messages.ts';
import type { RequestContext } from '../context.ts';
import { sightOf } from '../sight.ts';
import { stateOf } from '../sync-state.ts';
import { listConflicts, settle } from './conflicts.ts';
import { pageOf } from './page-args.ts';
import type { PageArgs } from './page-args.ts';
import { findTraces } from './trace.ts';
import { listQuarantine } from './quarantine.ts';
import type { QuarantineFilter } from './quarantine.ts';

const errorOf = (code: string) =>
  Object.hasOwn(ERRORS, code)
    ? { code, zh: ERRORS[code as ErrorCode].zh, en: ERRORS[code as ErrorCode].en }
    : null;

const peerOf = (peer: PeerStatus, now: number) => ({
  ...peer,
  state: stateOf(peer, now),
  lastAttemptAt: peer.lastAttemptAt || null,
  lastSuccessAt: peer.lastSuccessAt || null,
  lastError: errorOf(peer.lastError),
  software: peer.software || null,
  lanes: peer.lanes.map((lane) => ({
    lane: lane.lane,
    head: lane.head,
    received: lane.received,
    backlog: lane.backlogOut,
    peerHead: lane.peerHead,
    taken: lane.cursor,
    behind: lane.backlogIn,
    refused: lane.refused,
    verifiedOut: lane.verifiedOut,
    verifiedIn: lane.verifiedIn,
    verifiedAt: lane.verifiedAt || null,
    repaired: lane.repaired,
  })),
});

/** 0 stands for not known. */
const viewOf = ({ at, ...view }: Trace) => ({
  ...view,
  asOf: at,
  owner: view.owner || null,
  writtenAt: view.writtenAt || null,
  takenAt: view.takenAt || null,
  peers: view.peers.map((peer) => ({
    ...peer,
    sentAt: peer.sentAt || null,
    receivedAt: peer.receivedAt || null,
    appliedAt: (peer.state === 'applied' && peer.receivedAt) || null,
    heardAt: peer.heardAt || null,
  })),
});

export const networkQueries = {
  async syncStatus(_: unknown, { peer }: { peer?: string | null }, context: RequestContext) {
    const status = await context.engine.status();
    const sight = await sightOf(context);
    const shown = status.peers
      .filter(({ site }) => (!peer || site === peer) && (!sight || site === sight.site))
      .map((found) => peerOf(found, status.asOf));
    const { site, settled, quarantined, conflicts, asOf } = status;
    return { site, peers: shown, settled, quarantined, conflicts, asOf };
  },
  async recordTraces(
    _: unknown,
    ask: { id: string; type?: string | null },
    { engine }: RequestContext,
  ) {
    const found = await findTraces(engine, ask);
    return found.map(({ views, unreachable, ...rest }) => ({
      ...rest,
      views: views.map(viewOf),
      unreachable: unreachable ? errorOf(unreachable.code) : null,
    }));
  },
  async quarantine(_: unknown, args: PageArgs<QuarantineFilter>, { db, clock }: RequestContext) {
    const page = { first: args.first ?? 20, after: args.after ?? '' };
    return { ...listQuarantine(db, args.filter ?? {}, page), asOf: clock.now() };
  },
  conflicts: (
    _: unknown,
    { first, after }: { first?: number | null; after?: string | null },
    { engine }: RequestContext,
  ) => listConflicts(engine, { first: first ?? 20, after: after ?? '' }),
  async announcements(_: unknown, args: PageArgs<AnnouncementFilter>, context: RequestContext) {
    const ask = { sight: await sightOf(context), filter: args.filter };
    return listAnnouncements(context.db, ask, await pageOf(args, context));
  },
};

/** Entries listed after a replay as still refused. */
const REMAINING = 100;

export const networkMutations = {
  async settleConflict(_: unknown, ask: Parameters<typeof settle>[1], { engine }: RequestContext) {
    await settle(engine, ask);
    return true;
  },
  async replayQuarantine(
    _: unknown,
    { filter }: { filter: QuarantineFilter },
    { db, engine, clock }: RequestContext,
  ) {
    const total = { replayed: 0, refused: 0 };
    for (const query of queriesOf(db, filter)) {
      const { replayed, superseded, refused } = await engine.replay(query);
      total.replayed += replayed + superseded;
      total.refused += refused;
    }
    const left = listQuarantine(db, filter, { first: REMAINING, after: '' });
    return { ...total, remaining: left.nodes, asOf: clock.now() };
  },
};

/** What to try again. Named entries bring those like them along, which costs nothing: one that still fails stays. */
function queriesOf(db: RequestContext['db'], filter: QuarantineFilter) {
  const { peer, lane, type, code, refs } = filter;
  if (!refs)
    return [
      {
        ...(peer ? { peer } : {}),
        ...(lane ? { lane } : {}),
        ...(type ? { type } : {}),
        ...(code ? { code } : {}),
      },
    ];
  const named = listQuarantine(db, filter, { first: REMAINING, after: '' }).nodes;
  const alike = new Map(named.map((item) => [`${item.peer}/${item.lane}/${item.type}`, item]));
  return [...alike.values()].map((item) => ({
    peer: item.peer,
    lane: item.lane,
    type: item.type,
  }));
}
