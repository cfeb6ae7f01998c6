import type { BranchRecord } from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { findBranch } from '@lianxue/shared/domains/membership/queries.ts';
import { branchSteps, exchanges } from '@lianxue/shared/domains/membership/rules.ts';
import { assertMove } from '@lianxue/shared/domains/transitions.ts';
import type { Engine } from '@lianxue/shared/replication/engine.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { branchFields, membershipQueries } from '@lianxue/shared/server/reads/membership.ts';
import { assertRevision, tidy } from '@lianxue/shared/server/revisions.ts';
import type { MutationSaveBranchArgs } from './gen/resolvers.ts';

/** Version of the data contract that branches agree to today. */
const CONTRACT = 1;

/** Admits a branch or changes what the hub says of it. Throws CONFLICT when it is not as last read. */
export async function saveBranchRecord(
  engine: Engine,
  input: MutationSaveBranchArgs['input'],
): Promise<void> {
  const { revision, parent, keys, ...rest } = tidy(input);
  const key = { type: 'Branch', id: input.code };
  await engine.transact(async (work) => {
    const before = await work.get(key);
    const known = await work.body<BranchRecord>(key);
    if (known || revision !== undefined) assertRevision(before, revision ?? null);
    if (known) assertMove(branchSteps, { from: known.state, to: input.state });
    else if (input.state === 'suspended' || input.state === 'retired')
      throw new CodedError('BAD_INPUT', {
        detail: 'A new branch is neither suspended nor retired.',
      });
    const joinedAt = known?.joinedAt ?? (exchanges(input.state) ? work.now() : null);
    const branch: BranchRecord = {
      ...rest,
      parent: parent ?? known?.parent ?? engine.site.name,
      keys: keys ?? known?.keys ?? [],
      contractVersion: known?.contractVersion ?? CONTRACT,
      ...(joinedAt === null ? {} : { joinedAt }),
    };
    await work.put(key, branch);
  });
}

async function saveBranch(
  _: unknown,
  { input }: MutationSaveBranchArgs,
  { db, engine }: RequestContext,
) {
  await saveBranchRecord(engine, input);
  return findBranch(db, input.code);
}

export const membership = {
  Query: membershipQueries,
  Mutation: { saveBranch },
  Branch: branchFields,
};
