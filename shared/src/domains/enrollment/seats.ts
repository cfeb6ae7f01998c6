import type {
  EnrolmentDecisionRecord,
  OfferingRecord,
  SeatLeaseRecord,
} from '@lianxue/schema/gen/wire.ts';

/**
 * Seats of one offering, as its host and its branches count them. The law is
 *
 *   confirmed + outstandingQuota <= capacity
 *
 * where `outstandingQuota` is the quota of all leases not released and
 * `confirmed` are the seats associated outside of those leases. A leased seat
 * is paid for by its lease's quota, so a branch can fill it offline. Releasing
 * a lease swaps its quota for its used seats, which are never more. Release is
 * a recorded state, not a time gone by: a clock that jumps back must not make
 * a lease count again whose seats went to others.
 */

export interface LeaseOf extends Pick<
  SeatLeaseRecord,
  'offeringId' | 'branch' | 'quota' | 'expiresAt' | 'state'
> {
  id: string;
}

/** Whether the host still keeps the lease's quota aside. */
export const isOutstanding = (lease: Pick<SeatLeaseRecord, 'state'>): boolean =>
  lease.state !== 'released';

/**
 * Whether the host may reclaim: the branch stops at `expiresAt` by its own
 * clock, and `leaseGraceMs` covers clock skew and what is still on its way.
 * All times in ms since 1970.
 */
export const mayRelease = (
  lease: Pick<SeatLeaseRecord, 'expiresAt' | 'state'>,
  at: { now: number; leaseGraceMs: number },
): boolean => isOutstanding(lease) && at.now > lease.expiresAt + at.leaseGraceMs;

export interface Tally {
  /** Seats associated or finished that no outstanding lease pays for. */
  confirmed: number;
  /** Sum of the quotas of leases not released. */
  outstandingQuota: number;
}

type Decided = Pick<EnrolmentDecisionRecord, 'enrolmentId' | 'state' | 'leaseId'>;

/** Whether a decision takes up a seat. */
export const takesSeat = (decision: Pick<EnrolmentDecisionRecord, 'state'>): boolean =>
  decision.state === 'associated' || decision.state === 'finished';

/** Counts an offering's seats. `except` leaves out the enrolment that is being decided anew. */
export function tallySeats(all: {
  leases: readonly Pick<LeaseOf, 'id' | 'quota' | 'state'>[];
  decisions: readonly Decided[];
  except?: string;
}): Tally {
  const outstanding = new Map(all.leases.filter(isOutstanding).map((lease) => [lease.id, lease]));
  const confirmed = all.decisions.filter(
    (decision) =>
      takesSeat(decision) &&
      decision.enrolmentId !== all.except &&
      !(decision.leaseId && outstanding.has(decision.leaseId)),
  );
  const quotas = [...outstanding.values()].map((lease) => lease.quota);
  return { confirmed: confirmed.length, outstandingQuota: quotas.reduce((a, b) => a + b, 0) };
}

/** Seats the host may give away now; negative only if its capacity was cut below what it promised. */
export const freeSeats = (
  offering: Pick<OfferingRecord, 'capacity'>,
  { confirmed, outstandingQuota }: Tally,
): number => offering.capacity - confirmed - outstandingQuota;

/** Whether `quota` more seats may be leased out. */
export const canLease = (ask: Tally & { capacity: number; quota: number }): boolean =>
  Number.isSafeInteger(ask.quota) && ask.quota >= 1 && freeSeats(ask, ask) >= ask.quota;

/**
 * Whether a host may write `after` over `before`. While a lease is held its
 * branch may be offline and act on what it last read: so its quota may grow
 * and its end be put off, never the reverse, and it may not change hands.
 */
export function canChangeLease(
  change: { before: LeaseOf; after: LeaseOf },
  at: { now: number; leaseGraceMs: number; capacity: number; tally: Tally },
): boolean {
  const { before, after } = change;
  if (before.branch !== after.branch || before.offeringId !== after.offeringId) return false;
  if (!isOutstanding(before)) return false;
  if (after.quota < before.quota || after.expiresAt < before.expiresAt) return false;
  if (!isOutstanding(after)) return after.quota === before.quota && mayRelease(before, at);
  if (before.state === 'held' && after.state === 'offered') return false;
  const more = after.quota - before.quota;
  return more === 0 || canLease({ ...at.tally, capacity: at.capacity, quota: more });
}

/** Whether a host may set an offering's capacity to `capacity`: not below what it promised. */
export const canResize = (capacity: number, { confirmed, outstandingQuota }: Tally): boolean =>
  Number.isSafeInteger(capacity) && capacity >= confirmed + outstandingQuota;

/**
 * The lowest free seat of a branch's lease, from 1; null when all are used or
 * the lease is over. `used` are the numbers of seats not cancelled; `now` is
 * the branch's own clock in ms.
 */
export function nextSeat(
  lease: Pick<SeatLeaseRecord, 'quota' | 'expiresAt' | 'state'>,
  used: Iterable<number>,
  now: number,
): number | null {
  if (!isOutstanding(lease) || now > lease.expiresAt) return null;
  const taken = new Set(used);
  for (let seat = 1; seat <= lease.quota; seat += 1) if (!taken.has(seat)) return seat;
  return null;
}
