import type { Site } from './site.ts';
import type { Contact, Peer, Step } from './store.ts';

/**
 * After a restore a site does not know what it had promised since the backup
 * until every peer has given that back. `meta.restored` names the latest
 * restore (written by the restore command, or when a peer's hello shows one);
 * a decision that must not be made twice waits until the site is settled.
 */
export const RESTORED = 'restored';

export const restoreOf = async (site: Site): Promise<string> =>
  (await site.store.meta(RESTORED)) ?? '';

/** True if nothing that this site lost can still be at an active peer. */
export const isSettled = (site: Site): Promise<boolean> => hasReturned(site, ['up', 'down']);

/**
 * True if all below has given back. It is what a site tells its upstream, which
 * cannot ask its settled state: that waits for the upstream itself.
 */
export const isSettledBelow = (site: Site): Promise<boolean> => hasReturned(site, ['down']);

async function hasReturned(site: Site, roles: readonly Peer['role'][]): Promise<boolean> {
  const restore = await restoreOf(site);
  if (restore === '') return true;
  for (const peer of await site.store.peers()) {
    if (!roles.includes(peer.role) || !peer.active) continue;
    if ((await site.store.contact(peer.site))?.returned !== restore) return false;
  }
  return true;
}

/** The step that marks this site as restored, unless an earlier restore is still being healed. */
export async function markRestored(site: Site): Promise<Step[]> {
  return (await isSettled(site)) ? [{ do: 'meta', key: RESTORED, value: site.rng.token() }] : [];
}

export const newContact = (peer: string): Contact => ({
  peer,
  lastAttemptAt: 0,
  lastSuccessAt: 0,
  lastError: '',
  heads: {},
  software: '',
  types: [],
  returned: '',
});
