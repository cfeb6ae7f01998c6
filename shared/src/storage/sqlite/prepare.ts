import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { SqliteDatabase } from './open.ts';

/**
 * Statements for whole rows, prepared once: drizzle's builder takes ten times
 * as long as the row it writes.
 */

type Columns<T extends SQLiteTable> = T['_']['columns'];
type KeyOf<T extends SQLiteTable> = keyof Columns<T> & string;

/** Writes a row, replacing the one with the same `key`. Generated columns are left to the database. */
export function prepareUpsert<T extends SQLiteTable>(
  db: SqliteDatabase,
  table: T,
  key: readonly KeyOf<T>[],
): (row: Required<T['$inferInsert']>) => void {
  const columns = getTableColumns(table);
  const written = Object.entries(columns).filter(([, column]) => column.generated === undefined);
  const values = written.map(([name]) => [name, sql.placeholder(name)]);
  const changed = written.filter(([name]) => !key.includes(name));
  const set = changed.map(([name, { name: inTable }]) => [name, sql.raw(`excluded."${inTable}"`)]);
  const statement = db
    .insert(table)
    .values(Object.fromEntries(values))
    .onConflictDoUpdate({
      target: key.map((name) => columns[name]) as [never],
      set: Object.fromEntries(set),
    })
    .prepare();
  return (row) => void statement.run(row);
}

/** Reads the row with this key, or undefined. */
export function prepareGet<T extends SQLiteTable, K extends KeyOf<T>>(
  db: SqliteDatabase,
  table: T,
  key: readonly K[],
): (values: Pick<T['$inferSelect'], K>) => T['$inferSelect'] | undefined {
  const columns = getTableColumns(table);
  const statement = db
    .select()
    .from(table)
    .where(and(...key.map((name) => eq(columns[name] as never, sql.placeholder(name)))))
    .prepare();
  return (values) => statement.get(values);
}
