import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { RecordTable } from '../kit.ts';
import { sqliteRecordTable } from './columns.ts';
import { engineTables } from './engine-tables.ts';

/** Every table of one server's database, which is what its migrations must lead to. */
export function allTables(options: {
  recordTables: readonly RecordTable[];
  extra?: Readonly<Record<string, SQLiteTable>>;
}): Record<string, SQLiteTable> {
  const records = options.recordTables.map((table) => [table.name, sqliteRecordTable(table)]);
  return {
    ...engineTables,
    ...(Object.fromEntries(records) as Record<string, SQLiteTable>),
    ...options.extra,
  };
}
