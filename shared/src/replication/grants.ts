import type { Grant } from './model.ts';
import { commit } from './site.ts';
import type { Site } from './site.ts';
import type { Guard, Peer, Step } from './store.ts';
import { overlaps } from './versions.ts';

/**
 * Who the sites are and what they may see, from the records that define sites.
 * When a site's tokens change, the records it gained or lost are logged anew,
 * page by page, so that its ordinary feed carries the difference.
 */

export const newPeer = (grant: Grant, role: Peer['role']): Peer => ({
  ...grant,
  role,
  tokensEver: grant.tokens,
  regrant: null,
  clonedAt: 0,
  n: 1,
});

/** The row after a grant, and the guard under which it may be written; undefined when it concerns nobody else. */
export async function grantPeer(
  site: Site,
  grant: Grant,
): Promise<{ guard: Guard; step: Step } | undefined> {
  if (!site.serves || grant.site === site.name) return undefined;
  const role = grant.parent === site.name ? 'down' : 'far';
  const known = await site.store.peer(grant.site);
  const guard = { is: 'peer', site: grant.site, n: known?.n ?? 0 } as const;
  if (!known) return { guard, step: { do: 'peer', peer: newPeer(grant, role) } };
  const before = known.regrant?.before ?? known.tokens;
  const changed =
    grant.tokens.length !== before.length || !grant.tokens.every((t) => before.includes(t));
  const peer: Peer = {
    ...known,
    ...grant,
    role,
    tokensEver: [...new Set([...known.tokensEver, ...grant.tokens])],
    regrant: changed || known.regrant ? { before, after: null } : null,
    n: known.n + 1,
  };
  return { guard, step: { do: 'peer', peer } };
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
    if (type && overlaps(record.audience, before) !== overlaps(record.audience, peer.tokens))
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
