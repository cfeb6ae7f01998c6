import { and, count, desc, eq, gte, lt, lte, ne, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { CodedError } from '../../base/errors.ts';
import { fieldFault } from '../../domains/field-faults.ts';
import { PAGE_MAX } from '../../domains/pages.ts';
import type { RequestContext } from '../context.ts';
import type { PageArgs } from '../reads/page-args.ts';
import type { ActorKind } from './chain.ts';
import { auditEntry as rows } from './tables.ts';

/** Looking through the audit log. */

export interface AuditFilter {
  actorKind?: ActorKind | null;
  actor?: string | null;
  action?: string | null;
  subject?: string | null;
  result?: string | null;
  failed?: boolean | null;
  address?: string | null;
  since?: number | null;
  until?: number | null;
}

const matching = (filter: AuditFilter): SQL | undefined => {
  const { actorKind, actor, action, subject, result, failed, address, since, until } = filter;
  return and(
    actorKind ? eq(rows.actorKind, actorKind) : undefined,
    actor ? eq(rows.actor, actor) : undefined,
    action ? sql`substr(${rows.action}, 1, ${action.length}) = ${action}` : undefined,
    subject ? sql`instr(${rows.subject}, ${subject}) > 0` : undefined,
    result ? eq(rows.result, result) : undefined,
    failed ? ne(rows.result, 'ok') : undefined,
    address ? eq(rows.address, address) : undefined,
    typeof since === 'number' ? gte(rows.at, since) : undefined,
    typeof until === 'number' ? lte(rows.at, until) : undefined,
  );
};

/** A cursor is the number of the last entry shown. */
function beforeOf(after: string | null | undefined): SQL | undefined {
  if (!after) return undefined;
  if (/^[1-9]\d{0,14}$/.test(after)) return lt(rows.seq, Number(after));
  const fault = { zh: '不是有效的游标。', en: 'is not a cursor of this list.' };
  throw new CodedError('BAD_INPUT', { faults: [fieldFault('after', fault)] });
}

export const auditQueries = {
  auditEntries(_: unknown, args: PageArgs<AuditFilter>, { db, clock }: RequestContext) {
    const size = Math.min(Math.max(args.first ?? 50, 1), PAGE_MAX);
    const where = matching(args.filter ?? {});
    const found = db
      .select()
      .from(rows)
      .where(and(where, beforeOf(args.after)))
      .orderBy(desc(rows.seq))
      .limit(size + 1)
      .all();
    const nodes = found.slice(0, size);
    const last = nodes.at(-1);
    return {
      nodes,
      pageInfo: {
        hasNextPage: found.length > size,
        endCursor: last ? String(last.seq) : null,
      },
      totalCount: db.select({ n: count() }).from(rows).where(where).get()?.n ?? 0,
      asOf: clock.now(),
    };
  },
};
