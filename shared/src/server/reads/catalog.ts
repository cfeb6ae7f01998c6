import { findCourse, listCourses } from '../../domains/catalog/queries.ts';
import type { CourseFilter } from '../../domains/catalog/queries.ts';
import type { RequestContext } from '../context.ts';
import { sightOf } from '../sight.ts';
import { pageOf } from './page-args.ts';
import type { PageArgs } from './page-args.ts';

export const catalogQueries = {
  async courses(_: unknown, args: PageArgs<CourseFilter>, context: RequestContext) {
    const ask = { sight: await sightOf(context), filter: args.filter };
    return listCourses(context.db, ask, await pageOf(args, context));
  },
  async course(_: unknown, { id }: { id: string }, context: RequestContext) {
    return findCourse(context.db, { id, sight: await sightOf(context) }) ?? null;
  },
};
