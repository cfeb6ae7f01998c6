import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { columnName } from '../kit.ts';
import type { Fields, RecordTable } from '../kit.ts';

/** The column kit for SQLite: record tables from their declarations. */

const fromBody = (field: string) => sql.raw(`json_extract(body, '$.${field}')`);
const generated = { mode: 'virtual' } as const;

const make = {
  text: (f: string) => text(columnName(f)).generatedAlwaysAs(fromBody(f), generated),
  integer: (f: string) => integer(columnName(f)).generatedAlwaysAs(fromBody(f), generated),
  real: (f: string) => real(columnName(f)).generatedAlwaysAs(fromBody(f), generated),
  boolean: (f: string) =>
    integer(columnName(f), { mode: 'boolean' }).generatedAlwaysAs(fromBody(f), generated),
};

type Projected<F extends Fields> = { [K in keyof F]: ReturnType<(typeof make)[F[K]]> };

const envelope = () => ({
  id: text('id').primaryKey(),
  owner: text('owner').notNull(),
  rev: text('rev').notNull(),
  trail: text('trail').notNull(),
  version: integer('version').notNull(),
  op: text('op').notNull(),
  schemaVersion: integer('schema_version').notNull(),
  at: integer('at').notNull(),
  hash: text('hash').notNull(),
  sig: text('sig').notNull(),
  body: text('body'),
  via: text('via'),
  viaEpoch: text('via_epoch'),
  viaSeq: integer('via_seq'),
  pos: integer('pos'),
  audience: text('audience').notNull(),
  reach: text('reach').notNull(),
});

function build<F extends Fields>(table: RecordTable<F>) {
  const projected = Object.fromEntries(
    Object.entries(table.fields).map(([field, kind]) => [field, make[kind](field)]),
  ) as unknown as Projected<F>;
  return sqliteTable(table.name, { ...envelope(), ...projected }, (columns) => [
    ...table.indexes.map((fields) =>
      index(`${table.name}_by_${fields.map(columnName).join('_')}`).on(
        ...(fields.map((f) => columns[f as keyof typeof columns]) as [never, ...never[]]),
      ),
    ),
    // What came by a stretch of a peer's feed; own writes came by none.
    index(`${table.name}_by_place`)
      .on(columns.via as never, columns.viaSeq as never)
      .where(sql`via is not null`),
  ]);
}

const built = new WeakMap<RecordTable, unknown>();

/** The SQLite table of a declaration; the same object every time, as drizzle compares tables by identity. */
export function sqliteRecordTable<F extends Fields>(
  table: RecordTable<F>,
): ReturnType<typeof build<F>> {
  const known = built.get(table) ?? build(table);
  built.set(table, known);
  return known as ReturnType<typeof build<F>>;
}

/** A record table whose domain columns are not known: the envelope alone. */
export type EnvelopeTable = ReturnType<typeof build<Record<never, never>>>;
