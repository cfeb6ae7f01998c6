import type { PeerStatus } from '../../replication/status.ts';
import type { Store } from '../../replication/store.ts';

/**
 * Age in ms of the oldest entry still on its way between this site and a peer;
 * null when nothing is. Of what the peer has not sent yet only its last word is
 * known here, so there it is the time since then.
 */
export async function lagOf(store: Store, peer: PeerStatus, now: number): Promise<number | null> {
  let oldest: number | null = null;
  for (const lane of peer.lanes) {
    if (lane.backlogIn > 0) oldest = Math.min(oldest ?? now, peer.lastSuccessAt);
    if (lane.backlogOut === 0) continue;
    const { rows } = await store.feed(lane.lane, lane.received, 1);
    const at = rows[0]?.record?.at;
    if (at !== undefined) oldest = Math.min(oldest ?? now, at);
  }
  return oldest === null ? null : Math.max(0, now - oldest);
}
