/**
 * node scripts/migrations.ts [--name <what-changed>]   writes the migrations that the tables need
 * node scripts/migrations.ts --check                   fails if there is one to write
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  readMigrationState,
  servers,
  type Server,
  snapshotName,
  writeStatements,
} from './check/migration-history.ts';
import { migrations } from './check/migrations.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, name: { type: 'string' } },
});

async function generate(server: Server): Promise<void> {
  const state = await readMigrationState(root, server);
  if (!state?.differs) return;
  const { journal, current } = state;
  const statements = await writeStatements(state);
  const idx = journal.entries.length;
  const name = values.name ?? (idx === 0 ? 'initial' : 'change');
  const tag = `${String(idx).padStart(4, '0')}_${name}`;
  // The migrator goes by time: a clock behind the last author's must not hide this one.
  const when = Math.max(Date.now(), (journal.entries.at(-1)?.when ?? 0) + 1);
  const entries = [...journal.entries, { idx, version: '6', when, tag, breakpoints: true }];

  const folder = join(root, server, 'migrations');
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  await mkdir(join(folder, 'meta'), { recursive: true });
  await writeFile(
    join(folder, `${tag}.sql`),
    `${statements.join('\n--> statement-breakpoint\n')}\n`,
  );
  await writeFile(join(folder, snapshotName(idx)), json(current));
  await writeFile(join(folder, 'meta/_journal.json'), json({ ...journal, entries }));
  console.log(`${server}: wrote ${tag}.sql, ${statements.length} statements`);
}

if (!values.check) for (const server of servers) await generate(server);

const outcome = await migrations.run(root);
console.log(`migrations: ${outcome.summary}`);
if (!outcome.passed) {
  console.error(outcome.detail);
  process.exitCode = 1;
}
