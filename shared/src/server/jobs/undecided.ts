import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { enrolmentDecisions, enrolments } from '../../domains/enrollment/tables.ts';
import { isLive } from '../../domains/node-rows.ts';
import type { Database } from '../../domains/node-rows.ts';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';

const rows = sqliteRecordTable(enrolments);
const decisions = sqliteRecordTable(enrolmentDecisions);

/** Ids of requests to a host that have no decision at all yet, in the order in which they were made; `offeringId` null for plain courses. */
export function undecided(
  db: Database,
  ask: { offeringId: string | null; host: string; limit: number },
): string[] {
  return db
    .select({ id: rows.id })
    .from(rows)
    .where(
      and(
        isLive(rows),
        ask.offeringId === null ? isNull(rows.offeringId) : eq(rows.offeringId, ask.offeringId),
        eq(rows.host, ask.host),
        sql`not exists (select 1 from ${decisions} as d where d.id = ${rows.id})`,
      ),
    )
    .orderBy(asc(rows.requestedAt), asc(rows.id))
    .limit(ask.limit)
    .all()
    .map(({ id }) => id);
}
