import type { CourseRecord, OfferingRecord, SeatLeaseRecord } from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { newId } from '@lianxue/shared/base/ids.ts';
import {
  findOffering,
  listLeases,
  readTally,
} from '@lianxue/shared/domains/enrollment/seat-queries.ts';
import { canLease } from '@lianxue/shared/domains/enrollment/seats.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { enrollmentQueries } from '@lianxue/shared/server/reads/enrollment.ts';
import { tidy } from '@lianxue/shared/server/revisions.ts';
import type { MutationLeaseSeatsArgs, MutationOpenOfferingArgs } from './gen/resolvers.ts';

async function openOffering(
  _: unknown,
  { input }: MutationOpenOfferingArgs,
  { db, engine, site, clock }: RequestContext,
) {
  const id = newId(clock.now());
  const offering = { ...tidy(input), host: site, state: 'open' } as OfferingRecord;
  // Opened before a restore, it may be on its way back.
  if (!(await engine.settled())) throw new CodedError('NOT_SETTLED');
  await engine.transact(async (work) => {
    const course = await work.body<CourseRecord>({ type: 'Course', id: offering.courseId });
    if (course?.state !== 'published') throw new CodedError('NOT_FOUND', { detail: 'Course.' });
    await work.put({ type: 'Offering', id }, offering);
  });
  return findOffering(db, { id, sight: null });
}

async function leaseSeats(
  _: unknown,
  { input }: MutationLeaseSeatsArgs,
  { db, engine, site, clock }: RequestContext,
) {
  const { offeringId, quota } = input;
  const id = newId(clock.now());
  const lease: SeatLeaseRecord = { ...input, host: site, state: 'offered' };
  // Promises made before a restore may not be counted here yet.
  if (!(await engine.settled())) throw new CodedError('NOT_SETTLED');
  await engine.transact(async (work) => {
    await work.serialise('workflow');
    const offering = await work.body<OfferingRecord>({ type: 'Offering', id: offeringId });
    if (!offering || offering.host !== site) throw new CodedError('NOT_FOUND');
    const tally = readTally(db, { offeringId });
    if (!canLease({ ...tally, capacity: offering.capacity, quota }))
      throw new CodedError('NO_SEAT');
    await work.put({ type: 'SeatLease', id }, lease);
  });
  return listLeases(db, { offeringId, sight: null }).find((found) => found.id === id);
}

export const enrollment = {
  Query: enrollmentQueries,
  Mutation: { openOffering, leaseSeats },
};
