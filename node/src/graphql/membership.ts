import type { BranchProfileRecord, LiaisonRecord } from '@lianxue/schema/gen/wire.ts';
import { newId } from '@lianxue/shared/base/ids.ts';
import { findLiaison, profilesOf } from '@lianxue/shared/domains/membership/queries.ts';
import { liaisonSteps } from '@lianxue/shared/domains/membership/rules.ts';
import { assertMove } from '@lianxue/shared/domains/transitions.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { branchFields, membershipQueries } from '@lianxue/shared/server/reads/membership.ts';
import { assertRevision, tidy } from '@lianxue/shared/server/revisions.ts';
import type { MutationNominateLiaisonArgs, MutationSaveProfileArgs } from './gen/resolvers.ts';

async function saveProfile(
  _: unknown,
  { input }: MutationSaveProfileArgs,
  { db, engine, site }: RequestContext,
) {
  const { revision, ...rest } = input;
  const key = { type: 'BranchProfile', id: site };
  await engine.transact(async (work) => {
    const before = await work.get(key);
    if (before || revision) assertRevision(before, revision);
    const { software } = engine.site;
    const profile = { ...tidy(rest), branch: site, software } satisfies BranchProfileRecord;
    await work.put(key, profile);
  });
  return profilesOf(db, [site]).get(site);
}

async function nominateLiaison(
  _: unknown,
  { input }: MutationNominateLiaisonArgs,
  { db, engine, site, clock }: RequestContext,
) {
  const { id: given, revision, ...rest } = input;
  const id = given ?? newId(clock.now());
  const key = { type: 'Liaison', id };
  await engine.transact(async (work) => {
    if (given) assertRevision(await work.get(key), revision);
    const before = await work.body<LiaisonRecord>(key);
    const officer = { state: before?.state ?? 'nominated', ...tidy(rest), branch: site } as const;
    if (before) assertMove(liaisonSteps, { from: before.state, to: officer.state });
    await work.put(key, officer satisfies LiaisonRecord);
  });
  return findLiaison(db, id);
}

export const membership = {
  Query: membershipQueries,
  Mutation: { saveProfile, nominateLiaison },
  Branch: branchFields,
};
