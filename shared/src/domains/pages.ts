import { and, asc, count, desc, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { EnvelopeTable } from '../storage/sqlite/columns.ts';
import { CodedError } from '../base/errors.ts';
import type { RecordType } from '../replication/model.ts';
import { fieldFault } from './field-faults.ts';
import { isLive, nodeColumns, toNode } from './node-rows.ts';
import type { Database, NodeOf } from './node-rows.ts';

/** Pages by cursor. A cursor names the last row's place, so rows written meanwhile neither repeat nor skip others. */

/** Most nodes of one page. */
export const PAGE_MAX = 200;

export interface PageRequest {
  /** Wanted nodes, 1 to `PAGE_MAX`. */
  first?: number | null | undefined;
  /** `endCursor` of the page before. */
  after?: string | null | undefined;
  /** When what is read was known to be so, ms; a replica's last successful exchange. */
  asOf: number;
}

export interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
  asOf: number;
}

type Place = [value: string | number, id: string];

const encode = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place a cursor names; throws BAD_INPUT on `after` for anything else. */
function decode(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2) {
      const [value, id]: unknown[] = place;
      const isKey = typeof value === 'string' || typeof value === 'number';
      if (isKey && typeof id === 'string') return [value, id];
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CodedError('BAD_INPUT', {
    faults: [fieldFault('after', { zh: '不是有效的游标。', en: 'is not a cursor of this list.' })],
  });
}

function sizeOf(first: number | null | undefined): number {
  const size = first ?? 20;
  if (Number.isSafeInteger(size) && size >= 1 && size <= PAGE_MAX) return size;
  const range = `1–${PAGE_MAX}`;
  throw new CodedError('BAD_INPUT', {
    faults: [fieldFault('first', { zh: `须为 ${range}。`, en: `must be ${range}.` })],
  });
}

interface Listing {
  type: RecordType;
  table: EnvelopeTable;
  where: (SQL | undefined)[];
  /** Rows go by this column, then by id. It has a value in every live row. */
  by: SQLiteColumn;
  /** Newest first. */
  descending?: boolean;
}

/** One page of a list of records. */
export function readPage<Body extends object>(
  db: Database,
  listing: Listing,
  { first, after, asOf }: PageRequest,
): Page<NodeOf<Body>> {
  const { type, table, by, descending = false } = listing;
  const size = sizeOf(first);
  const matching = and(isLive(table), ...listing.where);
  const rows = db
    .select({ ...nodeColumns(table), place: sql<string | number>`${by}` })
    .from(table)
    .where(and(matching, after ? beyond(listing, decode(after)) : undefined))
    .orderBy(...(descending ? [desc(by), desc(table.id)] : [asc(by), asc(table.id)]))
    .limit(size + 1)
    .all();
  const total = db.select({ n: count() }).from(table).where(matching).get();
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    nodes: shown.map((row) => toNode<Body>(type, row)),
    pageInfo: {
      hasNextPage: rows.length > size,
      endCursor: last ? encode([last.place, last.id]) : null,
    },
    totalCount: total?.n ?? 0,
    asOf,
  };
}

function beyond({ table, by, descending }: Listing, [value, id]: Place): SQL {
  return descending
    ? sql`(${by}, ${table.id}) < (${value}, ${id})`
    : sql`(${by}, ${table.id}) > (${value}, ${id})`;
}

/** Rows in which one of the columns contains the words, letter case aside; all rows when there are none. */
export function contains(
  text: string | null | undefined,
  columns: SQLiteColumn[],
): SQL | undefined {
  const words = text?.trim().toLowerCase();
  if (!words) return undefined;
  const hits = columns.map((column) => sql`instr(lower(${column}), ${words}) > 0`);
  return sql`(${sql.join(hits, sql` or `)})`;
}

/** Rows whose column has this value; all rows when none is asked for. */
export const matches = (
  column: SQLiteColumn,
  value: string | number | null | undefined,
): SQL | undefined =>
  value === null || value === undefined ? undefined : sql`${column} = ${value}`;
