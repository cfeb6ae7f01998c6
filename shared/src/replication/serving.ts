import { grantPeers, newPeer } from './grants.ts';
import type { Grant, Key } from './model.ts';
import { commit } from './site.ts';
import type { Site } from './site.ts';
import type { Step } from './store.ts';
import { bodyOf } from './versions.ts';

/** What a site does at its start about the sites above and below it. */

/** The upstream's keys as this site's settings named them at the last start. */
const NAMED = 'upstream keys';

/**
 * Notes the site above. Its keys may have changed in the network since this
 * site joined; those of the settings count again once somebody changes them.
 */
export async function registerUpstream(site: Site, upstream: Grant): Promise<void> {
  const known = await site.store.peer(upstream.site);
  const named = JSON.stringify(upstream.keys);
  const isNamed = known === undefined || (await site.store.meta(NAMED)) !== named;
  const keys = isNamed ? upstream.keys : known.keys;
  const peer = { ...newPeer({ ...upstream, keys }, 'up'), n: (known?.n ?? 0) + 1 };
  await commit(
    site,
    [],
    [
      { do: 'peer', peer },
      { do: 'meta', key: NAMED, value: named },
    ],
  );
}

/** Notes the keys of the root, which no record tells, where it is not the site dialled. */
export async function registerRoot(site: Site, keys: readonly string[]): Promise<void> {
  if (site.root === site.upstream || site.root === site.name) return;
  const known = await site.store.peer(site.root);
  const grant = { site: site.root, parent: '', tokens: [], keys: [...keys], active: true };
  const peer = { ...newPeer(grant, 'far'), n: (known?.n ?? 0) + 1 };
  await commit(site, [], [{ do: 'peer', peer }]);
}

/** How far this site has prepared to serve others: '' not at all, a key while it does, `yes`. */
const SERVES = 'serves';
const PAGE = 500;

/**
 * A site that begins to serve others has taken in records which it did not log,
 * as nobody was to read them there: they are logged now, page by page.
 */
export async function startServing(site: Site): Promise<void> {
  if (!site.upstream) return;
  let done = (await site.store.meta(SERVES)) ?? '';
  if (!site.serves) {
    if (done !== '') await commit(site, [], [{ do: 'meta', key: SERVES, value: '' }]);
    return;
  }
  const types = [...site.types.keys()];
  while (done !== 'yes') {
    const after = done === '' ? null : (JSON.parse(done) as Key);
    const page = await site.store.scan({ types, after, limit: PAGE });
    const grants: Grant[] = [];
    const steps: Step[] = [];
    for (const record of page) {
      const type = site.types.get(record.type);
      if (!type) continue;
      if (record.pos === null) steps.push({ do: 'touch', lane: type.lane, key: record, reach: [] });
      if (type.grants && record.op === 'put')
        grants.push(type.grants(bodyOf(type, record) as never));
    }
    const granted = await grantPeers(site, grants);
    const last = page.at(-1);
    const isEnd = page.length < PAGE || !last;
    const value = isEnd ? 'yes' : JSON.stringify({ type: last.type, id: last.id });
    const note: Step = { do: 'meta', key: SERVES, value };
    // When somebody else writes meanwhile, the same page is read once more.
    const outcome = await commit(site, granted.guards, [...steps, ...granted.steps, note]);
    if (outcome.ok) done = value;
  }
}
