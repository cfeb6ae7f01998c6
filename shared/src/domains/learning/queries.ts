import type { LearningKind, LearningRecordRecord } from '@lianxue/schema/gen/wire.ts';
import { and, eq, inArray } from 'drizzle-orm';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';
import { isLive, nodeColumns, readOne, toNode } from '../node-rows.ts';
import type { Database, NodeOf, Sight } from '../node-rows.ts';
import { matches, readPage } from '../pages.ts';
import type { Page, PageRequest } from '../pages.ts';
import { learningRecord } from './domain.ts';
import { learningRecords } from './tables.ts';

const rows = sqliteRecordTable(learningRecords);
const from = { type: learningRecord, table: rows };

export type LearningNode = NodeOf<LearningRecordRecord> & {
  /** Id of the row that reverses this one; null if it stands. */
  replacedBy: string | null;
};

export interface LearningFilter {
  learnerId?: string | null | undefined;
  courseId?: string | null | undefined;
  branch?: string | null | undefined;
  kind?: LearningKind | null | undefined;
}

/** Seen by the branch where it was learned, and the hub. */
const ofBranch = (sight: Sight) => (sight ? eq(rows.branch, sight.site) : undefined);

/** Learning records that the sight shows, newest first. */
export function listLearningRecords(
  db: Database,
  ask: { sight: Sight; filter?: LearningFilter | null | undefined },
  request: PageRequest,
): Page<LearningNode> {
  const filter = ask.filter ?? {};
  const where = [
    ofBranch(ask.sight),
    matches(rows.learnerId, filter.learnerId),
    matches(rows.courseId, filter.courseId),
    matches(rows.branch, filter.branch),
    matches(rows.kind, filter.kind),
  ];
  const listing = { ...from, where, by: rows.recordedAt, descending: true };
  const page = readPage<LearningRecordRecord>(db, listing, request);
  return { ...page, nodes: withReplacements(db, page.nodes) };
}

/** One row that the sight shows, with what replaced it. */
export function findLearningRecord(
  db: Database,
  { id, sight }: { id: string; sight: Sight },
): LearningNode | undefined {
  const node = readOne<LearningRecordRecord>(db, from, { id, visible: ofBranch(sight) });
  return node && withReplacements(db, [node])[0];
}

function withReplacements(
  db: Database,
  nodes: readonly NodeOf<LearningRecordRecord>[],
): LearningNode[] {
  const ids = nodes.map((node) => node.id);
  const found = db
    .select({ id: rows.id, replaces: rows.replaces })
    .from(rows)
    .where(and(isLive(rows), inArray(rows.replaces, ids)))
    .all();
  const replacedBy = new Map(found.map((row) => [row.replaces, row.id]));
  return nodes.map((node) => ({ ...node, replacedBy: replacedBy.get(node.id) ?? null }));
}

/** All rows of a learner in a course, for `progressOf`. */
export function historyOf(
  db: Database,
  { learnerId, courseId }: { learnerId: string; courseId: string },
): NodeOf<LearningRecordRecord>[] {
  return db
    .select(nodeColumns(rows))
    .from(rows)
    .where(and(isLive(rows), eq(rows.learnerId, learnerId), eq(rows.courseId, courseId)))
    .all()
    .map((row) => toNode<LearningRecordRecord>(learningRecord, row));
}
