import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { CodedError } from '../../base/errors.ts';

/** Drizzle over one better-sqlite3 connection; `$client` is that connection. */
export type SqliteDatabase = BetterSQLite3Database & { $client: Database.Database };

const FULL = 2;

/**
 * Opens a database file, creating it unless `readonly`. Throws STORAGE when the
 * connection is not as durable as this software promises.
 */
export function openDatabase(file: string, options: { readonly?: boolean } = {}): SqliteDatabase {
  const readonly = options.readonly ?? false;
  const sqlite = new Database(file, { readonly, fileMustExist: readonly });
  try {
    // First, as switching to WAL may have to wait for another process.
    sqlite.pragma('busy_timeout = 5000');
    if (!readonly) sqlite.pragma('journal_mode = WAL');
    // better-sqlite3 opens an existing WAL file at NORMAL, which loses acknowledged commits in a power cut.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('trusted_schema = OFF');
    assertDurable(sqlite);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return drizzle(sqlite);
}

/** Reads the settings back: SQLite ignores a pragma it cannot follow without a word. Throws STORAGE. */
export function assertDurable(sqlite: Database.Database): void {
  const read = (pragma: string): unknown => sqlite.pragma(pragma, { simple: true });
  const journal = read('journal_mode');
  const wanted = sqlite.memory ? 'memory' : 'wal';
  const faults = [
    ...(journal === wanted ? [] : [`journal_mode is ${String(journal)}, not ${wanted}`]),
    ...(Number(read('synchronous')) >= FULL ? [] : ['synchronous is below FULL']),
    ...(read('foreign_keys') === 1 ? [] : ['foreign_keys is off']),
    ...(read('trusted_schema') === 0 ? [] : ['trusted_schema is on']),
  ];
  if (faults.length > 0) throw new CodedError('STORAGE', { detail: faults.join('; ') });
}
