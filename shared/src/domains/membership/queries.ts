import type {
  BranchLevel,
  BranchProfileRecord,
  BranchRecord,
  BranchState,
  LiaisonRecord,
} from '@lianxue/schema/gen/wire.ts';
import { and, asc, inArray, sql } from 'drizzle-orm';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';
import { isLive, nodeColumns, readOne, toNode } from '../node-rows.ts';
import type { Database, NodeOf } from '../node-rows.ts';
import { contains, matches, readPage } from '../pages.ts';
import type { Page, PageRequest } from '../pages.ts';
import { branch, branchProfile, liaison } from './domain.ts';
import { branches, branchProfiles, liaisons } from './tables.ts';

const branchRows = sqliteRecordTable(branches);
const profileRows = sqliteRecordTable(branchProfiles);
const liaisonRows = sqliteRecordTable(liaisons);

export type BranchNode = NodeOf<BranchRecord>;
export type ProfileNode = NodeOf<BranchProfileRecord>;
export type LiaisonNode = NodeOf<LiaisonRecord>;

export interface BranchFilter {
  text?: string | null | undefined;
  level?: BranchLevel | null | undefined;
  state?: BranchState | null | undefined;
  region?: string | null | undefined;
}

/** Branches by region code, which is the administrative order. Every member may see every branch. */
export function listBranches(
  db: Database,
  filter: BranchFilter | null | undefined,
  page: PageRequest,
): Page<BranchNode> {
  const region = filter?.region?.replace(/(00)+$/, '');
  const where = [
    contains(filter?.text, [branchRows.name, branchRows.code]),
    matches(branchRows.level, filter?.level),
    matches(branchRows.state, filter?.state),
    region ? sql`substr(${branchRows.region}, 1, ${region.length}) = ${region}` : undefined,
  ];
  const listing = { type: branch, table: branchRows, where, by: branchRows.region };
  return readPage<BranchRecord>(db, listing, page);
}

export const findBranch = (db: Database, code: string): BranchNode | undefined =>
  readOne<BranchRecord>(db, { type: branch, table: branchRows }, { id: code, visible: undefined });

/** Profiles of these branches, by branch code; a branch that has said nothing is not in it. */
export function profilesOf(db: Database, codes: readonly string[]): Map<string, ProfileNode> {
  const rows = db
    .select(nodeColumns(profileRows))
    .from(profileRows)
    .where(and(isLive(profileRows), inArray(profileRows.id, [...codes])))
    .all();
  return new Map(
    rows.map((row) => [row.id, toNode<BranchProfileRecord>(branchProfile, row)] as const),
  );
}

/** Liaison officers of these branches, longest on duty first. */
export function liaisonsOf(db: Database, codes: readonly string[]): LiaisonNode[] {
  return db
    .select(nodeColumns(liaisonRows))
    .from(liaisonRows)
    .where(and(isLive(liaisonRows), inArray(liaisonRows.branch, [...codes])))
    .orderBy(asc(liaisonRows.branch), asc(liaisonRows.at), asc(liaisonRows.id))
    .all()
    .map((row) => toNode<LiaisonRecord>(liaison, row));
}

/** One officer's record. */
export const findLiaison = (db: Database, id: string): LiaisonNode | undefined =>
  readOne<LiaisonRecord>(db, { type: liaison, table: liaisonRows }, { id, visible: undefined });
