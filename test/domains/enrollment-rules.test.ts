import t from 'tap';
import fc from 'fast-check';
import type {
  EnrolmentDecisionRecord,
  EnrolmentRecord,
  OfferingState,
} from '@lianxue/schema/gen/wire.ts';
import { decide } from '@lianxue/shared/domains/enrollment/decide.ts';
import type { Question } from '@lianxue/shared/domains/enrollment/decide.ts';
import {
  expectedEnrolmentId,
  offeringFaults,
  seatFaults,
} from '@lianxue/shared/domains/enrollment/rules.ts';
import {
  canChangeLease,
  canLease,
  canResize,
  nextSeat,
} from '@lianxue/shared/domains/enrollment/seats.ts';
import type { LeaseOf } from '@lianxue/shared/domains/enrollment/seats.ts';
import { SeatModel, moves } from './seat-model.ts';

const HOUR = 3_600_000;

const request = (more: Partial<EnrolmentRecord> = {}): EnrolmentRecord & { id: string } => {
  const body: EnrolmentRecord = {
    learnerId: 'l1',
    offeringId: 'o1',
    courseId: 'c1',
    host: 'hub',
    homeBranch: 'zj',
    desired: 'associated',
    requestedAt: 0,
    ...more,
  };
  return { ...body, id: expectedEnrolmentId(body) };
};

const lease = (more: Partial<LeaseOf> = {}): LeaseOf => ({
  id: 'L',
  offeringId: 'o1',
  branch: 'zj',
  quota: 2,
  expiresAt: 10 * HOUR,
  state: 'held',
  ...more,
});

const ask = (more: Partial<Question> = {}): EnrolmentDecisionRecord =>
  decide({
    offering: { id: 'o1', capacity: 10, state: 'open' },
    enrolment: request(),
    lease: null,
    confirmed: 0,
    outstandingQuota: 0,
    now: HOUR,
    leaseGraceMs: HOUR,
    ...more,
  });

const inOffering = (state: OfferingState, capacity = 10) => ({
  offering: { id: 'o1', capacity, state },
});

t.test('ordinary requests', async (t) => {
  t.match(ask(), { state: 'associated', reason: 'free_seat', enrolmentId: request().id });
  t.match(ask({ confirmed: 6, outstandingQuota: 4 }), { state: 'queued', reason: 'full' });
  t.match(ask({ confirmed: 6, outstandingQuota: 3 }), { state: 'associated' });
  t.match(ask(inOffering('planned')), { state: 'queued', reason: 'not_open' });
  t.match(ask(inOffering('closed')), { state: 'denied', reason: 'closed' });
  t.match(ask(inOffering('settled')), { state: 'denied', reason: 'closed' });
  t.match(ask({ offering: null }), { state: 'denied', reason: 'unknown_offering' });
  t.match(ask({ enrolment: request({ desired: 'cancelled' }) }), { state: 'cancelled' });
  const plain = request({ offeringId: null });
  t.match(ask({ enrolment: plain, offering: null }), {
    state: 'associated',
    reason: 'open_course',
  });
  t.equal('leaseId' in ask(), false, 'a free seat is not counted under any lease');
});

t.test('leased seats', async (t) => {
  const seat = request({ leaseId: 'L', seat: 2 });
  const full = { enrolment: seat, confirmed: 8, outstandingQuota: 2 };
  const leased = { state: 'associated', reason: 'leased_seat', leaseId: 'L', seat: 2 };
  t.match(ask({ ...full, lease: lease() }), leased, 'holds though nothing is free');
  t.match(ask({ ...full, lease: lease(), ...inOffering('closed') }), leased, 'also after closing');
  t.match(ask({ ...full, lease: lease(), now: 11 * HOUR }), leased, 'up to the end of the grace');
  const late = { ...full, lease: lease(), now: 11 * HOUR + 1 };
  t.match(ask(late), { state: 'queued', reason: 'full' }, 'then it is an ordinary request');
  const room = ask({ ...late, confirmed: 0 });
  t.match(room, { state: 'associated', reason: 'free_seat' });
  t.equal(room.leaseId, undefined, 'and takes a free seat, not one of the lease');
  for (const [why, wrong] of Object.entries({
    'no such lease': null,
    'another branch': lease({ branch: 'hb' }),
    'another offering': lease({ offeringId: 'o2' }),
    'a seat beyond the quota': lease({ quota: 1 }),
    'a released lease': lease({ state: 'released' }),
  }))
    t.match(ask({ ...full, lease: wrong }), { state: 'queued' }, why);
  const forged = { ...seat, id: 'L.02' };
  t.match(ask({ ...full, enrolment: forged, lease: lease() }), { state: 'queued' }, 'a second id');
  const byLease = { enrolment: request({ leaseId: 'L', seat: 2 }), lease: lease() };
  t.match(ask({ ...byLease, confirmed: 8, outstandingQuota: 2 }), leased, 'all is promised');
  t.match(
    ask({ ...byLease, confirmed: 9, outstandingQuota: 2 }),
    { state: 'queued', reason: 'full' },
    'not when a restore lost a release, and more is promised than there is',
  );
});

