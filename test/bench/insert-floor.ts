import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * The floor: the rows of one database put into another with nothing around it,
 * in a process of its own. WAL, synchronous=FULL, 1,000 rows a transaction.
 *   node insert-floor.ts <from.db> <to.db>     prints rows and seconds as JSON
 */
const [from = '', to = ''] = process.argv.slice(2);
const source = new Database(from, { readonly: true });
const rows = source.prepare('select id, body from courses').all() as { id: string; body: string }[];
source.close();
rmSync(to, { force: true });
const target = new Database(to);
target.pragma('journal_mode = WAL');
target.pragma('synchronous = FULL');
target.exec('create table doc (id text primary key, body text not null)');
const insert = target.prepare('insert into doc (id, body) values (?, ?)');
const portion = target.transaction((some: typeof rows) => {
  for (const { id, body } of some) insert.run(id, body);
});
const startedAt = performance.now();
for (let i = 0; i < rows.length; i += 1_000) portion(rows.slice(i, i + 1_000));
const seconds = (performance.now() - startedAt) / 1_000;
target.close();
console.log(JSON.stringify({ rows: rows.length, seconds }));
