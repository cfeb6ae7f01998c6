/**
 * The column kit: a domain declares a record table once, in words of no
 * dialect, and each dialect's kit turns it into real tables. Every record table
 * has the engine's envelope (see `replication/model.ts`); the fields named here
 * are generated columns over the JSON body, so the raw body stays the only
 * truth, unknown fields are kept, and erasing a body empties its columns.
 */
export type FieldKind = 'text' | 'integer' | 'real' | 'boolean';
export type Fields = Readonly<Record<string, FieldKind>>;

export interface RecordTable<F extends Fields = Fields> {
  /** Table name, snake case. */
  readonly name: string;
  /** The record type kept in it. */
  readonly type: string;
  /** Top-level body fields to be queried by, each a column. */
  readonly fields: F;
  /** Each a list of fields. */
  readonly indexes: readonly (readonly string[])[];
}

/** Declares a record table; see `RecordTable`. */
export function recordTable<const F extends Fields>(table: {
  name: string;
  type: string;
  fields: F;
  indexes?: readonly (readonly (keyof F & string)[])[];
}): RecordTable<F> {
  return { indexes: [], ...table };
}

/** `homeBranch` → `home_branch`: the column name of a field, in every dialect. */
export const columnName = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
