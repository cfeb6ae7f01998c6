import type {
  CourseKind,
  CourseRecord,
  CourseState,
  CourseSupplementRecord,
} from '@lianxue/schema/gen/wire.ts';
import { and, asc, eq } from 'drizzle-orm';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';
import { isLive, isVisible, nodeColumns, readOne, toNode } from '../node-rows.ts';
import type { Database, NodeOf, Sight } from '../node-rows.ts';
import { contains, matches, readPage } from '../pages.ts';
import type { Page, PageRequest } from '../pages.ts';
import { course, courseSupplement } from './domain.ts';
import { courses, courseSupplements } from './tables.ts';

const courseRows = sqliteRecordTable(courses);
const supplementRows = sqliteRecordTable(courseSupplements);

export type CourseNode = NodeOf<CourseRecord>;

export interface CourseFilter {
  text?: string | null | undefined;
  kind?: CourseKind | null | undefined;
  state?: CourseState | null | undefined;
  category?: string | null | undefined;
  owner?: string | null | undefined;
}

/** Courses that the sight shows, by id. */
export function listCourses(
  db: Database,
  ask: { sight: Sight; filter?: CourseFilter | null | undefined },
  page: PageRequest,
): Page<CourseNode> {
  const filter = ask.filter ?? {};
  const where = [
    isVisible(courseRows, ask.sight),
    contains(filter.text, [
      courseRows.title,
      courseRows.code,
      courseRows.school,
      courseRows.summary,
    ]),
    matches(courseRows.kind, filter.kind),
    matches(courseRows.state, filter.state),
    matches(courseRows.category, filter.category),
    matches(courseRows.owner, filter.owner),
  ];
  return readPage(db, { type: course, table: courseRows, where, by: courseRows.id }, page);
}

/** A course that the sight shows. */
export const findCourse = (
  db: Database,
  { id, sight }: { id: string; sight: Sight },
): CourseNode | undefined =>
  readOne<CourseRecord>(
    db,
    { type: course, table: courseRows },
    { id, visible: isVisible(courseRows, sight) },
  );

export type SupplementNode = NodeOf<CourseSupplementRecord>;

/** Supplements to a course, of one branch or of all. */
export function listSupplements(
  db: Database,
  { courseId, branch }: { courseId: string; branch: string | null },
): SupplementNode[] {
  return db
    .select(nodeColumns(supplementRows))
    .from(supplementRows)
    .where(
      and(
        isLive(supplementRows),
        eq(supplementRows.courseId, courseId),
        matches(supplementRows.branch, branch),
      ),
    )
    .orderBy(asc(supplementRows.id))
    .all()
    .map((row) => toNode<CourseSupplementRecord>(courseSupplement, row));
}
