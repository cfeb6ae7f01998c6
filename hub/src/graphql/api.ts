import {
  accountMutations,
  accountQueries,
} from '@lianxue/shared/server/accounts/account-resolvers.ts';
import { auditQueries } from '@lianxue/shared/server/audit/audit-queries.ts';
import type { Api } from '@lianxue/shared/server/schema.ts';
import { sync } from '@lianxue/shared/server/sync-api.ts';
import { catalog } from './catalog.ts';
import { enrollment } from './enrollment.ts';
import { learning } from './learning.ts';
import { membership } from './membership.ts';
import { network } from './network.ts';
import { hubPolicy } from './policy.ts';

/** The hub's public API. */
export const hubApi: Api = {
  sdl: ['scalars.graphql', 'sync.graphql', 'site/*.graphql', 'hub/*.graphql'],
  policy: hubPolicy,
  resolvers: {
    Query: {
      ...accountQueries,
      ...auditQueries,
      ...catalog.Query,
      ...enrollment.Query,
      ...learning.Query,
      ...membership.Query,
      ...network.Query,
    },
    Mutation: {
      ...accountMutations,
      ...catalog.Mutation,
      ...enrollment.Mutation,
      ...membership.Mutation,
      ...network.Mutation,
      ...sync.Mutation,
    },
    Branch: membership.Branch,
  },
};
