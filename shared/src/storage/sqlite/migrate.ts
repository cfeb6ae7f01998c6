import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { CodedError } from '../../base/errors.ts';
import type { SqliteDatabase } from './open.ts';

export interface Migrations {
  applied: number;
  /** Known to this software and not applied yet. */
  pending: number;
}

/**
 * How this database stands to the migrations in `folder`. Throws NEWER_DATABASE
 * when it has one that this software does not know: an older program would
 * write rows that the newer tables do not mean.
 */
export function readMigrations(db: SqliteDatabase, folder: string): Migrations {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const hashes = new Set(known.map((migration) => migration.hash));
  const applied = appliedHashes(db);
  const strange = applied.filter((hash) => !hashes.has(hash));
  if (strange.length > 0)
    throw new CodedError('NEWER_DATABASE', {
      detail: `${strange.length} of its ${applied.length} migrations are unknown here.`,
    });
  return { applied: applied.length, pending: known.length - applied.length };
}

/** Brings a database forward, whole or not at all; throws as `readMigrations` does. */
export function migrateDatabase(db: SqliteDatabase, folder: string): Migrations {
  const before = readMigrations(db, folder);
  if (before.pending > 0) migrate(db, { migrationsFolder: folder });
  return before;
}

function appliedHashes(db: SqliteDatabase): string[] {
  const table = sql`select 1 from sqlite_master where name = '__drizzle_migrations'`;
  if (db.all(table).length === 0) return [];
  const rows = db.all<{ hash: string }>(sql`select hash from __drizzle_migrations order by id`);
  return rows.map(({ hash }) => hash);
}