t.test('deciding again', async (t) => {
  const seat = request({ leaseId: 'L', seat: 1 });
  const current = ask({ enrolment: seat, lease: lease() });
  const later = { enrolment: seat, lease: lease({ state: 'released' }), current, confirmed: 10 };
  t.equal(ask(later), current, 'a seat once given stays given');
  const other = { ...seat, learnerId: 'l2' };
  t.match(ask({ ...later, enrolment: other }), { state: 'queued', learnerId: 'l2' });
  const cancelled = { ...seat, desired: 'cancelled' as const };
  t.match(ask({ ...later, enrolment: cancelled }), { state: 'cancelled' });
  const finished = { ...current, state: 'finished' as const };
  t.equal(ask({ ...later, current: finished, enrolment: cancelled }), finished);
});

t.test('seats of a lease at its branch', async (t) => {
  t.equal(nextSeat(lease(), [], 0), 1);
  t.equal(nextSeat(lease(), [1], 0), 2);
  t.equal(nextSeat(lease(), [2], 0), 1, 'a cancelled seat is used again');
  t.equal(nextSeat(lease(), [1, 2], 0), null, 'full');
  t.equal(nextSeat(lease(), [], 10 * HOUR + 1), null, 'over, without any grace');
  t.equal(nextSeat(lease({ state: 'released' }), [], 0), null);
});

t.test('what a host may do to a lease', async (t) => {
  const tally = { confirmed: 3, outstandingQuota: 2 };
  const may = (after: Partial<LeaseOf>, at: object = {}, before = lease()): boolean =>
    canChangeLease(
      { before, after: { ...before, ...after } },
      { now: 0, leaseGraceMs: HOUR, capacity: 6, tally, ...at },
    );
  t.ok(may({ expiresAt: 11 * HOUR }), 'put its end off');
  t.ok(may({ quota: 3 }), 'give more seats, if they are free');
  t.notOk(may({ quota: 4 }));
  t.notOk(may({ quota: 1 }), 'never fewer');
  t.notOk(may({ expiresAt: 9 * HOUR }), 'nor a shorter time');
  t.notOk(may({ branch: 'hb' }));
  t.notOk(may({ offeringId: 'o2' }));
  t.ok(may({ state: 'held' }, {}, lease({ state: 'offered' })));
  t.notOk(may({ state: 'offered' }));
  t.notOk(may({ state: 'released' }, { now: 11 * HOUR }), 'reclaim it after its grace only');
  t.ok(may({ state: 'released' }, { now: 11 * HOUR + 1 }));
  t.notOk(may({ state: 'held' }, {}, lease({ state: 'released' })), 'and never bring it back');
  t.ok(canResize(5, tally));
  t.notOk(canResize(4, tally), 'a capacity covers what was promised');
  t.notOk(canLease({ ...tally, capacity: 9, quota: 0 }));
  t.notOk(canLease({ ...tally, capacity: 9, quota: 1.5 }));
});

t.test('ids and bodies', async (t) => {
  t.equal(request().id, request({ requestedAt: 5, homeBranch: 'hb' }).id, 'asking twice asks once');
  t.not(request().id, request({ offeringId: 'o2' }).id);
  t.not(request({ offeringId: null, courseId: 'o1' }).id, request().id);
  t.same(seatFaults(request({ leaseId: 'L', seat: 1 })), []);
  t.match(seatFaults(request({ leaseId: 'L' })), [{ field: 'seat' }]);
  t.match(seatFaults({ ...request(), seat: 1 }), [{ field: 'seat' }]);
  t.match(seatFaults(request({ leaseId: 'L', seat: 1, offeringId: null })), [
    { field: 'offeringId' },
  ]);
  t.match(offeringFaults({ opensAt: 2, closesAt: 1 }), [{ field: 'closesAt' }]);
});

t.test('never oversold and no promise broken, whatever happens in whatever order', async (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8 }),
      fc.array(moves, { minLength: 40, maxLength: 150, size: 'max' }),
      (capacity, steps) => {
        const model = new SeatModel(capacity);
        for (const step of steps) {
          model.take(step);
          const { promised, seated } = model.count();
          if (promised > model.capacity) throw new Error(`promised ${promised}`);
          if (seated > model.capacity) throw new Error(`seated ${seated}`);
          if (model.brokenPromises > 0) throw new Error('a leased seat was refused');
        }
      },
    ),
    { numRuns: 5000 },
  );
  t.pass('5000 histories');
});

t.test('the property sees an oversold offering', async (t) => {
  // It reclaims leases that still run, and lets their late seats in all the same.
  const found = fc.check(
    fc.property(fc.array(moves, { minLength: 20, maxLength: 80 }), (steps) => {
      const model = new SeatModel(3, 'reclaims-too-early');
      for (const step of steps) model.take(step);
      return model.everSeated <= model.capacity;
    }),
    { numRuns: 5000, seed: 1 },
  );
  t.ok(found.failed, 'a host that breaks the rules is caught');
});
