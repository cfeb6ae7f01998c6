import type {
  DecisionReason,
  DecisionState,
  EnrolmentDecisionRecord,
  EnrolmentRecord,
  OfferingRecord,
} from '@lianxue/schema/gen/wire.ts';
import { expectedEnrolmentId } from './rules.ts';
import { freeSeats, isOutstanding, takesSeat } from './seats.ts';
import type { LeaseOf, Tally } from './seats.ts';

/** What a host knows when it decides a request. The tally leaves this enrolment out. */
export interface Question extends Tally {
  /** Null when the host has none of that id, or for a plain course enrolment. */
  offering: (Pick<OfferingRecord, 'capacity' | 'state'> & { id: string }) | null;
  enrolment: EnrolmentRecord & { id: string };
  /** The lease the enrolment names, if the host has it. */
  lease: LeaseOf | null;
  /** The decision so far, if there is one. */
  current?: EnrolmentDecisionRecord | null;
  /** The host's clock, ms since 1970. */
  now: number;
  /** How long after a lease's end its seats are still honoured, in ms. */
  leaseGraceMs: number;
}

interface Answer {
  state: DecisionState;
  reason: DecisionReason;
  /** Whether the lease pays for the seat. */
  leased?: true;
}

/**
 * Decides a request; the same question gives the same answer. A seat once given
 * to a learner stays given until the branch cancels, whatever has happened to
 * its lease since; so deciding again, in any order, never takes one away.
 */
export function decide(question: Question): EnrolmentDecisionRecord {
  const { enrolment, current, lease } = question;
  if (current && standsFor(question, current)) return current;
  const { leased, ...answer } = answerTo(question);
  return {
    enrolmentId: enrolment.id,
    learnerId: enrolment.learnerId,
    ...(enrolment.offeringId ? { offeringId: enrolment.offeringId } : {}),
    courseId: enrolment.courseId,
    host: enrolment.host,
    homeBranch: enrolment.homeBranch,
    ...answer,
    ...(leased && lease && enrolment.seat ? { leaseId: lease.id, seat: enrolment.seat } : {}),
    decidedAt: question.now,
  };
}

/** True if the decision so far answers this very request and must not be reopened. */
function standsFor({ enrolment }: Question, current: EnrolmentDecisionRecord): boolean {
  if (current.state === 'finished') return current.learnerId === enrolment.learnerId;
  return (
    takesSeat(current) &&
    enrolment.desired === 'associated' &&
    current.learnerId === enrolment.learnerId &&
    (current.offeringId ?? null) === (enrolment.offeringId ?? null)
  );
}

function answerTo(question: Question): Answer {
  const { offering, enrolment } = question;
  if (enrolment.desired === 'cancelled') return { state: 'cancelled', reason: 'withdrawn' };
  if (!enrolment.offeringId) return { state: 'associated', reason: 'open_course' };
  if (!offering || offering.id !== enrolment.offeringId)
    return { state: 'denied', reason: 'unknown_offering' };
  if (offering.state === 'settled') return { state: 'denied', reason: 'closed' };
  // Before `closed` is looked at: a branch may have filled its seat offline in good time. Not while more is
  // promised than there is: then a restore lost that a lease was released, and nobody knows whose seat went.
  if (isLeasedSeat(question) && freeSeats(offering, question) >= 0)
    return { state: 'associated', reason: 'leased_seat', leased: true };
  if (offering.state === 'closed') return { state: 'denied', reason: 'closed' };
  if (offering.state === 'planned') return { state: 'queued', reason: 'not_open' };
  return freeSeats(offering, question) > 0
    ? { state: 'associated', reason: 'free_seat' }
    : { state: 'queued', reason: 'full' };
}

/**
 * Whether the seat is paid for by its lease. The record's id is looked at too:
 * one seat under two ids would be two learners on one seat. A late one falls
 * back to an ordinary request, even while the host has not released the lease.
 */
function isLeasedSeat({ enrolment, lease, now, leaseGraceMs }: Question): boolean {
  return (
    lease !== null &&
    lease.id === enrolment.leaseId &&
    lease.offeringId === enrolment.offeringId &&
    lease.branch === enrolment.homeBranch &&
    isOutstanding(lease) &&
    now <= lease.expiresAt + leaseGraceMs &&
    typeof enrolment.seat === 'number' &&
    enrolment.seat >= 1 &&
    enrolment.seat <= lease.quota &&
    enrolment.id === expectedEnrolmentId(enrolment)
  );
}
