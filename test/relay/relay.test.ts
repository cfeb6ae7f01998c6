import t from 'tap';
import type { Test } from 'tap';
import type { StoredRecord } from '@lianxue/shared/replication/model.ts';
import { Levels, NAMES } from './levels.ts';
import type { Name } from './levels.ts';

/** Four levels with the same engine at each: what is seen, what is brought back, what is taken away. */

const course = (audience: string[], more: object = {}) => ({
  code: 'C',
  version: 1,
  title: '课程',
  category: '党性教育',
  kind: 'online',
  minutes: 45,
  school: '浙江大学',
  licence: 'network',
  audience,
  state: 'published',
  ...more,
});
const at = (id: string) => ({ type: 'Course', id: `${id}@1` });

const holders = async (levels: Levels, id: string): Promise<Name[]> => {
  const found: Name[] = [];
  for (const name of NAMES) if ((await levels.record(name, at(id)))?.op === 'put') found.push(name);
  return found;
};
const publish = (levels: Levels, site: Name, id: string, audience: string[], more: object = {}) =>
  levels.put(site, at(id), course(audience, { code: id, ...more }));
const everywhere = async (levels: Levels, key: { type: string; id: string }, names: Name[]) => {
  const revs = new Set<string | undefined>();
  for (const name of names) {
    const record: StoredRecord | undefined = await levels.record(name, key);
    revs.add(record?.op === 'put' ? record.rev : undefined);
  }
  return revs.size === 1 && !revs.has(undefined);
};
const quiet = async (t: Pick<Test, 'match'>, levels: Levels): Promise<void> => {
  for (const name of NAMES) {
    const status = await levels.engine(name).status();
    t.match(status, { settled: true, quarantined: 0, conflicts: 0 }, `${name} is quiet`);
  }
};

await t.test('a relay carries what those below may see, and nothing else', async (t) => {
  const levels = await Levels.open();
  await publish(levels, 'hub', 'A', ['*']);
  await publish(levels, 'hub', 'B', ['branch:xh']);
  await publish(levels, 'hub', 'D', ['region:42']);
  await publish(levels, 'hub', 'E', ['region:3302']);
  await publish(levels, 'xh', 'F', ['branch:hb']);
  await publish(levels, 'nb', 'G', ['branch:xh']);
  await levels.rest();
  t.same(await holders(levels, 'A'), ['hub', 'zj', 'hb', 'hz', 'nb', 'xh']);
  t.same(await holders(levels, 'B'), ['hub', 'zj', 'hz', 'xh'], 'by way of the sites between');
  t.same(await holders(levels, 'D'), ['hub', 'hb']);
  t.same(await holders(levels, 'E'), ['hub', 'zj', 'nb']);
  t.same(await holders(levels, 'F'), ['hub', 'zj', 'hb', 'hz', 'xh'], 'up and down again');
  t.same(
    await holders(levels, 'G'),
    ['hub', 'zj', 'hz', 'nb', 'xh'],
    'across, at the nearest relay',
  );
  await levels.verify();
  await quiet(t, levels);
});

await t.test('a right that is lost is taken away at every level, and comes back', async (t) => {
  const levels = await Levels.open();
  await publish(levels, 'hub', 'A', ['branch:xh']);
  await levels.rest();
  t.same(await holders(levels, 'A'), ['hub', 'zj', 'hz', 'xh']);
  await publish(levels, 'hub', 'A', ['branch:hb'], { title: '改' });
  await levels.rest();
  t.same(await holders(levels, 'A'), ['hub', 'hb']);
  t.equal((await levels.record('xh', at('A')))?.body, null, 'and its body with it');
  await publish(levels, 'hub', 'A', ['branch:xh'], { title: '再改' });
  await levels.rest();
  t.same(await holders(levels, 'A'), ['hub', 'zj', 'hz', 'xh']);
  await quiet(t, levels);
});

await t.test('a site that moves or leaves changes what its relays carry', async (t) => {
  const levels = await Levels.open();
  await publish(levels, 'hub', 'A', ['region:330106']);
  await levels.rest();
  t.same(await holders(levels, 'A'), ['hub', 'zj', 'hz', 'xh']);
  await levels.admit('xh', { state: 'suspended' });
  await levels.rest().catch(() => undefined);
  levels.away.add('xh');
  await levels.rest();
  t.same(await holders(levels, 'A'), ['hub', 'xh'], 'the relays hold it for nobody any more');
});

