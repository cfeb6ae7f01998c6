import { and, eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { bodyOf } from '../replication/versions.ts';
import type { RecordType } from '../replication/model.ts';
import type { EnvelopeTable } from '../storage/sqlite/columns.ts';

/** How the domains' queries read records: what every node of the public schema has, and who may see it. */

export type Database = BetterSQLite3Database;

/** Whose eyes a query reads with: a branch and its audience tokens, or null for a site's own staff who see all of it. */
export type Sight = { site: string; tokens: readonly string[] } | null;

/** A record's body with what the public schema shows of its envelope. */
export type NodeOf<Body> = Body & {
  id: string;
  owner: string;
  /** Version of the record, to be named by whoever changes it. */
  revision: number;
  /** Owner's wall clock, ms. */
  updatedAt: number;
};

type Envelope = Pick<
  EnvelopeTable,
  'id' | 'owner' | 'version' | 'at' | 'schemaVersion' | 'body' | 'op' | 'audience'
>;

/** The columns that `toNode` reads. */
export const nodeColumns = (table: Envelope) => ({
  id: table.id,
  owner: table.owner,
  version: table.version,
  at: table.at,
  schemaVersion: table.schemaVersion,
  body: table.body,
});

export interface NodeRow {
  id: string;
  owner: string;
  version: number;
  at: number;
  schemaVersion: number;
  body: string | null;
}

/** The node of a live row, its body lifted to the current schema version. */
export function toNode<Body extends object>(type: RecordType, row: NodeRow): NodeOf<Body> {
  const body = bodyOf(type, row) as Body;
  const { id, owner, version: revision, at: updatedAt } = row;
  return { ...body, id, owner, revision, updatedAt };
}

/** Rows that are there: no tombstones, nothing whose sight was lost. */
export const isLive = (table: Envelope): SQL => eq(table.op, 'put');

/** Rows that a sight's audience tokens or ownership show. */
export function isVisible(table: Envelope, sight: Sight): SQL | undefined {
  if (!sight) return undefined;
  const tokens = JSON.stringify(sight.tokens);
  return sql`(${table.owner} = ${sight.site} or exists (
    select 1 from json_each(${table.audience}) as held
    where held.value in (select value from json_each(${tokens}))))`;
}

/** One live record by id, if the sight shows it; undefined otherwise. `visible` replaces the audience rule. */
export function readOne<Body extends object>(
  db: Database,
  from: { type: RecordType; table: EnvelopeTable },
  which: { id: string; visible: SQL | undefined },
): NodeOf<Body> | undefined {
  const { type, table } = from;
  const row = db
    .select(nodeColumns(table))
    .from(table)
    .where(and(eq(table.id, which.id), isLive(table), which.visible))
    .get();
  return row && toNode<Body>(type, row);
}
