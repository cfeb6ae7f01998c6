import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { request } from 'undici';
import { hubMigrations } from '@lianxue/hub/deps.ts';
import { createBackup, restoreBackup } from '@lianxue/shared/server/backup/backup.ts';
import { startNetwork } from '../support/network.ts';

/** A restored branch wrote on before it heard what it had forgotten: a person says what is true. */

const CONFLICTS = `{ conflicts { nodes { ref type id from ours theirs fields { field ours theirs } } pageInfo { hasNextPage } } }`;
const SETTLE = `mutation ($ref: ID!, $take: ConflictSide!, $body: String) {
  settleConflict(ref: $ref, take: $take, body: $body) }`;
const IDS = ['keep', 'take', 'merge'];

t.test('conflicts are shown side by side and settled', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const learner = (unit: string, rankCode?: string) => ({
    homeBranch: 'zj',
    state: 'active',
    unit,
    ...(rankCode ? { rankCode } : {}),
  });
  const put = (id: string, body: object): Promise<void> =>
    zj.site.engine.transact((work) => work.put({ type: 'Learner', id }, body));
  const of = {
    dataDir: zj.dataDir,
    site: 'zj',
    migrations: hubMigrations,
    software: 'test',
    now: 1,
  };
  const file = join(zj.dataDir, 'old.backup');
  for (const id of IDS) await put(id, learner('起初'));
  await network.settle();
  await createBackup(of, file);
  for (const id of IDS) await put(id, learner('甲', '12'));
  await network.settle();
  await zj.stop();
  await hub.stop();
  await restoreBackup(of, file);
  await zj.start();
  for (const id of IDS) await put(id, learner('乙'));
  await hub.start();

  const staff = await zj.as('staff');
  const listed = async () => (await staff.ask(CONFLICTS))['conflicts'].nodes;
  for (let i = 0; i < 200 && (await listed()).length < 3; i += 1) await sleep(25);
  const found = await listed();
  t.equal(found.length, 3);
  const refOf = (id: string): string =>
    found.find((conflict: { id: string }) => conflict.id === id).ref;
  t.match(found[0], {
    type: 'Learner',
    from: 'hub',
    fields: [
      { field: 'unit', ours: '"乙"', theirs: '"甲"' },
      { field: 'rankCode', ours: null, theirs: '"12"' },
    ],
  });

  const page = await request(`${zj.url}/attention?lang=en`, {
    headers: { cookie: staff.cookie() },
  });
  const text = await page.body.text();
  t.match(text, 'Keep ours');
  t.match(text, '&quot;甲&quot;', 'both versions are on the page');
  const post = (origin: string) =>
    request(`${zj.url}/attention`, {
      method: 'POST',
      headers: {
        cookie: staff.cookie(),
        'content-type': 'application/x-www-form-urlencoded',
        origin,
      },
      body: new URLSearchParams({ ref: refOf('keep'), take: 'ours' }).toString(),
    });
  t.equal((await post('http://elsewhere.example')).statusCode, 403, 'no form of another origin');
  const done = await post(zj.url);
  t.match([done.statusCode, done.headers.location], [303, /settled=1/]);
  await staff.ask(SETTLE, { ref: refOf('take'), take: 'theirs' });
  const bad = await staff.send(SETTLE, { ref: refOf('merge'), take: 'merged', body: '[1]' });
  t.equal(bad.errors[0]?.extensions['code'], 'BAD_INPUT');
  const odd = await staff.send(SETTLE, { ref: refOf('merge'), take: 'merged', body: '{"unit":7}' });
  t.match(odd.errors[0]?.extensions, { code: 'BAD_INPUT', faults: [{}] }, 'it names the fields');
  const body = JSON.stringify(learner('乙', '12'));
  await staff.ask(SETTLE, { ref: refOf('merge'), take: 'merged', body });
  t.same(await listed(), []);
  const again = await staff.send(SETTLE, { ref: refOf('keep'), take: 'theirs' });
  t.equal(again.errors[0]?.extensions['code'], 'NOT_FOUND', 'once is enough');

  await network.settle();
  for (const [id, wanted] of Object.entries({
    keep: learner('乙'),
    take: learner('甲', '12'),
    merge: learner('乙', '12'),
  })) {
    const key = { type: 'Learner', id };
    const [here, there] = [await zj.site.store.record(key), await hub.site.store.record(key)];
    t.same(JSON.parse(here?.body ?? ''), wanted, id);
    t.match(there, { rev: here?.rev, body: here?.body }, 'the same at the hub');
  }
  const office = await hub.as('office');
  t.same((await office.ask(CONFLICTS))['conflicts'].nodes, [], 'it is the owner that decides');
  const anyone = await hub.as('academy');
  t.equal((await anyone.send(CONFLICTS)).errors[0]?.extensions['code'], 'FORBIDDEN');
});
