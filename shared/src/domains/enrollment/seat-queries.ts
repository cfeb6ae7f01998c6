import type { OfferingRecord, OfferingState, SeatLeaseRecord } from '@lianxue/schema/gen/wire.ts';
import { and, asc, eq, sql } from 'drizzle-orm';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';
import { isLive, isVisible, nodeColumns, readOne, toNode } from '../node-rows.ts';
import type { Database, NodeOf, Sight } from '../node-rows.ts';
import { contains, matches, readPage } from '../pages.ts';
import type { Page, PageRequest } from '../pages.ts';
import { offering, seatLease } from './domain.ts';
import type { Tally } from './seats.ts';
import { enrolmentDecisions, enrolments, offerings, seatLeases } from './tables.ts';

/** Offerings and their seats. */

const offeringRows = sqliteRecordTable(offerings);
const leaseRows = sqliteRecordTable(seatLeases);
const enrolmentRows = sqliteRecordTable(enrolments);
const decisionRows = sqliteRecordTable(enrolmentDecisions);

export type OfferingNode = NodeOf<OfferingRecord>;

export interface OfferingFilter {
  text?: string | null | undefined;
  courseId?: string | null | undefined;
  host?: string | null | undefined;
  year?: number | null | undefined;
  state?: OfferingState | null | undefined;
}

/** Offerings that the sight shows, by id. */
export function listOfferings(
  db: Database,
  ask: { sight: Sight; filter?: OfferingFilter | null | undefined },
  page: PageRequest,
): Page<OfferingNode> {
  const filter = ask.filter ?? {};
  const where = [
    isVisible(offeringRows, ask.sight),
    contains(filter.text, [offeringRows.title]),
    matches(offeringRows.courseId, filter.courseId),
    matches(offeringRows.host, filter.host),
    matches(offeringRows.year, filter.year),
    matches(offeringRows.state, filter.state),
  ];
  const listing = { type: offering, table: offeringRows, where, by: offeringRows.id };
  return readPage<OfferingRecord>(db, listing, page);
}

export const findOffering = (
  db: Database,
  { id, sight }: { id: string; sight: Sight },
): OfferingNode | undefined =>
  readOne<OfferingRecord>(
    db,
    { type: offering, table: offeringRows },
    { id, visible: isVisible(offeringRows, sight) },
  );

export type LeaseNode = NodeOf<SeatLeaseRecord> & {
  /** Seats filled as far as is known here; the branch alone knows it for sure. */
  used: number;
};

/** Leases of an offering that the sight shows, by branch. */
export function listLeases(
  db: Database,
  { offeringId, sight }: { offeringId: string; sight: Sight },
): LeaseNode[] {
  return db
    .select(nodeColumns(leaseRows))
    .from(leaseRows)
    .where(
      and(isLive(leaseRows), eq(leaseRows.offeringId, offeringId), isVisible(leaseRows, sight)),
    )
    .orderBy(asc(leaseRows.branch), asc(leaseRows.id))
    .all()
    .map((row) => ({
      ...toNode<SeatLeaseRecord>(seatLease, row),
      used: usedSeats(db, row.id).length,
    }));
}

/** A branch's leases of an offering that are not released, the one that ends first before the others. */
export function leasesOf(
  db: Database,
  { offeringId, branch }: { offeringId: string; branch: string },
): NodeOf<SeatLeaseRecord>[] {
  return db
    .select(nodeColumns(leaseRows))
    .from(leaseRows)
    .where(
      and(
        isLive(leaseRows),
        eq(leaseRows.offeringId, offeringId),
        eq(leaseRows.branch, branch),
        sql`${leaseRows.state} <> 'released'`,
      ),
    )
    .orderBy(asc(leaseRows.expiresAt), asc(leaseRows.id))
    .all()
    .map((row) => toNode<SeatLeaseRecord>(seatLease, row));
}

/** Numbers of a lease's seats that are filled, for `nextSeat`. */
export function usedSeats(db: Database, leaseId: string): number[] {
  return db
    .select({ seat: enrolmentRows.seat })
    .from(enrolmentRows)
    .where(
      and(
        isLive(enrolmentRows),
        eq(enrolmentRows.leaseId, leaseId),
        eq(enrolmentRows.desired, 'associated'),
      ),
    )
    .all()
    .flatMap(({ seat }) => (seat === null ? [] : [seat]));
}

/** What `tallySeats` counts, counted by the database. Only the host's own answer is the truth. */
export function readTally(
  db: Database,
  { offeringId, except }: { offeringId: string; except?: string },
): Tally {
  const quota = db
    .select({ sum: sql<number>`coalesce(sum(${leaseRows.quota}), 0)` })
    .from(leaseRows)
    .where(
      and(
        isLive(leaseRows),
        eq(leaseRows.offeringId, offeringId),
        sql`${leaseRows.state} <> 'released'`,
      ),
    )
    .get();
  const seats = db
    .select({ n: sql<number>`count(*)` })
    .from(decisionRows)
    .where(
      and(
        isLive(decisionRows),
        eq(decisionRows.offeringId, offeringId),
        sql`${decisionRows.state} in ('associated', 'finished')`,
        sql`${decisionRows.id} <> ${except ?? ''}`,
        sql`not exists (select 1 from ${leaseRows} as l where l.id = ${decisionRows.leaseId}
          and l.op = 'put' and l.state <> 'released')`,
      ),
    )
    .get();
  return { confirmed: seats?.n ?? 0, outstandingQuota: quota?.sum ?? 0 };
}

/** Enrolments that wait for a seat of this offering, in the order in which they were put to wait. */
export function queuedFor(db: Database, offeringId: string): string[] {
  return db
    .select({ id: decisionRows.id })
    .from(decisionRows)
    .where(
      and(
        isLive(decisionRows),
        eq(decisionRows.offeringId, offeringId),
        eq(decisionRows.state, 'queued'),
      ),
    )
    .orderBy(asc(decisionRows.decidedAt), asc(decisionRows.id))
    .all()
    .map((row) => row.id);
}
