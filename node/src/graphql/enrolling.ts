import type {
  CourseRecord,
  EnrolmentRecord,
  LearnerRecord,
  OfferingRecord,
} from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { newId } from '@lianxue/shared/base/ids.ts';
import { isOpenCourse } from '@lianxue/shared/domains/catalog/rules.ts';
import {
  findEnrolment,
  findLearner,
  listEnrolments,
} from '@lianxue/shared/domains/enrollment/queries.ts';
import { enrolmentIdOf, seatEnrolmentId } from '@lianxue/shared/domains/enrollment/rules.ts';
import { leasesOf, usedSeats } from '@lianxue/shared/domains/enrollment/seat-queries.ts';
import { nextSeat } from '@lianxue/shared/domains/enrollment/seats.ts';
import type { Work } from '@lianxue/shared/replication/work.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { assertRevision, tidy } from '@lianxue/shared/server/revisions.ts';
import { assertLearner } from '@lianxue/shared/server/sight.ts';
import type { EnrolInput, RegisterLearnerInput } from './gen/resolvers.ts';

/** Learners and their enrolments, as this branch writes them: all of it works without the hub. */

export async function registerLearner(
  { db, engine, site, clock }: RequestContext,
  input: RegisterLearnerInput,
) {
  const { id: given, ...rest } = tidy(input);
  const id = given ?? newId(clock.now());
  const key = { type: 'Learner', id };
  await engine.transact(async (work) => {
    if (await work.get(key)) throw new CodedError('CONFLICT', { detail: 'The id is taken.' });
    const learner: LearnerRecord = { ...rest, homeBranch: site, state: 'active' };
    await work.put(key, learner);
  });
  return findLearner(db, { id, sight: null });
}

/** Asks for an enrolment; asking twice finds the first. A leased seat holds at once, also offline. */
export async function enrol(context: RequestContext, input: EnrolInput) {
  const { db, engine } = context;
  const id = await engine.transact(async (work) => {
    // Seats are counted below: two at once must not fill the same one.
    await work.serialise('workflow');
    await activeLearner(work, input.learnerId);
    const wish = await wishOf(work, input);
    const request = { ...wish, homeBranch: context.site, requestedAt: work.now() };
    const known = standingEnrolment(context, request);
    if (known) return known;
    const place = seatFor(context, request);
    // Which seats were filled before a restore may not be known here yet.
    if ('seat' in place.seat && !(await engine.settled())) throw new CodedError('NOT_SETTLED');
    const key = { type: 'Enrolment', id: place.id };
    await work.put(key, { ...request, ...place.seat, desired: 'associated' });
    return place.id;
  });
  return findEnrolment(db, { id, sight: null });
}

export async function cancelEnrolment(
  context: RequestContext,
  { id, revision }: { id: string; revision: number },
) {
  const key = { type: 'Enrolment', id };
  await context.engine.transact(async (work) => {
    const before = await work.body<EnrolmentRecord>(key);
    if (!before) throw new CodedError('NOT_FOUND');
    assertLearner(context, before.learnerId);
    assertRevision(await work.get(key), revision);
    await work.put(key, { ...before, desired: 'cancelled' } satisfies EnrolmentRecord);
  });
  return findEnrolment(context.db, { id, sight: null });
}

async function activeLearner(work: Work, id: string): Promise<void> {
  const learner = await work.body<LearnerRecord>({ type: 'Learner', id });
  if (learner?.state !== 'active') throw new CodedError('NOT_FOUND', { detail: 'Learner.' });
}

type Wish = Pick<EnrolmentRecord, 'learnerId' | 'offeringId' | 'courseId' | 'host'>;

async function wishOf(work: Work, input: EnrolInput): Promise<Wish> {
  const { learnerId, offeringId, courseId } = input;
  if (offeringId) {
    const offering = await work.body<OfferingRecord>({ type: 'Offering', id: offeringId });
    if (!offering) throw new CodedError('NOT_FOUND', { detail: 'Offering.' });
    return { learnerId, offeringId, courseId: offering.courseId, host: offering.host };
  }
  const key = { type: 'Course', id: courseId ?? '' };
  const course = await work.body<CourseRecord>(key);
  const owner = (await work.get(key))?.owner;
  if (!course || !owner || !isOpenCourse(course))
    throw new CodedError('NOT_FOUND', { detail: 'Course.' });
  return { learnerId, courseId: key.id, host: owner };
}

/** The learner's request for the same that was not cancelled. */
function standingEnrolment({ db }: RequestContext, wish: Wish): string | undefined {
  const { learnerId, courseId } = wish;
  const filter = { learnerId, courseId, offeringId: wish.offeringId ?? null };
  const page = listEnrolments(db, { sight: null, filter }, { first: 50, asOf: 0 });
  return page.nodes.find(
    (node) =>
      node.desired === 'associated' && (node.offeringId ?? null) === (wish.offeringId ?? null),
  )?.id;
}

function seatFor({ db, site, clock }: RequestContext, wish: Wish) {
  const { offeringId } = wish;
  for (const lease of offeringId ? leasesOf(db, { offeringId, branch: site }) : []) {
    const seat = nextSeat(lease, usedSeats(db, lease.id), clock.now());
    if (seat !== null)
      return { id: seatEnrolmentId(lease.id, seat), seat: { leaseId: lease.id, seat } };
  }
  return { id: enrolmentIdOf(wish), seat: {} };
}
