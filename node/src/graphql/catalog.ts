import type { CourseRecord, CourseSupplementRecord } from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { newId } from '@lianxue/shared/base/ids.ts';
import { listSupplements } from '@lianxue/shared/domains/catalog/queries.ts';
import { supplementSteps } from '@lianxue/shared/domains/catalog/rules.ts';
import { assertMove } from '@lianxue/shared/domains/transitions.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { catalogQueries } from '@lianxue/shared/server/reads/catalog.ts';
import { assertRevision, tidy } from '@lianxue/shared/server/revisions.ts';
import type { MutationSupplementCourseArgs } from './gen/resolvers.ts';

const courseSupplements = (
  _: unknown,
  { courseId }: { courseId: string },
  { db, site }: RequestContext,
) => listSupplements(db, { courseId, branch: site });

async function supplementCourse(
  _: unknown,
  { input }: MutationSupplementCourseArgs,
  { db, engine, site, clock }: RequestContext,
) {
  const { id: given, revision, ...rest } = input;
  const id = given ?? newId(clock.now());
  const key = { type: 'CourseSupplement', id };
  await engine.transact(async (work) => {
    const course = await work.body<CourseRecord>({ type: 'Course', id: input.courseId });
    if (!course) throw new CodedError('NOT_FOUND', { detail: 'Course.' });
    if (given) assertRevision(await work.get(key), revision);
    const before = await work.body<CourseSupplementRecord>(key);
    if (before) assertMove(supplementSteps, { from: before.state, to: input.state });
    await work.put(key, { ...tidy(rest), branch: site } satisfies CourseSupplementRecord);
  });
  const all = listSupplements(db, { courseId: input.courseId, branch: site });
  return all.find((found) => found.id === id);
}

export const catalog = {
  Query: { ...catalogQueries, courseSupplements },
  Mutation: { supplementCourse },
};
