import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import type { Store } from '@lianxue/shared/replication/store.ts';
import { openDatabase } from '@lianxue/shared/storage/sqlite/open.ts';
import type { SqliteDatabase } from '@lianxue/shared/storage/sqlite/open.ts';
import { allTables } from '@lianxue/shared/storage/sqlite/schema.ts';
import { createSqliteStore } from '@lianxue/shared/storage/sqlite/sqlite-store.ts';
import { sampleTables, sampleTypes } from './sample-records.ts';

const statements = await generateSQLiteMigration(
  await generateSQLiteDrizzleJson({}),
  await generateSQLiteDrizzleJson(allTables({ recordTables: sampleTables })),
);

/** A store on `file` with the sample tables, made first when the file is new. */
export function openSample(file: string): { db: SqliteDatabase; store: Store } {
  const db = openDatabase(file);
  const made = db.$client.prepare("select 1 from sqlite_master where name = 'sync_log'").get();
  if (!made) for (const statement of statements) db.$client.exec(statement);
  return { db, store: createSqliteStore({ db, tables: sampleTables, types: sampleTypes }) };
}
