import { decodeEntry } from './codec.ts';
import { acceptSteps, judge } from './intake.ts';
import { grantPeers } from './grants.ts';
import { commit } from './site.ts';
import type { Site } from './site.ts';
import { ownersBelow } from './subtree.ts';
import type { Guard, Quarantined, QuarantineQuery, Step } from './store.ts';

/** Tries quarantined entries again: after an upgrade, or when staff ask. */

export interface Replay {
  replayed: number;
  /** A newer version had arrived meanwhile. */
  superseded: number;
  /** Still refused; they stay where they are. */
  refused: number;
}

const PAGE = 500;

/** Replays all open entries that the query names, page by page. */
export async function replay(
  site: Site,
  query: Omit<QuarantineQuery, 'state' | 'limit' | 'after'>,
): Promise<Replay> {
  const total: Replay = { replayed: 0, superseded: 0, refused: 0 };
  let after = '';
  for (;;) {
    const page = await site.store.quarantine({ ...query, state: 'open', after, limit: PAGE });
    for (const item of page) total[await replayOne(site, item)] += 1;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return total;
    after = last.ref;
  }
}

async function replayOne(site: Site, item: Quarantined): Promise<keyof Replay> {
  const entry = decodeEntry(item.raw);
  const peer = await site.store.peer(item.peer);
  if (!entry || !peer) return 'refused';
  const stored = await site.store.record(entry);
  const at = site.clock.now();
  const release = (state: 'replayed' | 'superseded'): Step => ({
    do: 'release',
    ref: item.ref,
    state,
    at,
  });
  const newer = stored?.via === item.peer && (stored.viaAt?.seq ?? 0) > item.at.seq;
  const verdict = judge(
    site,
    { peer, owners: peer.role === 'up' ? null : await ownersBelow(site, peer.site) },
    { lane: item.lane, entry, feed: item.at, stored },
  );
  if (newer || verdict.is === 'known') {
    await commit(site, [], [release('superseded')]);
    return 'superseded';
  }
  if (verdict.is === 'refuse') return 'refused';
  const steps = acceptSteps(site, item.lane, verdict);
  const guards: Guard[] = [{ is: 'record', key: entry, rev: stored?.rev ?? null }];
  if (verdict.type.grants && entry.op === 'put') {
    const granted = await grantPeers(site, [verdict.type.grants(verdict.body as never)]);
    guards.push(...granted.guards);
    steps.push(...granted.steps);
  }
  const outcome = await commit(site, guards, [...steps, release('replayed')]);
  return outcome.ok ? 'replayed' : 'refused';
}
