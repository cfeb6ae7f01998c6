import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { PAGE_MAX } from '../../domains/pages.ts';
import type { Lane } from '../../replication/model.ts';
import type { QuarantineState } from '../../replication/store.ts';
import { syncQuarantine as rows } from '../../storage/sqlite/engine-tables.ts';
import type { SqliteDatabase } from '../../storage/sqlite/open.ts';

/** Entries that could not be taken in, as staff look through them. */

export interface QuarantineFilter {
  refs?: readonly string[] | null;
  peer?: string | null;
  lane?: Lane | null;
  type?: string | null;
  code?: string | null;
  state?: QuarantineState | null;
}

/** A raw entry may be as large as a batch; nobody reads more of it on a screen. */
const RAW_MAX = 64 * 1024;

function matching(filter: QuarantineFilter): SQL | undefined {
  const { refs, peer, lane, type, code } = filter;
  return and(
    eq(rows.state, filter.state ?? 'open'),
    refs ? inArray(rows.ref, [...refs]) : undefined,
    peer ? eq(rows.peer, peer) : undefined,
    lane ? eq(rows.lane, lane) : undefined,
    type ? eq(rows.type, type) : undefined,
    code
      ? sql`exists (select 1 from json_each(${rows.faults}) f where f.value ->> 'code' = ${code})`
      : undefined,
  );
}

export function listQuarantine(
  db: SqliteDatabase,
  filter: QuarantineFilter,
  page: { first: number; after: string },
) {
  const size = Math.min(Math.max(page.first, 1), PAGE_MAX);
  const where = matching(filter);
  const found = db
    .select()
    .from(rows)
    .where(and(where, gt(rows.ref, page.after)))
    .orderBy(asc(rows.ref))
    .limit(size + 1)
    .all();
  const total = db.select({ n: count() }).from(rows).where(where).get();
  const nodes = found.slice(0, size).map((item) => ({
    ...item,
    raw: item.raw.slice(0, RAW_MAX),
    settledAt: item.settledAt === 0 ? null : item.settledAt,
  }));
  return {
    nodes,
    pageInfo: { hasNextPage: found.length > size, endCursor: nodes.at(-1)?.ref ?? null },
    totalCount: total?.n ?? 0,
  };
}
