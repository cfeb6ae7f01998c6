import type { CourseRecord, CourseSupplementRecord } from '@lianxue/schema/gen/wire.ts';
import { declare } from '../declare.ts';
import { courseReaders } from './rules.ts';
import { courses, courseSupplements } from './tables.ts';

export const course = declare<CourseRecord>({
  name: 'Course',
  owner: 'author',
  lane: 'catalog',
  way: 'both',
  version: 1,
  table: courses,
  audience: courseReaders,
});

export const courseSupplement = declare<CourseSupplementRecord>({
  name: 'CourseSupplement',
  owner: 'branch',
  lane: 'catalog',
  way: 'up',
  version: 1,
  table: courseSupplements,
});
