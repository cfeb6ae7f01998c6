import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { Test } from 'tap';
import { assertDurable, openDatabase } from '@lianxue/shared/storage/sqlite/open.ts';
import { createSqliteStore } from '@lianxue/shared/storage/sqlite/sqlite-store.ts';
import { openSample } from './sample-database.ts';
import { epochs, plan, sampleTables, sampleTypes, write } from './sample-records.ts';
import { testStore } from './store-contract.ts';

function open(t: Test, file: string) {
  const sample = openSample(file);
  t.teardown(() => sample.db.$client.close());
  return sample;
}
let files = 0;
testStore(t, (t) => open(t, join(t.testdir(), `${(files += 1)}.db`)).store);

t.test('every connection is at full durability, and says so when it is not', (t) => {
  const file = join(t.testdir(), 'a.db');
  for (const readonly of [false, false, true]) {
    const { $client } = openDatabase(file, { readonly });
    t.equal($client.pragma('synchronous', { simple: true }), 2);
    t.equal($client.pragma('journal_mode', { simple: true }), 'wal');
    t.equal($client.pragma('foreign_keys', { simple: true }), 1);
    t.equal($client.pragma('trusted_schema', { simple: true }), 0);
    t.equal($client.pragma('busy_timeout', { simple: true }), 5000);
    $client.close();
  }
  const { $client } = openDatabase(file);
  t.teardown(() => $client.close());
  const spoils = { synchronous: 'NORMAL', foreign_keys: 'OFF', trusted_schema: 'ON' };
  for (const [pragma, value] of Object.entries(spoils)) {
    $client.pragma(`${pragma} = ${value}`);
    t.throws(() => assertDurable($client), { code: 'STORAGE', message: new RegExp(pragma) });
  }
  $client.pragma('journal_mode = DELETE');
  t.throws(() => assertDurable($client), { message: /journal_mode is delete, not wal/ });
  t.throws(() => openDatabase(join(t.testdirName, 'none.db'), { readonly: true }));
  t.end();
});

t.test('a type without a table is told at once', (t) => {
  const { db } = open(t, join(t.testdir(), 'a.db'));
  const types = [...sampleTypes, { name: 'planet', lane: 'bulk' } as const];
  t.throws(() => createSqliteStore({ db, tables: sampleTables, types }), { code: 'UNKNOWN_TYPE' });
  t.end();
});

t.test('a database opened again goes on where it was', async (t) => {
  const file = join(t.testdir(), 'a.db');
  const first = openSample(file);
  await first.store.commit(plan([write('course', 'c1')]));
  first.db.$client.close();
  const { store } = open(t, file);
  const again = { epochs: epochs('e2', { catalog: 'e1' }) };
  t.strictSame(await store.commit(plan([write('course', 'c2')], again)), {
    ok: true,
    revs: ['e2.2'],
  });
  t.equal((await store.scan({ types: ['course'], after: null, limit: 9 })).length, 2);
});

t.test('domain fields are columns over the body', async (t) => {
  const { db, store } = open(t, join(t.testdir(), 'a.db'));
  await store.commit(plan([write('notice', 'n1', { urgent: true }), write('notice', 'n2', null)]));
  const rows = db.$client.prepare('select id, urgent from notice order by id').all();
  t.strictSame(rows, [
    { id: 'n1', urgent: 1 },
    { id: 'n2', urgent: null },
  ]);
});

t.test('nothing asynchronous slips into a commit', async (t) => {
  const { db, store } = open(t, join(t.testdir(), 'a.db'));
  const promised = { do: 'meta', key: 'k', value: Promise.resolve('v') } as never;
  await t.rejects(store.commit(plan([write('course', 'c1'), promised])));
  t.equal((await store.log('catalog')).head.seq, 0, 'what came before it was rolled back');
  t.strictSame((await store.log('catalog')).lineage, []);
  t.notOk(db.$client.inTransaction);
  const many = Array.from({ length: 20 }, (_, i) => write('course', `c${i}`));
  const commits = [store.commit(plan(many)), store.commit(plan([...many, promised]))];
  t.notOk(db.$client.inTransaction, 'a commit is over before anything else runs');
  const [good, bad] = await Promise.allSettled(commits);
  t.match([good?.status, bad?.status], ['fulfilled', 'rejected']);
  t.equal((await store.log('catalog')).head.seq, 20);
});

t.test('two connections take turns', async (t) => {
  const file = join(t.testdir(), 'a.db');
  const [one, two] = [open(t, file), open(t, file)];
  await one.store.commit(plan([write('course', 'c1')]));
  t.strictSame(await two.store.commit(plan([write('course', 'c2')])), { ok: true, revs: ['e1.2'] });
  const guards = [{ is: 'head', lane: 'catalog', seq: 1 } as const];
  t.match(await one.store.commit(plan([write('course', 'c3')], { guards })), { ok: false });
});

t.test('a killed process loses no acknowledged commit', async (t) => {
  const file = join(t.testdir(), 'a.db');
  for (let round = 0; round < 4; round++) {
    const acknowledged = await killAmidCommits(t, { file, afterLines: 5 + round * 7 });
    const { db, store } = openSample(file);
    const { head, lineage } = await store.log('bulk');
    t.ok(head.seq >= acknowledged, `${head.seq} stored of ${acknowledged} acknowledged`);
    t.equal(head.seq % 50, 0, 'no commit is there in part');
    t.equal(await store.meta('last'), String(head.seq));
    t.equal(lineage.length, round + 1);
    const { rows } = await store.feed('bulk', 0, head.seq + 1);
    t.ok(
      rows.length === head.seq && rows.every((row, i) => row.seq === i + 1 && row.record),
      'the log is dense and every record is there',
    );
    t.equal(db.$client.pragma('integrity_check', { simple: true }), 'ok');
    db.$client.close();
  }
});

interface Kill {
  file: string;
  afterLines: number;
}

async function killAmidCommits(t: Test, { file, afterLines }: Kill): Promise<number> {
  const script = fileURLToPath(import.meta.resolve('./commit-forever.ts'));
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > afterLines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return Number(said.trim().split('\n').at(-1));
}
