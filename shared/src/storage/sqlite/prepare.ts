import { and, Column, eq, getTableColumns, is, Placeholder, sql } from 'drizzle-orm';
import type { Query, SelectedFields } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types';
import type { SqliteDatabase } from './open.ts';

/**
 * Statements for whole rows, prepared once: drizzle's builder takes ten times
 * as long as the row it writes, and its mapper longer than the row it reads.
 */

type Columns<T extends SQLiteTable> = T['_']['columns'];
type KeyOf<T extends SQLiteTable> = keyof Columns<T> & string;

type Convert = (value: unknown) => unknown;

/** What a column makes of a value on its way, undefined when nothing, as for most. */
function conversion(
  column: SQLiteColumn,
  way: 'mapToDriverValue' | 'mapFromDriverValue',
): Convert | undefined {
  return column[way] === Column.prototype[way] ? undefined : (value) => column[way](value);
}

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
  const statement = db.$client.prepare(text);
  // The builder keeps the order of the table's columns; a parameter more or less would shift them all.
  if (params.length !== written.length) throw new Error('the statement has other parameters');
  const fill = written.map(([name, column]) => ({
    name,
    convert: conversion(column as SQLiteColumn, 'mapToDriverValue'),
  }));
  return (row: Record<string, unknown>) => {
    const bound: unknown[] = [];
    for (const { name, convert } of fill) {
      const value = row[name] ?? null;
      bound.push(convert === undefined || value === null ? value : convert(value));
    }
    statement.run(bound);
  };
}

type Fields = Record<string, SQLiteColumn>;
type RowOf<F extends Fields> = SelectResultFields<F & SelectedFields<SQLiteColumn, SQLiteTable>>;

export interface PreparedSelect<Row> {
  get(values: object): Row | undefined;
  all(values: object): Row[];
}

/** A query of these fields, in their order, with its placeholders filled by name. */
export function prepareSelect<F extends Fields>(
  db: SqliteDatabase,
  fields: F,
  query: { toSQL(): Query },
): PreparedSelect<RowOf<F>> {
  const { sql: text, params } = query.toSQL();
  const statement = db.$client.prepare(text).raw();
  const names = Object.keys(fields);
  const converts = Object.values(fields).map((field) => conversion(field, 'mapFromDriverValue'));
  if (statement.columns().length !== names.length) throw new Error('the query has other fields');
  const bind = (values: Record<string, unknown>): unknown[] =>
    params.map((param) => (is(param, Placeholder) ? values[param.name] : param));
  const toRow = (raw: unknown[]): RowOf<F> => {
    const row: Record<string, unknown> = {};
    for (const [i, name] of names.entries()) {
      const convert = converts[i];
      const value = raw[i];
      row[name] = convert === undefined || value === null ? value : convert(value);
    }
    return row as RowOf<F>;
  };
  return {
    get(values) {
      const raw = statement.get(bind(values as Record<string, unknown>));
      return raw === undefined ? undefined : toRow(raw as unknown[]);
    },
    all: (values) =>
      (statement.all(bind(values as Record<string, unknown>)) as unknown[][]).map(toRow),
  };
}

/** Reads the row with this key, or undefined. */
export function prepareGet<T extends SQLiteTable, K extends KeyOf<T>>(
  db: SqliteDatabase,
  table: T,
  key: readonly K[],
): (values: Pick<T['$inferSelect'], K>) => T['$inferSelect'] | undefined {
  const columns = getTableColumns(table) as unknown as Record<string, SQLiteColumn>;
  const query = db
    .select()
    .from(table)
    .where(and(...key.map((name) => eq(columns[name] as never, sql.placeholder(name)))));
  const prepared = prepareSelect(db, columns, query);
  return (values) => prepared.get(values) as T['$inferSelect'] | undefined;
}
