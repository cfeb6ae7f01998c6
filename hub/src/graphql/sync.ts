import { CodedError } from '@lianxue/shared/base/errors.ts';
import { syncResolvers } from '@lianxue/shared/federation/sync-resolvers.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';

export const sync = {
  Mutation: syncResolvers<RequestContext>(({ caller, engine, turn }) => {
    if (caller.kind !== 'site') throw new CodedError('UNAUTHENTICATED');
    return engine.serve(caller.site, turn);
  }),
};
