import type { CourseRecord } from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { findCourse } from '@lianxue/shared/domains/catalog/queries.ts';
import { courseIdOf, courseSteps } from '@lianxue/shared/domains/catalog/rules.ts';
import { assertMove } from '@lianxue/shared/domains/transitions.ts';
import type { Work } from '@lianxue/shared/replication/work.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { catalogQueries } from '@lianxue/shared/server/reads/catalog.ts';
import { assertRevision, tidy } from '@lianxue/shared/server/revisions.ts';
import type { MutationPublishCourseArgs, MutationWithdrawCourseArgs } from './gen/resolvers.ts';

const keyOf = (id: string) => ({ type: 'Course', id });

async function move(work: Work, id: string, state: CourseRecord['state']): Promise<void> {
  const course = await work.body<CourseRecord>(keyOf(id));
  if (!course) throw new CodedError('NOT_FOUND');
  assertMove(courseSteps, { from: course.state, to: state });
  await work.put(keyOf(id), { ...course, state });
}

async function publishCourse(
  _: unknown,
  { input }: MutationPublishCourseArgs,
  { db, engine, site }: RequestContext,
) {
  const { id: given, revision, ...rest } = input;
  const course = { ...tidy(rest), state: 'published' } satisfies CourseRecord as CourseRecord;
  const id = courseIdOf(course);
  await engine.transact(async (work) => {
    const before = await work.get(keyOf(id));
    // Publishing what is there already, without having read it, would write over somebody's work.
    if (before?.op === 'put' || given) assertRevision(before, given === id ? revision : null);
    const known = await work.body<CourseRecord>(keyOf(id));
    if (known) assertMove(courseSteps, { from: known.state, to: course.state });
    await work.put(keyOf(id), course);
    if (!course.replaces || course.replaces === id) return;
    const replaced = await work.get(keyOf(course.replaces));
    if (replaced?.op === 'put' && replaced.owner === site)
      await move(work, course.replaces, 'superseded');
  });
  return findCourse(db, { id, sight: null });
}

async function withdrawCourse(
  _: unknown,
  { id, revision }: MutationWithdrawCourseArgs,
  { db, engine }: RequestContext,
) {
  await engine.transact(async (work) => {
    assertRevision(await work.get(keyOf(id)), revision);
    await move(work, id, 'withdrawn');
  });
  return findCourse(db, { id, sight: null });
}

export const catalog = {
  Query: catalogQueries,
  Mutation: { publishCourse, withdrawCourse },
};
