import type { CourseRecord, CourseState, SupplementState } from '@lianxue/schema/gen/wire.ts';
import type { Transitions } from '../transitions.ts';

/**
 * Life of a course version. Source: the academy's publishing procedure; review
 * before publishing follows GB/T 38862 (course review). A version once
 * published never becomes a draft again: a change is a new version.
 */
export const courseSteps: Transitions<CourseState> = {
  draft: ['in_review', 'withdrawn'],
  in_review: ['draft', 'published', 'withdrawn'],
  published: ['superseded', 'withdrawn'],
  superseded: ['withdrawn'],
  withdrawn: [],
};

/** Life of a supplement. Source: the branch decides alone. */
export const supplementSteps: Transitions<SupplementState> = {
  draft: ['published'],
  published: ['draft'],
};

const beforePublishing: readonly CourseState[] = ['draft', 'in_review'];

/**
 * Audience tokens that may see a course. Nobody before it is published; those
 * who saw it keep seeing it superseded or withdrawn, as their records name it.
 */
export const courseReaders = (course: Pick<CourseRecord, 'audience' | 'state'>): string[] =>
  beforePublishing.includes(course.state) ? [] : course.audience;

/** Whether learners may begin it. */
export const isOpenCourse = (course: Pick<CourseRecord, 'state'>): boolean =>
  course.state === 'published';

/** The id of a course version: the same on every site that imports it. `version` counts from 1. */
export const courseIdOf = (course: Pick<CourseRecord, 'code' | 'version'>): string =>
  `${course.code}@${course.version}`;
