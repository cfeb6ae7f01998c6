import { createHash } from 'node:crypto';
import t from 'tap';
import { createEngine } from '@lianxue/shared/replication/engine.ts';
import type { Engine } from '@lianxue/shared/replication/engine.ts';
import type { HelloReply, Upstream } from '@lianxue/shared/replication/messages.ts';
import type { RecordType } from '@lianxue/shared/replication/model.ts';
import { createMemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import type { MemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';

/** Old software against new, in every pairing: what each writes reaches the others whole, and is read at its reader's version. */

type Version = 1 | 2 | 3;
const VERSIONS: readonly Version[] = [1, 2, 3];

interface Note {
  title: string;
  /** Since 2. */
  kind?: string;
  /** Since 3. */
  level?: number;
}

/** Kinds that each version knows: enumerations grow. */
const KINDS: Record<Version, readonly string[]> = { 1: [], 2: ['plain'], 3: ['plain', 'rich'] };

const sites: RecordType = {
  name: 'Site',
  owner: 'hub',
  lane: 'control',
  way: 'down',
  version: 1,
  retain: 'latest',
  validate: () => [],
  audience: () => ['*'],
  grants: (body: { site: string; keys: string[] }) => ({
    ...body,
    parent: 'hub',
    tokens: ['*', `site:${body.site}`],
    active: true,
  }),
};

const note = (version: Version): RecordType => ({
  name: 'Note',
  owner: 'author',
  lane: 'catalog',
  way: 'both',
  version,
  retain: 'latest',
  audience: () => ['*'],
  validate(body) {
    const { title, kind } = body as Note;
    const isKnown = version === 1 || kind === undefined || KINDS[version].includes(kind);
    if (typeof title === 'string' && isKnown) return [];
    return [{ code: 'BAD_FIELD', field: 'kind', zh: '字段 kind 有误。', en: 'kind is wrong.' }];
  },
  upcast: (body: Note, from: number) => ({
    ...(from < 2 && version >= 2 ? { kind: 'plain' } : {}),
    ...(from < 3 && version >= 3 ? { level: 0 } : {}),
    ...body,
  }),
});

/** A type that only version 3 has. */
const extra: RecordType = { ...note(3), name: 'Extra', lane: 'workflow' };

const typesOf = (version: Version): RecordType[] =>
  version === 3 ? [sites, note(3), extra] : [sites, note(version)];

const written: Record<Version, Note> = {
  1: { title: '一' },
  2: { title: '二', kind: 'plain' },
  3: { title: '三', kind: 'plain', level: 7 },
};

/** How a body of one version reads at another. */
const read: Record<Version, Record<Version, object>> = {
  1: {
    1: written[1],
    2: { title: '一', kind: 'plain' },
    3: { title: '一', kind: 'plain', level: 0 },
  },
  2: { 1: written[2], 2: written[2], 3: { title: '二', kind: 'plain', level: 0 } },
  3: { 1: written[3], 2: written[3], 3: written[3] },
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const newStore = (): MemoryStore =>
  createMemoryStore({ types: typesOf(3).map(({ name, lane }) => ({ name, lane })) });

let drawn = 0;
function open(site: string, version: Version, store: MemoryStore): Promise<Engine> {
  const isHub = site === 'hub';
  return createEngine({
    site,
    root: 'hub',
    upstream: isHub
      ? null
      : { site: 'hub', parent: '', tokens: [], keys: ['test:hub'], active: true },
    serves: isHub,
    software: `test ${version}`,
    keys: [`test:${site}`],
    types: typesOf(version),
    store,
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    rng: { next: () => 0.5, token: () => `t${(drawn += 1)}` },
    crypto: {
      hash: digest,
      sign: (text) => digest(`test:${site}${text}`),
      verify: (keys, text, signature) => keys.some((key) => digest(key + text) === signature),
    },
    journal: { info: () => undefined, warn: () => undefined },
  });
}

interface Network {
  hub: Engine;
  nodes: Record<'a' | 'b', Engine>;
  stores: Record<'hub' | 'a' | 'b', MemoryStore>;
}

async function network(versions: Record<'hub' | 'a' | 'b', Version>): Promise<Network> {
  const stores = { hub: newStore(), a: newStore(), b: newStore() };
  const hub = await open('hub', versions.hub, stores.hub);
  for (const site of ['a', 'b'])
    await hub.transact((work) =>
      work.put({ type: 'Site', id: site }, { site, keys: [`test:${site}`] }),
    );
  const nodes = {
    a: await open('a', versions.a, stores.a),
    b: await open('b', versions.b, stores.b),
  };
  return { hub, nodes, stores };
}

async function exchange({ hub, nodes }: Pick<Network, 'hub' | 'nodes'>): Promise<void> {
  for (let round = 0; round < 2; round += 1)
    for (const [site, node] of Object.entries(nodes)) await node.link(hub.serve(site)).syncOnce();
}

const readAt = (engine: Engine, key: { type: string; id: string }): Promise<unknown> =>
  engine.transact((work) => work.body(key));

for (const hub of VERSIONS)
  for (const a of VERSIONS)
    for (const b of VERSIONS)
      t.test(`hub ${hub}, writer ${a}, reader ${b}`, async (t) => {
        const net = await network({ hub, a, b });
        const up = { type: 'Note', id: 'of-a' };
        const down = { type: 'Note', id: 'of-hub' };
        await net.nodes.a.transact((work) => work.put(up, { ...written[a], later: [a] }));
        await net.hub.transact((work) => work.put(down, written[hub]));
        await exchange(net);
        const raw = (await net.stores.a.record(up))?.body;
        t.equal((await net.stores.hub.record(up))?.body, raw, 'whole at the hub');
        t.equal((await net.stores.b.record(up))?.body, raw, 'and through it at another branch');
        t.match(await readAt(net.hub, up), read[a][hub], 'read as the hub knows it');
        t.match(await readAt(net.nodes.b, up), read[a][b], 'and as the reader does');
        t.strictSame(await readAt(net.nodes.a, down), read[hub][a]);
        const [status] = (await net.nodes.a.status()).peers;
        const differs = (x: Version, y: Version): string[] =>
          x >= y ? [] : y === 3 ? ['Note', 'Extra'] : ['Note'];
        t.strictSame(status?.newerTypes, differs(a, hub), 'staff see who is ahead');
        t.strictSame(status?.olderTypes.sort(), differs(hub, a).sort(), 'and who is behind');
      });

t.test(
  'what older software cannot read is parked, and goes back in after its upgrade',
  async (t) => {
    const net = await network({ hub: 2, a: 3, b: 1 });
    const COUNT = 1_200;
    for (let i = 0; i < COUNT; i += 1)
      await net.nodes.a.transact((work) => work.put({ type: 'Extra', id: `x${i}` }, written[3]));
    await net.nodes.a.transact((work) =>
      work.put({ type: 'Note', id: 'rich' }, { ...written[3], kind: 'rich' }),
    );
    await exchange(net);
    t.equal(await net.stores.hub.countQuarantine('a'), COUNT + 1, 'nothing is dropped');
    t.equal(
      (await net.nodes.a.status()).peers[0]?.lanes[2]?.refused,
      1_000,
      'and the writer is told',
    );
    t.equal(await net.stores.b.record({ type: 'Extra', id: 'x0' }), undefined);

    net.hub.stop();
    net.hub = await open('hub', 3, net.stores.hub);
    t.equal(await net.stores.hub.countQuarantine('a'), 0, 'all of it, without a word by anyone');
    await exchange(net);
    t.match(await readAt(net.hub, { type: 'Note', id: 'rich' }), { kind: 'rich' });
    t.equal(await net.stores.b.countQuarantine('hub'), COUNT, 'the next one parks it in its turn');
    t.match(await net.stores.b.record({ type: 'Note', id: 'rich' }), { op: 'put' });
    net.nodes.b.stop();
    net.nodes.b = await open('b', 3, net.stores.b);
    t.equal(await net.stores.b.countQuarantine('hub'), 0);
    t.match(await net.stores.b.record({ type: 'Extra', id: `x${COUNT - 1}` }), { op: 'put' });
  },
);

t.test('sites that speak no common protocol say so, and who has to be upgraded', async (t) => {
  const net = await network({ hub: 1, a: 1, b: 1 });
  const served = net.hub.serve('a');
  const asking = (min: number, max: number): Upstream => ({
    ...served,
    hello: (message) => served.hello({ ...message, protocol: { min, max } }),
  });
  const failed = (upstream: Upstream): Promise<unknown> =>
    net.nodes.a
      .link(upstream)
      .syncOnce()
      .then(
        () => 'nothing',
        (error: unknown) => error,
      );
  t.match(await failed(asking(2, 3)), { code: 'PROTOCOL', message: /upgrade hub/ });
  t.match(await failed(asking(0, 0)), { code: 'PROTOCOL', message: /upgrade a/ });
  const peer = (await net.hub.status()).peers.find(({ site }) => site === 'a');
  t.match(peer, { lastError: 'PROTOCOL', software: 'test 1' });
  const newer: Upstream = {
    ...served,
    hello: async (message): Promise<HelloReply> => ({
      ...(await served.hello(message)),
      protocol: 9,
    }),
  };
  t.match(await failed(newer), { code: 'PROTOCOL' });
  t.equal(await failed(served), 'nothing', 'nothing else was harmed');
});
