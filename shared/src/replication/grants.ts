import type { Grant } from './model.ts';
import { commit } from './site.ts';
import type { Site } from './site.ts';
import type { Guard, Peer, Step } from './store.ts';
import { sightOf } from './subtree.ts';
import { overlaps } from './versions.ts';

/**
 * Who the sites are and what they may see, from the records that define sites.
 * When a site's tokens change, the records it gained or lost are logged anew,
 * page by page, so that its ordinary feed carries the difference.
 */

export const newPeer = (grant: Grant, role: Peer['role']): Peer => ({
  ...grant,
  role,
  sees: null,
  tokensEver: grant.tokens,
  regrant: null,
  clonedAt: 0,
  n: 1,
});

/** What the feed of a peer carries: what it may see itself, and what those below it may. */
export const tokensOf = (peer: Peer): string[] => peer.sees ?? peer.tokens;

export interface Granted {
  guards: Guard[];
  steps: Step[];
}

/**
 * The rows after these grants, with the guards under which they may be written:
 * those of the sites named, and those of the downstreams whose feed changes
 * because somebody below them gained or lost a right.
 */
export async function grantPeers(site: Site, grants: readonly Grant[]): Promise<Granted> {
  const named = new Map(grants.map((grant) => [grant.site, grant]));
  named.delete(site.name);
  if (!site.serves) for (const name of named.keys()) if (name !== site.upstream) named.delete(name);
  if (named.size === 0) return { guards: [], steps: [] };
  const known = new Map((await site.store.peers()).map((peer) => [peer.site, peer]));
  const after = new Map(known);
  for (const [name, grant] of named) after.set(name, granted(site, known.get(name), grant));
  const all = [...after.values()];
  for (const peer of all) if (peer.role === 'down') after.set(peer.site, withSight(all, peer));
  const guards: Guard[] = [];
  const steps: Step[] = [];
  for (const [name, peer] of after) {
    const before = known.get(name);
    if (peer === before) continue;
    const n = before?.n ?? 0;
    guards.push({ is: 'peer', site: name, n });
    steps.push({ do: 'peer', peer: { ...peer, n: n + 1 } });
  }
  return { guards, steps };
}

function granted(site: Site, known: Peer | undefined, grant: Grant): Peer {
  // Which site stands above is said by this site's own settings, its keys by the network.
  const isUp = grant.site === site.upstream;
  const role = isUp ? 'up' : grant.parent === site.name ? 'down' : 'far';
  if (!known) return newPeer(grant, role);
  const before = tokensOf(known);
  const tokensEver = [...new Set([...known.tokensEver, ...grant.tokens])];
  const peer = { ...known, ...grant, role, tokensEver } satisfies Peer;
  return role === 'down' ? changed(peer, before) : peer;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((token) => b.includes(token));

/** The row with what is to be worked into the log, when its feed carries something else than `before`. */
function changed(peer: Peer, before: string[]): Peer {
  const from = peer.regrant?.before ?? before;
  if (isSame(from, tokensOf(peer)) && !peer.regrant) return peer;
  return { ...peer, regrant: { before: from, after: null } };
}

function withSight(peers: readonly Peer[], peer: Peer): Peer {
  const sees = sightOf(peers, peer);
  const known = peer.sees;
  if (sees === null ? known === null : known !== null && isSame(known, sees)) return peer;
  const tokensEver = [...new Set([...peer.tokensEver, ...(sees ?? [])])];
  return changed({ ...peer, sees, tokensEver }, tokensOf(peer));
}

const REGRANT_PAGE = 500;

/** Works one page of a pending change of tokens into the log; false when nothing is pending. */
export async function workRegrant(site: Site, name: string): Promise<boolean> {
  const peer = await site.store.peer(name);
  if (!peer?.regrant) return false;
  const { before, after } = peer.regrant;
  const types = [...site.types.values()].filter((type) => type.audience).map((type) => type.name);
  const page = await site.store.scan({ types, after, limit: REGRANT_PAGE });
  const steps: Step[] = [];
  for (const record of page) {
    const type = site.types.get(record.type);
    if (type && overlaps(record.audience, before) !== overlaps(record.audience, tokensOf(peer)))
      steps.push({ do: 'touch', lane: type.lane, key: record, reach: [] });
  }
  const last = page.at(-1);
  const regrant =
    page.length < REGRANT_PAGE || !last
      ? null
      : { before, after: { type: last.type, id: last.id } };
  // A grant that came between makes this page void; the next call starts from the new one.
  await commit(
    site,
    [{ is: 'peer', site: name, n: peer.n }],
    [...steps, { do: 'peer', peer: { ...peer, regrant, n: peer.n + 1 } }],
  );
  return true;
}