await t.test('an old backup of any site between heals, also of two at once', async (t) => {
  for (const lost of [
    ['zj'],
    ['hz'],
    ['hub'],
    ['zj', 'hz'],
    ['hub', 'zj'],
    ['hub', 'zj', 'hz'],
  ] as Name[][])
    await t.test(lost.join(' and '), async (t) => {
      const levels = await Levels.open();
      await publish(levels, 'hub', 'A', ['*']);
      await publish(levels, 'hz', 'H', ['*']);
      await levels.rest();
      const images = lost.map((name) => levels.disk(name).snapshot());
      await publish(levels, 'hub', 'A', ['*'], { title: '新' });
      await publish(levels, 'hub', 'B', ['*']);
      await publish(levels, 'hz', 'H', ['*'], { title: '新' });
      await publish(levels, 'xh', 'X', ['*']);
      await publish(levels, 'zj', 'Z', ['*']);
      // No site beside the relays could give this back.
      await publish(levels, 'hub', 'S', ['branch:xh']);
      await levels.rest();
      const before = new Map<string, string | null>();
      for (const id of ['A', 'B', 'H', 'S', 'X', 'Z'])
        before.set(id, (await levels.record('xh', at(id)))?.body ?? null);
      for (const [i, name] of lost.entries()) await levels.restore(name, images[i]!);
      for (const name of lost) await levels.start(name);
      await publish(levels, 'hub', 'N', ['*']);
      await levels.rest();
      for (const id of ['A', 'B', 'H', 'X', 'Z', 'N'])
        t.ok(await everywhere(levels, at(id), [...NAMES]), `${id} is everywhere, the same`);
      t.ok(await everywhere(levels, at('S'), ['hub', 'zj', 'hz', 'xh']), 'S came back to the hub');
      for (const [id, body] of before)
        t.equal((await levels.record('xh', at(id)))?.body, body, `${id} says what it said`);
      await quiet(t, levels);
    });
});

await t.test('a branch below works while its relay is away', async (t) => {
  const levels = await Levels.open();
  levels.away.add('zj');
  await publish(levels, 'hz', 'P', ['*']);
  await publish(levels, 'xh', 'Q', ['branch:hz']);
  await publish(levels, 'hub', 'R', ['branch:xh']);
  await levels.rest();
  t.same(await holders(levels, 'Q'), ['hz', 'xh']);
  t.same(await holders(levels, 'R'), ['hub']);
  levels.away.delete('zj');
  await levels.rest();
  t.same(await holders(levels, 'P'), ['hub', 'zj', 'hb', 'hz', 'nb', 'xh']);
  t.same(await holders(levels, 'R'), ['hub', 'zj', 'hz', 'xh']);
  await quiet(t, levels);
});

await t.test('a relay may not speak for a site that is not below it', async (t) => {
  const levels = await Levels.open();
  await publish(levels, 'hb', 'A', ['*']);
  await levels.rest();
  const forged = await levels.record('zj', at('A'));
  t.ok(forged);
  // Broken software: what came from above is logged as if from below.
  const image = levels.disk('zj').snapshot();
  image.tables
    .get('Course')
    ?.set('A@1', { ...forged!, rev: 'x.9', trail: [forged!.rev], via: 'hz' });
  await levels.restore('zj', image);
  await levels.engine('zj').site.store.commit({
    guards: [],
    steps: [{ do: 'touch', lane: 'catalog', key: at('A'), reach: [] }],
    epochs: levels.engine('zj').site.epochs,
  });
  await levels.rest();
  const refused = await levels.disk('hub').quarantine({ peer: 'zj', limit: 10 });
  t.match(refused, [{ faults: [{ code: 'NOT_OWNER' }] }]);
});

await t.test('a site that begins to serve logs what it had taken in', async (t) => {
  const levels = await Levels.open();
  const store = levels.disk('hb');
  await publish(levels, 'hub', 'A', ['*']);
  await levels.rest();
  t.equal((await levels.record('hb', at('A')))?.pos, null);
  const { createEngine } = await import('@lianxue/shared/replication/engine.ts');
  const { site } = levels.engine('hb');
  const upstream = await store.peer('hub');
  await createEngine({
    site: 'hb',
    root: 'hub',
    upstream: upstream!,
    serves: true,
    software: 'test',
    keys: site.keys,
    types: [...site.types.values()],
    store,
    clock: site.clock,
    rng: site.rng,
    crypto: site.crypto,
    journal: site.journal,
  });
  t.type((await levels.record('hb', at('A')))?.pos, 'number');
  t.equal((await store.peer('zj'))?.role, 'far', 'and knows the others');
});
