import {
  findBranch,
  liaisonsOf,
  listBranches,
  profilesOf,
} from '../../domains/membership/queries.ts';
import type { BranchFilter, BranchNode } from '../../domains/membership/queries.ts';
import type { RequestContext } from '../context.ts';
import { pageOf } from './page-args.ts';
import type { PageArgs } from './page-args.ts';

export const membershipQueries = {
  async branches(_: unknown, args: PageArgs<BranchFilter>, context: RequestContext) {
    return listBranches(context.db, args.filter, await pageOf(args, context));
  },
  branch: (_: unknown, { code }: { code: string }, { db }: RequestContext) =>
    findBranch(db, code) ?? null,
};

export const branchFields = {
  profile: ({ code }: BranchNode, _args: unknown, { db }: RequestContext) =>
    profilesOf(db, [code]).get(code) ?? null,
  liaisons: ({ code }: BranchNode, _args: unknown, { db }: RequestContext) =>
    liaisonsOf(db, [code]),
};
