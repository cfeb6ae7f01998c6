import { existsSync } from 'node:fs';
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import type { Test } from 'tap';
import Database from 'better-sqlite3';
import { isCoded } from '@lianxue/shared/base/errors.ts';
import { hubMigrations } from '@lianxue/hub/deps.ts';
import { createBackup, restoreBackup, verifyBackup } from '@lianxue/shared/server/backup/backup.ts';
import { unpackBackup } from '@lianxue/shared/server/backup/backup-file.ts';
import { databaseFile, keyFile } from '@lianxue/shared/server/site.ts';
import { SOFTWARE } from '@lianxue/shared/server/software.ts';
import { startNetwork } from '../support/network.ts';
import type { TestNetwork } from '../support/network.ts';
import type { SiteProcess } from '../support/site-process.ts';

/** Backups of real sites: made while they run, put back while they do not, and what comes back by itself. */

// Hub and node have the same tables.
const of = ({ dataDir, name }: SiteProcess) => ({
  dataDir,
  site: name,
  migrations: hubMigrations,
  software: SOFTWARE,
  now: Date.now(),
});

const codeOf = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => 'nothing',
    (error: unknown) => (isCoded(error) ? error.code : error),
  );

async function opened(t: Test): Promise<TestNetwork> {
  const network = await startNetwork({ branches: ['zj', 'hb'] });
  t.teardown(() => network.stop());
  return network;
}

/** A course at the hub and a learner at the branch. */
async function write(network: TestNetwork, code: string): Promise<void> {
  const input = {
    code,
    version: 1,
    title: `课程 ${code}`,
    category: '党性教育',
    kind: 'online',
    minutes: 45,
    school: '浙江大学',
    licence: 'network',
    audience: ['*'],
  };
  const academy = await network.hub.as('academy');
  await academy.ask(
    'mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { id } }',
    { input },
  );
  const staff = await network.node('zj').as('staff');
  await staff.ask(
    'mutation ($input: RegisterLearnerInput!) { registerLearner(input: $input) { id } }',
    { input: { unit: `单位 ${code}` } },
  );
}

/** Owner, version and body of all courses and learners of a site. */
async function stateOf({ site }: SiteProcess): Promise<unknown[]> {
  const found = await site.store.scan({ types: ['Course', 'Learner'], after: null, limit: 100 });
  return found.map(({ type, id, owner, rev, body }) => ({ type, id, owner, rev, body }));
}

async function alike(t: Test, network: TestNetwork, count: number): Promise<void> {
  await network.settle();
  const hub = await stateOf(network.hub);
  t.equal(hub.length, count, 'nothing is lost and nothing doubled');
  t.strictSame(await stateOf(network.node('zj')), hub, 'the same at the branch');
}

const said = ({ logLines }: SiteProcess, words: string): boolean =>
  logLines.some((line) => line.includes(words));

for (const which of [['zj'], ['hub'], ['zj', 'hub']])
  t.test(`an old backup of ${which.join(' and ')} heals by itself`, async (t) => {
    const network = await opened(t);
    const sites = which.map((name) => (name === 'hub' ? network.hub : network.node(name)));
    await write(network, 'A');
    await network.settle();
    for (const site of sites) await createBackup(of(site), join(site.dataDir, 'old.backup'));
    await write(network, 'B');
    await network.settle();
    for (const site of sites) await site.stop();
    for (const site of sites) {
      const { kept } = await restoreBackup(of(site), join(site.dataDir, 'old.backup'));
      t.ok(kept && existsSync(kept), 'what stood there is kept');
    }
    for (const site of sites) await site.start();
    if (which.length === 1) {
      await alike(t, network, 4);
      t.ok(sites.every((site) => said(site, 'restored') || said(site, 'given back')));
    } else {
      // What only these two had is gone with both; the course is at the third.
      await network.settle();
      const course = await network.hub.site.store.record({ type: 'Course', id: 'B@1' });
      t.match(course, { op: 'put' }, 'the course comes back from hb');
      await alike(t, network, 3);
    }
    for (const { name, site } of sites) {
      for (let i = 0; i < 200 && !(await site.engine.settled()); i += 1) await sleep(25);
      t.ok(await site.engine.settled(), `${name} is settled`);
    }
    await write(network, 'C');
    await alike(t, network, which.length === 1 ? 6 : 5);
  });

t.test('a backup is whole, belongs to one site, and never replaces one that runs', async (t) => {
  const network = await opened(t);
  const { hub } = network;
  const zj = network.node('zj');
  await write(network, 'A');
  await network.settle();
  const file = join(zj.dataDir, 'zj.backup');
  const made = await createBackup(of(zj), file);
  t.match(made, { site: 'zj', heads: { workflow: { seq: 1 } } });
  const report = await verifyBackup({ migrations: hubMigrations }, file);
  t.strictSame(report.damaged, []);
  t.ok(report.records >= 2);

  t.equal(await codeOf(restoreBackup(of(zj), file)), 'IN_USE');
  t.equal(await codeOf(restoreBackup(of(hub), file)), 'BACKUP_FOREIGN');
  await write(network, 'B');
  await network.settle();

  await t.test('an altered or cut one is refused whole', async (t) => {
    const before = await readFile(file);
    for (const at of [10, Math.floor(before.length / 2), before.length - 3]) {
      const bad = join(zj.dataDir, 'bad.backup');
      const bytes = Buffer.from(before);
      bytes[at] = (bytes[at] ?? 0) ^ 0x20;
      await writeFile(bad, bytes);
      t.equal(
        await codeOf(verifyBackup({ migrations: hubMigrations }, bad)),
        'BACKUP_DAMAGED',
        `byte ${at}`,
      );
      await copyFile(file, bad);
      await truncate(bad, at);
      t.equal(await codeOf(restoreBackup(of(zj), bad)), 'BACKUP_DAMAGED', `cut at ${at}`);
    }
    t.equal(
      await codeOf(verifyBackup({ migrations: hubMigrations }, databaseFile(zj.dataDir))),
      'BACKUP_DAMAGED',
    );
  });

  await t.test('it holds no key, no session and no token', async (t) => {
    await zj.as('staff');
    await createBackup(of(zj), file);
    const database = join(zj.dataDir, 'unpacked.db');
    await unpackBackup(file, database);
    const bytes = await readFile(database);
    const key = await readFile(keyFile(zj.dataDir), 'utf8');
    for (const secret of key.match(/[\w+/=-]{30,}/g) ?? [])
      t.notOk(bytes.includes(secret), 'no part of the key');
    const db = new Database(database);
    for (const table of ['session', 'seen_token'])
      t.equal(db.prepare(`select count(*) from ${table}`).pluck().get(), 0, table);
    db.close();
  });
});

t.test('a record that rotted before the backup is named', async (t) => {
  const network = await opened(t);
  const { hub } = network;
  await write(network, 'A');
  hub.site.db.$client.exec(`update courses set body = replace(body, '课程', '科程')`);
  const file = join(hub.dataDir, 'hub.backup');
  await createBackup(of(hub), file);
  const { damaged } = await verifyBackup({ migrations: hubMigrations }, file);
  t.strictSame(damaged, [{ type: 'Course', id: 'A@1' }]);
  await hub.stop();
  t.equal(await codeOf(restoreBackup(of(hub), file)), 'BACKUP_DAMAGED');
  await hub.start();
});
