import t from 'tap';
import type { Test } from 'tap';
import fc from 'fast-check';
import { encodeEntry } from '@lianxue/shared/replication/codec.ts';
import type { Key } from '@lianxue/shared/replication/model.ts';
import { recordTables } from '@lianxue/shared/domains/index.ts';
import { BRANCHES, SmallNetwork } from '../conformance/small-network.ts';
import type { SiteName } from '../conformance/small-network.ts';

/** Bytes that rot and rows that vanish, on either side, are found, named and mended from the other side. */

const HUB_COURSE = { type: 'Course', id: 'hub-1' };
const VISIT = { type: 'LearningRecord', id: 'zj-1' };

async function opened(t: Test): Promise<SmallNetwork> {
  const network = await SmallNetwork.open();
  t.teardown(() => network.close());
  await network.put('hub', HUB_COURSE, course('hub-1'));
  await network.put('zj', VISIT, visit());
  await network.settle();
  return network;
}

const course = (code: string) => ({
  code,
  version: 1,
  title: '教育管理',
  category: '专题',
  kind: 'online',
  minutes: 45,
  school: '总院',
  licence: 'CC0-1.0',
  audience: ['*'],
  state: 'published',
});

const visit = () => ({
  learnerId: 'zj-l1',
  branch: 'zj',
  courseId: 'hub-1',
  courseVersion: 1,
  startedAt: 1,
  recordedAt: 2,
  activeSeconds: 60,
  completion: 0.5,
  flags: [],
  kind: 'recorded',
});

/** Flips a letter of a body where it is kept, past the engine, as a disk does. */
async function rot(network: SmallNetwork, site: SiteName, key: Key): Promise<void> {
  const record = await network.record(site, key);
  const body = record?.body?.replace('"state"', '"stXte"').replace('recorded', 'recoXded');
  if (site !== 'hub') Object.assign(record as object, { body });
  else {
    const statement = `update ${tableOf(key.type)} set body = ? where id = ?`;
    network.db.$client.prepare(statement).run(body, key.id);
  }
}

const tableOf = (type: string): string =>
  recordTables.find((table) => table.type === type)?.name ?? '';

async function verify(network: SmallNetwork): Promise<void> {
  for (const site of BRANCHES) await network.link(site).verifyAll();
  await network.settle();
}

const mendedAt = (network: SmallNetwork, site: SiteName): unknown[] =>
  network.told(site).flatMap((line) => ('mended' in line ? [(line as never)['records']] : []));

t.test('sound copies are compared to the end and left alone', async (t) => {
  const network = await opened(t);
  await verify(network);
  const { lanes } = (await network.engine('zj').status()).peers[0] ?? { lanes: [] };
  for (const { lane, cursor, received, verifiedIn, verifiedOut, repaired } of lanes) {
    t.match({ verifiedIn, verifiedOut }, { verifiedIn: cursor, verifiedOut: received }, lane);
    t.equal(repaired, 0);
  }
  const atHub = (await network.engine('hub').status()).peers.find(({ site }) => site === 'zj');
  const bulk = atHub?.lanes.find(({ lane }) => lane === 'bulk');
  t.match(bulk, { verifiedIn: 1, repaired: 0 }, 'the hub knows it too');
  t.ok((bulk?.verifiedAt ?? 0) > 0, 'and since when');
});

for (const [where, site, key, mender] of [
  ["a node's copy of the hub's record", 'zj', HUB_COURSE, 'zj'],
  ["the hub's own record", 'hub', HUB_COURSE, 'hub'],
  ["the hub's copy of a node's record", 'hub', VISIT, 'hub'],
  ["a node's own record", 'zj', VISIT, 'zj'],
] as const)
  t.test(`a flipped byte in ${where} is named and mended`, async (t) => {
    const network = await opened(t);
    const before = await network.record(site, key);
    const whole = before?.body;
    await rot(network, site, key);
    t.not((await network.record(site, key))?.body, whole, 'it was damaged');
    await verify(network);
    t.equal((await network.record(site, key))?.body, whole);
    t.match(await network.record(site, key), { rev: before?.rev, hash: before?.hash });
    t.strictSame(mendedAt(network, mender), [[`${key.type}/${key.id}`]], 'and said so, by name');
    const rounds = mendedAt(network, mender).length;
    await verify(network);
    t.equal(mendedAt(network, mender).length, rounds, 'the next round finds nothing');
    for (const each of BRANCHES)
      t.equal(await network.store(each).countQuarantine(null), 0, `${each} has no quarantine`);
  });

