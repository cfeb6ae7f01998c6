import type { AnnouncementRecord } from '@lianxue/schema/gen/wire.ts';
import { newId } from '@lianxue/shared/base/ids.ts';
import { announcement as type } from '@lianxue/shared/domains/network/domain.ts';
import { announcements } from '@lianxue/shared/domains/network/tables.ts';
import { readOne } from '@lianxue/shared/domains/node-rows.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { networkMutations, networkQueries } from '@lianxue/shared/server/reads/network.ts';
import { tidy } from '@lianxue/shared/server/revisions.ts';
import { sqliteRecordTable } from '@lianxue/shared/storage/sqlite/columns.ts';
import type { MutationAnnounceArgs, MutationEndHoldArgs } from './gen/resolvers.ts';

const table = sqliteRecordTable(announcements);

async function announce(
  _: unknown,
  { input }: MutationAnnounceArgs,
  { db, engine, clock }: RequestContext,
) {
  const publishedAt = clock.now();
  const id = newId(publishedAt);
  const announcement = { ...tidy(input), state: 'published', publishedAt } as AnnouncementRecord;
  await engine.transact((work) => work.put({ type: 'Announcement', id }, announcement));
  return readOne<AnnouncementRecord>(db, { type, table }, { id, visible: undefined });
}

const endHold = (_: unknown, { site }: MutationEndHoldArgs, { engine }: RequestContext) =>
  engine.endHold(site);

export const network = {
  Query: networkQueries,
  Mutation: { ...networkMutations, announce, endHold },
};
