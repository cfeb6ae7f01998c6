import { CodedError } from '@lianxue/shared/base/errors.ts';
import { findLearner, listLearners } from '@lianxue/shared/domains/enrollment/queries.ts';
import type { LearnerFilter } from '@lianxue/shared/domains/enrollment/queries.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { enrollmentQueries } from '@lianxue/shared/server/reads/enrollment.ts';
import { pageOf } from '@lianxue/shared/server/reads/page-args.ts';
import type { PageArgs } from '@lianxue/shared/server/reads/page-args.ts';
import { assertLearner } from '@lianxue/shared/server/sight.ts';
import { cancelEnrolment, enrol, registerLearner } from './enrolling.ts';

const learner = (_: unknown, { id }: { id: string }, context: RequestContext) => {
  assertLearner(context, id);
  return findLearner(context.db, { id, sight: null }) ?? null;
};

async function learners(_: unknown, args: PageArgs<LearnerFilter>, context: RequestContext) {
  const page = { ...(await pageOf(args, context)), asOf: context.clock.now() };
  return listLearners(context.db, { sight: null, filter: args.filter }, page);
}

/** A mutation with one input, or an id and a revision, as the schema has them. */
type Ask<T> = { input: T };

export const enrollment = {
  Query: { ...enrollmentQueries, learner, learners },
  Mutation: {
    registerLearner: (
      _: unknown,
      { input }: Ask<Parameters<typeof registerLearner>[1]>,
      context: RequestContext,
    ) => registerLearner(context, input),
    enrol(_: unknown, { input }: Ask<Parameters<typeof enrol>[1]>, context: RequestContext) {
      assertLearner(context, input.learnerId);
      if (!input.offeringId && !input.courseId)
        throw new CodedError('BAD_INPUT', { detail: 'offeringId or courseId is needed.' });
      return enrol(context, input);
    },
    cancelEnrolment: (
      _: unknown,
      ask: Parameters<typeof cancelEnrolment>[1],
      context: RequestContext,
    ) => cancelEnrolment(context, ask),
  },
};
