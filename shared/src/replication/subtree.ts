import type { Site } from './site.ts';
import type { Held, Peer } from './store.ts';

/**
 * The tree of sites, as the records that define sites tell it. A site that
 * serves others speaks for all that lie below it, however deep, and its feed
 * carries what any of them may see.
 */

type Place = Pick<Peer, 'site' | 'parent'>;

/** The site itself and all below it. A ring of parents, which is a mistake in the records, ends where it began. */
function subtree(peers: readonly Place[], name: string): string[] {
  const children = new Map<string, string[]>();
  for (const { site, parent } of peers)
    children.set(parent, [...(children.get(parent) ?? []), site]);
  const found = new Set([name]);
  for (const site of found) for (const child of children.get(site) ?? []) found.add(child);
  return [...found];
}

/** What the feed of a direct downstream carries; null when that is what itself may see. */
export function sightOf(peers: readonly Peer[], of: Peer): string[] | null {
  const below = new Set(subtree(peers, of.site));
  const seen = new Set(of.tokens);
  for (const peer of peers)
    if (below.has(peer.site) && peer.active) for (const token of peer.tokens) seen.add(token);
  return seen.size === new Set(of.tokens).size ? null : [...seen];
}

/** Whose records this site has from, and sends to, that direct peer: for the upstream all but its own side. */
export async function ownersBehind(site: Site, peer: string): Promise<(owner: string) => boolean> {
  const peers = await site.store.peers();
  const isUp = peer === site.upstream;
  const side = new Set(subtree(peers, isUp ? site.name : peer));
  return (owner) => side.has(owner) !== isUp;
}

/** A direct downstream and all below it. */
export const ownersBelow = async (site: Site, caller: string): Promise<string[]> =>
  subtree(await site.store.peers(), caller);

/** What is held for a direct downstream and those below it. */
export async function heldBelow(
  site: Site,
  caller: string,
  { after, limit }: { after: string; limit: number },
): Promise<Held[]> {
  // Mostly nothing is held at all, and then the tree need not be read.
  if ((await site.store.held(null, after, 1)).length === 0) return [];
  return site.store.held(await ownersBelow(site, caller), after, limit);
}
