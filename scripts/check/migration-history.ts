import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import type { DrizzleSQLiteSnapshotJSON as Snapshot } from 'drizzle-kit/api';

/** The packages that own a database and its history. */
export const servers = ['hub', 'node'] as const;
export type Server = (typeof servers)[number];

interface JournalEntry {
  idx: number;
  version: string;
  /** ms; drizzle's migrator applies what is later than the last one applied. */
  when: number;
  tag: string;
  breakpoints: boolean;
}
export interface MigrationJournal {
  version: string;
  dialect: string;
  entries: JournalEntry[];
}

/** What one server's tables ask of its history. */
export interface MigrationState {
  journal: MigrationJournal;
  last: Snapshot;
  /** The tables as declared now. */
  current: Snapshot;
  differs: boolean;
  /** Something went and something came: only a person knows whether it was renamed. */
  asks: boolean;
}

export const snapshotName = (idx: number): string =>
  `meta/${String(idx).padStart(4, '0')}_snapshot.json`;

/** Undefined as long as there are no tables; throws when a history has none or is broken. */
export async function readMigrationState(
  root: string,
  server: Server,
): Promise<MigrationState | undefined> {
  const folder = join(root, server, 'migrations');
  const history = existsSync(join(folder, 'meta/_journal.json'));
  const tables = await loadTables(root, server);
  if (tables === undefined) {
    if (history) throw new Error(`${server}: a migration history without tables`);
    return undefined;
  }
  const journal: MigrationJournal = history
    ? await readJson(join(folder, 'meta/_journal.json'))
    : { version: '7', dialect: 'sqlite', entries: [] };
  const last: Snapshot = history
    ? await readJson(join(folder, snapshotName(journal.entries.length - 1)))
    : await generateSQLiteDrizzleJson({});
  for (const { tag } of journal.entries)
    if (!existsSync(join(folder, `${tag}.sql`)))
      throw new Error(`${server}: ${tag}.sql is missing`);
  const current = await generateSQLiteDrizzleJson(tables, last.id);
  return { journal, last, current, differs: !isSame(last, current), asks: mayAsk(last, current) };
}

/** The statements that lead from the last snapshot to the tables; asks on the terminal if `asks`. */
export const writeStatements = ({ last, current }: MigrationState): Promise<string[]> =>
  generateSQLiteMigration(last, current);

/** All tables of a server: those of every server, and its own in src/tables.ts if it has any. */
async function loadTables(
  root: string,
  server: Server,
): Promise<Record<string, unknown> | undefined> {
  const shared = join(root, 'shared/src');
  if (!existsSync(join(shared, 'domains/index.ts'))) return undefined;
  const [domains, accounts, audit, schema, own] = await Promise.all([
    load(join(shared, 'domains/index.ts')),
    load(join(shared, 'server/accounts/tables.ts')),
    load(join(shared, 'server/audit/tables.ts')),
    load(join(shared, 'storage/sqlite/schema.ts')),
    load(join(root, server, 'src/tables.ts')),
  ]);
  const allTables = schema['allTables'] as (options: object) => Record<string, unknown>;
  const extra = {
    ...(accounts['accountTables'] as object),
    ...(audit['auditTables'] as object),
    ...own,
  };
  return allTables({ recordTables: domains['recordTables'], extra });
}

const load = async (file: string): Promise<Record<string, unknown>> =>
  existsSync(file) ? ((await import(pathToFileURL(file).href)) as Record<string, unknown>) : {};

const readJson = async <T>(file: string): Promise<T> =>
  JSON.parse(await readFile(file, 'utf8')) as T;

function isSame(a: Snapshot, b: Snapshot): boolean {
  const bare = ({ id: _id, prevId: _prev, ...rest }: Snapshot) => JSON.stringify(sortKeys(rest));
  return bare(a) === bare(b);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

function mayAsk(last: Snapshot, current: Snapshot): boolean {
  const swapped = (a: object, b: object): boolean =>
    Object.keys(a).some((key) => !(key in b)) && Object.keys(b).some((key) => !(key in a));
  const both = Object.keys(last.tables).filter((name) => name in current.tables);
  return (
    swapped(last.tables, current.tables) ||
    both.some((name) =>
      swapped(last.tables[name]?.columns ?? {}, current.tables[name]?.columns ?? {}),
    )
  );
}
