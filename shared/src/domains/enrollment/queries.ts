import type {
  DecisionState,
  EnrolmentDecisionRecord,
  EnrolmentRecord,
  LearnerRecord,
  LearnerState,
} from '@lianxue/schema/gen/wire.ts';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';
import { isLive, nodeColumns, readOne, toNode } from '../node-rows.ts';
import type { Database, NodeOf, Sight } from '../node-rows.ts';
import { matches, readPage } from '../pages.ts';
import type { Page, PageRequest } from '../pages.ts';
import { enrolment, enrolmentDecision, learner } from './domain.ts';
import { enrolmentDecisions, enrolments, learners } from './tables.ts';

const enrolmentRows = sqliteRecordTable(enrolments);
const decisionRows = sqliteRecordTable(enrolmentDecisions);
const learnerRows = sqliteRecordTable(learners);

export type EnrolmentState = 'pending' | DecisionState;

/** An enrolment with its host's decision, and the state that both make. */
export type EnrolmentNode = NodeOf<EnrolmentRecord> & {
  state: EnrolmentState;
  decision: NodeOf<EnrolmentDecisionRecord> | null;
};

export interface EnrolmentFilter {
  offeringId?: string | null | undefined;
  courseId?: string | null | undefined;
  branch?: string | null | undefined;
  learnerId?: string | null | undefined;
  state?: EnrolmentState | null | undefined;
}

/** A request is seen by the two sites it is between. */
const between = (sight: Sight) =>
  sight
    ? sql`(${enrolmentRows.homeBranch} = ${sight.site} or ${enrolmentRows.host} = ${sight.site})`
    : undefined;

/**
 * The state of a row's decision. One about another learner is about an earlier
 * use of the same leased seat.
 */
const stateOfRow = sql`coalesce((
  select d.state from ${decisionRows} as d
  where d.id = ${enrolmentRows.id} and d.op = 'put' and d.learner_id = ${enrolmentRows.learnerId}
), 'pending')`;

/** Enrolments that the sight shows, newest request first. */
export function listEnrolments(
  db: Database,
  ask: { sight: Sight; filter?: EnrolmentFilter | null | undefined },
  request: PageRequest,
): Page<EnrolmentNode> {
  const filter = ask.filter ?? {};
  const where = [
    between(ask.sight),
    matches(enrolmentRows.offeringId, filter.offeringId),
    matches(enrolmentRows.courseId, filter.courseId),
    matches(enrolmentRows.homeBranch, filter.branch),
    matches(enrolmentRows.learnerId, filter.learnerId),
    filter.state ? sql`${stateOfRow} = ${filter.state}` : undefined,
  ];
  const by = enrolmentRows.requestedAt;
  const listing = { type: enrolment, table: enrolmentRows, where, by, descending: true };
  const page = readPage<EnrolmentRecord>(db, listing, request);
  return { ...page, nodes: withDecisions(db, page.nodes) };
}

/** An enrolment that the sight shows. */
export function findEnrolment(
  db: Database,
  { id, sight }: { id: string; sight: Sight },
): EnrolmentNode | undefined {
  const from = { type: enrolment, table: enrolmentRows };
  const node = readOne<EnrolmentRecord>(db, from, { id, visible: between(sight) });
  return node && withDecisions(db, [node])[0];
}

function withDecisions(db: Database, nodes: readonly NodeOf<EnrolmentRecord>[]): EnrolmentNode[] {
  const ids = nodes.map((node) => node.id);
  const rows = db
    .select(nodeColumns(decisionRows))
    .from(decisionRows)
    .where(and(isLive(decisionRows), inArray(decisionRows.id, ids)))
    .all();
  const decisions = new Map(
    rows.map((row) => [row.id, toNode<EnrolmentDecisionRecord>(enrolmentDecision, row)] as const),
  );
  return nodes.map((node) => {
    const found = decisions.get(node.id);
    const decision = found?.learnerId === node.learnerId ? found : null;
    return { ...node, decision, state: decision?.state ?? 'pending' };
  });
}

export type LearnerNode = NodeOf<LearnerRecord>;

export interface LearnerFilter {
  category?: string | null | undefined;
  state?: LearnerState | null | undefined;
}

/** Learners are known to their home branch and the hub only. */
const atHome = (sight: Sight) => (sight ? eq(learnerRows.homeBranch, sight.site) : undefined);

export function listLearners(
  db: Database,
  ask: {
    sight: Sight;
    filter?: LearnerFilter | null | undefined;
  },
  page: PageRequest,
): Page<LearnerNode> {
  const where = [
    atHome(ask.sight),
    matches(learnerRows.category, ask.filter?.category),
    matches(learnerRows.state, ask.filter?.state),
  ];
  const listing = { type: learner, table: learnerRows, where, by: learnerRows.id };
  return readPage<LearnerRecord>(db, listing, page);
}

export const findLearner = (
  db: Database,
  { id, sight }: { id: string; sight: Sight },
): LearnerNode | undefined =>
  readOne<LearnerRecord>(db, { type: learner, table: learnerRows }, { id, visible: atHome(sight) });
