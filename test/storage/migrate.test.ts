import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { migrateDatabase, readMigrations } from '@lianxue/shared/storage/sqlite/migrate.ts';
import { openDatabase } from '@lianxue/shared/storage/sqlite/open.ts';

const journal = (tags: readonly string[]) =>
  JSON.stringify({
    version: '7',
    dialect: 'sqlite',
    entries: tags.map((tag, idx) => ({ idx, version: '6', when: idx + 1, tag, breakpoints: true })),
  });

t.test('a database goes forward, and is refused to older software', (t) => {
  const directory = t.testdir({
    old: { meta: { '_journal.json': journal(['0000_a']) }, '0000_a.sql': 'create table a (x);' },
  });
  const older = join(directory, 'old');
  const newer = join(directory, 'new');
  cpSync(older, newer, { recursive: true });
  writeFileSync(join(newer, '0001_b.sql'), 'create table b (x);');
  writeFileSync(join(newer, 'meta/_journal.json'), journal(['0000_a', '0001_b']));

  const db = openDatabase(join(directory, 'a.db'));
  t.teardown(() => db.$client.close());
  t.strictSame(readMigrations(db, older), { applied: 0, pending: 1 });
  t.strictSame(migrateDatabase(db, older), { applied: 0, pending: 1 });
  t.strictSame(migrateDatabase(db, older), { applied: 1, pending: 0 });
  t.strictSame(migrateDatabase(db, newer), { applied: 1, pending: 1 });
  t.ok(db.$client.prepare('select x from b').all());
  t.throws(() => migrateDatabase(db, older), { code: 'NEWER_DATABASE' });
  t.throws(() => readMigrations(db, older), { code: 'NEWER_DATABASE' });
  t.end();
});

t.test('a migration that fails leaves the database as it was', (t) => {
  const directory = t.testdir({
    meta: { '_journal.json': journal(['0000_a', '0001_b']) },
    '0000_a.sql': 'create table a (x);',
    '0001_b.sql': 'create table b (x);--> statement-breakpoint\ncreate nonsense;',
  });
  const db = openDatabase(join(directory, 'a.db'));
  t.teardown(() => db.$client.close());
  t.throws(() => migrateDatabase(db, directory));
  t.strictSame(readMigrations(db, directory), { applied: 0, pending: 2 });
  t.throws(() => db.$client.prepare('select x from a'));
  t.end();
});
