import { CodedError } from '../base/errors.ts';
import type { Lane } from './model.ts';
import { newContact } from './settled.ts';
import type { Site } from './site.ts';
import type { Contact, Peer } from './store.ts';

/** What is known of a peer: whether it may call here, how the exchange goes, what of its log is refused. */

/** Throws UNKNOWN_SITE for a caller that is not an active downstream, CLONED for one that is held. */
export async function knownPeer(site: Site, caller: string): Promise<Peer> {
  const peer = await site.store.peer(caller);
  if (peer?.role !== 'down' || !peer.active) throw new CodedError('UNKNOWN_SITE');
  if (peer.clonedAt > 0) throw new CodedError('CLONED');
  return peer;
}

export const contactOf = async (site: Site, peer: string): Promise<Contact> =>
  (await site.store.contact(peer)) ?? newContact(peer);

/** Which sequences of a peer's log are in quarantine here, up to 1,000 of them. */
export async function refusedFrom(site: Site, peer: string, lane: Lane): Promise<number[]> {
  if ((await site.store.countQuarantine(peer)) === 0) return [];
  const open = await site.store.quarantine({ peer, lane, state: 'open', limit: 1000 });
  return open.map((item) => item.at.seq);
}
