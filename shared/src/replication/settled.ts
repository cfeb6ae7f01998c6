import type { Site } from './site.ts';
import type { Contact, Step } from './store.ts';

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
export async function isSettled(site: Site): Promise<boolean> {
  const restore = await restoreOf(site);
  if (restore === '') return true;
  for (const peer of await site.store.peers()) {
    if (peer.role === 'far' || !peer.active) continue;
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
