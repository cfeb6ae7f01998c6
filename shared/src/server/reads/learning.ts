import { listLearningRecords } from '../../domains/learning/queries.ts';
import type { LearningFilter } from '../../domains/learning/queries.ts';
import type { RequestContext } from '../context.ts';
import { onlyLearner, sightOf } from '../sight.ts';
import { pageOf } from './page-args.ts';
import type { PageArgs } from './page-args.ts';

export const learningQueries = {
  async learningRecords(_: unknown, args: PageArgs<LearningFilter>, context: RequestContext) {
    const own = onlyLearner(context);
    const filter = own === null ? args.filter : { ...args.filter, learnerId: own };
    const ask = { sight: await sightOf(context), filter };
    return listLearningRecords(context.db, ask, await pageOf(args, context));
  },
};
