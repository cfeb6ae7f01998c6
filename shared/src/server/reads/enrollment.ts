import { listEnrolments } from '../../domains/enrollment/queries.ts';
import type { EnrolmentFilter } from '../../domains/enrollment/queries.ts';
import { findOffering, listLeases, listOfferings } from '../../domains/enrollment/seat-queries.ts';
import type { OfferingFilter } from '../../domains/enrollment/seat-queries.ts';
import type { RequestContext } from '../context.ts';
import { onlyLearner, sightOf } from '../sight.ts';
import { pageOf } from './page-args.ts';
import type { PageArgs } from './page-args.ts';

export const enrollmentQueries = {
  async offerings(_: unknown, args: PageArgs<OfferingFilter>, context: RequestContext) {
    const ask = { sight: await sightOf(context), filter: args.filter };
    return listOfferings(context.db, ask, await pageOf(args, context));
  },
  async offering(_: unknown, { id }: { id: string }, context: RequestContext) {
    return findOffering(context.db, { id, sight: await sightOf(context) }) ?? null;
  },
  async seatLeases(_: unknown, { offeringId }: { offeringId: string }, context: RequestContext) {
    return listLeases(context.db, { offeringId, sight: await sightOf(context) });
  },
  async enrolments(_: unknown, args: PageArgs<EnrolmentFilter>, context: RequestContext) {
    const own = onlyLearner(context);
    const filter = own === null ? args.filter : { ...args.filter, learnerId: own };
    const ask = { sight: await sightOf(context), filter };
    return listEnrolments(context.db, ask, await pageOf(args, context));
  },
};
