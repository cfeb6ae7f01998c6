import fc from 'fast-check';
import type { EnrolmentDecisionRecord, EnrolmentRecord } from '@lianxue/schema/gen/wire.ts';
import { decide } from '@lianxue/shared/domains/enrollment/decide.ts';
import { expectedEnrolmentId } from '@lianxue/shared/domains/enrollment/rules.ts';
import {
  canChangeLease,
  canLease,
  canResize,
  mayRelease,
  nextSeat,
  tallySeats,
  takesSeat,
} from '@lianxue/shared/domains/enrollment/seats.ts';
import type { LeaseOf, Tally } from '@lianxue/shared/domains/enrollment/seats.ts';

/**
 * One offering, its host, and two branches that may be offline: they act on the
 * leases as they last read them, by clocks that are off, and their requests
 * arrive at the host late, twice, and in any order.
 */

const GRACE = 10;
const BRANCHES = ['zj', 'hb'] as const;

export const moves = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('tick' as const),
      by: fc.integer({ min: -5, max: 15 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('lease' as const),
      branch: fc.nat(1),
      quota: fc.integer({ min: 1, max: 4 }),
      ends: fc.integer({ min: 1, max: 30 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), lease: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('grow' as const),
      lease: fc.nat(9),
      quota: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resize' as const), capacity: fc.nat(8) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), branch: fc.nat(1) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('fill' as const),
      branch: fc.nat(1),
      lease: fc.nat(9),
      skew: fc.integer({ min: -8, max: 8 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ask' as const), branch: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('cancel' as const), enrolment: fc.nat(30) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), enrolment: fc.nat(30) }),
  },
);

type MoveOf<T> = T extends fc.Arbitrary<infer V> ? V : never;
export type Move = MoveOf<typeof moves>;
type Request = EnrolmentRecord & { id: string };

/** Some item, wherever `at` points, so that few moves of a history miss. */
const nth = <T>(items: readonly T[], at: number): T | undefined =>
  items[at % Math.max(items.length, 1)];

export class SeatModel {
  capacity: number;
  /** Most learners that ever held a decision for a seat at once. */
  everSeated = 0;
  /** Seats that a branch filled in good time and did not get. */
  brokenPromises = 0;
  private readonly fault: 'reclaims-too-early' | undefined;
  private now = 100;
  /** The host's clock at its furthest: what was reclaimed stays so when it jumps back. */
  private latest = 100;
  private learners = 0;
  private leases: LeaseOf[] = [];
  private readonly read: Record<string, LeaseOf[]> = { zj: [], hb: [] };
  private readonly requests = new Map<string, Request>();
  private readonly decisions = new Map<string, EnrolmentDecisionRecord>();

  constructor(capacity: number, fault?: 'reclaims-too-early') {
    this.capacity = capacity;
    this.fault = fault;
  }

  /** Seats given away or promised, and learners seated. */
  count(): { promised: number; seated: number } {
    const { confirmed, outstandingQuota } = this.tally();
    const seated = [...this.decisions.values()].filter(takesSeat).length;
    return { promised: confirmed + outstandingQuota, seated };
  }

  take(move: Move): void {
    switch (move.do) {
      case 'tick':
        this.now += move.by;
        this.latest = Math.max(this.latest, this.now);
        break;
      case 'lease':
        this.lease(move);
        break;
      case 'release':
        this.release(move.lease);
        break;
      case 'grow':
        this.change(move.lease, { quota: move.quota });
        break;
      case 'resize':
        if (canResize(move.capacity, this.tally())) this.capacity = move.capacity;
        break;
      case 'read':
        this.read[BRANCHES[move.branch] ?? 'zj'] = this.leases.map((lease) => ({ ...lease }));
        break;
      case 'fill':
        this.fill(move);
        break;
      case 'ask':
        this.request({ homeBranch: BRANCHES[move.branch] ?? 'zj' });
        break;
      case 'cancel':
        this.cancel(move.enrolment);
        break;
      case 'deliver':
        this.deliver(move.enrolment);
        break;
    }
    this.everSeated = Math.max(this.everSeated, this.count().seated);
  }

  private tally(except?: string): Tally {
    const decisions = [...this.decisions.values()];
    return tallySeats({ leases: this.leases, decisions, ...(except ? { except } : {}) });
  }

  private lease(move: { branch: number; quota: number; ends: number }): void {
    const { quota } = move;
    if (!canLease({ ...this.tally(), capacity: this.capacity, quota })) return;
    this.leases.push({
      id: `L${this.leases.length}`,
      offeringId: 'o',
      branch: BRANCHES[move.branch] ?? 'zj',
      quota,
      expiresAt: this.now + move.ends,
      state: 'held',
    });
  }

  private release(at: number): void {
    const lease = nth(this.leases, at);
    if (!lease) return;
    if (this.fault) lease.state = 'released';
    else if (mayRelease(lease, { now: this.now, leaseGraceMs: GRACE }))
      this.change(at, { state: 'released' });
  }

  private change(at: number, change: Partial<LeaseOf>): void {
    const before = nth(this.leases, at);
    if (!before) return;
    const after = { ...before, ...change };
    const { now, capacity } = this;
    const rules = { now, leaseGraceMs: GRACE, capacity, tally: this.tally() };
    if (canChangeLease({ before, after }, rules)) this.leases[at % this.leases.length] = after;
  }

  private fill(move: { branch: number; lease: number; skew: number }): void {
    const branch = BRANCHES[move.branch] ?? 'zj';
    const lease = nth(this.read[branch] ?? [], move.lease);
    if (lease?.branch !== branch) return;
    const used = [...this.requests.values()]
      .filter((request) => request.leaseId === lease.id && request.desired === 'associated')
      .map((request) => request.seat ?? 0);
    const seat = nextSeat(lease, used, this.now + move.skew);
    if (seat !== null) this.request({ homeBranch: branch, leaseId: lease.id, seat });
  }

  private request(more: Pick<EnrolmentRecord, 'homeBranch' | 'leaseId' | 'seat'>): void {
    const body: EnrolmentRecord = {
      learnerId: `l${(this.learners += 1)}`,
      offeringId: 'o',
      courseId: 'c',
      host: 'hub',
      desired: 'associated',
      requestedAt: this.now,
      ...more,
    };
    const id = expectedEnrolmentId(body);
    this.requests.set(id, { ...body, id });
  }

  private nth(at: number): Request | undefined {
    return nth([...this.requests.values()], at);
  }

  private cancel(at: number): void {
    const request = this.nth(at);
    if (request) this.requests.set(request.id, { ...request, desired: 'cancelled' });
  }

  private deliver(at: number): void {
    const enrolment = this.nth(at);
    if (!enrolment) return;
    const lease = this.leases.find((one) => one.id === enrolment.leaseId) ?? null;
    const decision = decide({
      offering: { id: 'o', capacity: this.capacity, state: 'open' },
      enrolment,
      // A host with the fault forgets that it reclaimed the lease.
      lease: this.fault && lease ? { ...lease, state: 'held' } : lease,
      ...this.tally(enrolment.id),
      current: this.decisions.get(enrolment.id) ?? null,
      now: this.now,
      leaseGraceMs: GRACE,
    });
    this.decisions.set(enrolment.id, decision);
    const inTime = lease && this.latest <= lease.expiresAt + GRACE;
    if (inTime && enrolment.desired === 'associated' && decision.state !== 'associated')
      this.brokenPromises += 1;
  }
}