t.test('who was sent the damaged body gets the good one, and its quarantine ends', async (t) => {
  const network = await SmallNetwork.open();
  t.teardown(() => network.close());
  await network.put('hub', HUB_COURSE, course('hub-1'));
  await network.link('zj').syncOnce();
  const whole = (await network.record('hub', HUB_COURSE))?.body;
  await rot(network, 'hub', HUB_COURSE);
  await network.link('hb').syncOnce();
  t.equal(await network.store('hb').countQuarantine('hub'), 1, 'it is not believed');
  await network.link('zj').verifyAll();
  await network.link('hb').syncOnce();
  t.equal((await network.record('hb', HUB_COURSE))?.body, whole);
  t.equal(await network.store('hb').countQuarantine('hub'), 0);
});

t.test('a row that vanished comes again', async (t) => {
  const network = await opened(t);
  network.db.$client.exec(`delete from ${tableOf('LearningRecord')}`);
  await verify(network);
  t.match(await network.record('hub', VISIT), { op: 'put', via: 'zj' });

  await t.test('also what only the receiver has left', async (t) => {
    network.db.$client.exec(`delete from ${tableOf('Course')} where id = 'hub-1'`);
    const kept = await network.record('zj', HUB_COURSE);
    await verify(network);
    await verify(network);
    const back = await network.record('hub', HUB_COURSE);
    t.match(back, { op: 'put', owner: 'hub', body: kept?.body });
    t.match(await network.record('zj', HUB_COURSE), { rev: back?.rev }, 'as its next version');
  });
});

t.test('what is damaged everywhere stays as it is, and the comparison ends', async (t) => {
  const network = await opened(t);
  await rot(network, 'zj', VISIT);
  await rot(network, 'hub', VISIT);
  await verify(network);
  t.strictSame([...mendedAt(network, 'zj'), ...mendedAt(network, 'hub')], []);
  t.match((await network.record('hub', VISIT))?.body, /recoXded/);
});

t.test('nobody can mend with what its owner did not write', async (t) => {
  const network = await opened(t);
  const good = await network.record('hub', HUB_COURSE);
  await rot(network, 'hub', HUB_COURSE);
  const damaged = (await network.record('hub', HUB_COURSE))?.body;
  if (!good) throw new Error('the course is not there');
  const hash = 'f'.repeat(64);
  const forged = { ...good, body: JSON.stringify({ ...course('hub-1'), title: '伪造' }) };
  for (const entry of [forged, { ...forged, hash }, { ...good, rev: 'other.1' }])
    await network
      .engine('hub')
      .serve('zj')
      .mend({ entries: encodeEntry(1, entry) });
  t.equal((await network.record('hub', HUB_COURSE))?.body, damaged, 'still waits for a true copy');
  await network
    .engine('hub')
    .serve('zj')
    .mend({ entries: encodeEntry(1, good) });
  t.equal((await network.record('hub', HUB_COURSE))?.body, good.body);
});

t.test('whatever rots on one side, both are whole again', async (t) => {
  const network = await opened(t);
  const keys: { key: Key; sites: SiteName[] }[] = [];
  for (let i = 0; i < 12; i += 1) {
    const hubs = { type: 'Course', id: `many-${i}` };
    await network.put('hub', hubs, course(hubs.id));
    keys.push({ key: hubs, sites: ['hub', 'zj', 'hb'] });
    const own = { type: 'LearningRecord', id: `many-${i}` };
    await network.put('zj', own, visit());
    keys.push({ key: own, sites: ['hub', 'zj'] });
  }
  await network.settle();
  const bodies = async (): Promise<unknown[]> => {
    const all = [];
    for (const { key, sites } of keys)
      for (const site of sites) all.push((await network.record(site, key))?.body);
    return all;
  };
  const before = await bodies();
  const picks = fc.array(fc.record({ key: fc.nat(), site: fc.nat() }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(picks, async (chosen) => {
      const rotten = new Set<Key>();
      for (const pick of chosen) {
        const target = keys[pick.key % keys.length];
        // One good copy is needed to mend from.
        if (!target || rotten.has(target.key)) continue;
        rotten.add(target.key);
        const site = target.sites[pick.site % target.sites.length];
        if (site) await rot(network, site, target.key);
      }
      await verify(network);
      t.strictSame(await bodies(), before);
    }),
    { numRuns: 25 },
  );
});
