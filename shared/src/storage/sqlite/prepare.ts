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
  const { sql: text, params } = db
    .insert(table)
    .values(Object.fromEntries(values))
    .onConflictDoUpdate({
      target: key.map((name) => columns[name]) as [never],
      set: Object.fromEntries(set),
    })
    .toSQL();
  // Filled by hand: drizzle looks at each placeholder anew for every row, which takes a third of the write.
  const statement = db.$client.prepare(text);
  // The builder keeps the order of the table's columns; a parameter more or less would shift them all.
  if (params.length !== written.length) throw new Error('the statement has other parameters');
  return (row: Record<string, unknown>) => {
    const values = written.map(([name, column]) => {
      const value = row[name] ?? null;
      return value === null ? null : column.mapToDriverValue(value);
    });
    statement.run(values);
  };
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
