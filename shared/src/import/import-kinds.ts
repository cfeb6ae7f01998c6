import { courseRows } from './course-rows.ts';
import { enrolmentRows } from './enrolment-rows.ts';
import type { ImportKind } from './import-kind.ts';
import { learnerRows } from './learner-rows.ts';
import { sectionRows } from './section-rows.ts';

/** All that can be imported. */
export const importKinds: readonly ImportKind[] = [
  courseRows,
  sectionRows,
  learnerRows,
  enrolmentRows,
];
