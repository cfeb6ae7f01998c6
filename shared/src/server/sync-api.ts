import { CodedError } from '../base/errors.ts';
import { syncResolvers } from '../federation/sync-resolvers.ts';
import type { RequestContext } from './context.ts';
import type { Policy } from './policy.ts';

/** The sync operations, which every site has that others may dial. */
export const sync = {
  Mutation: syncResolvers<RequestContext>(({ caller, engine, turn }) => {
    if (caller.kind !== 'site') throw new CodedError('UNAUTHENTICATED');
    return engine.serve(caller.site, turn);
  }),
};

export const syncPolicy: Policy = Object.fromEntries(
  Object.keys(sync.Mutation).map((field) => [`Mutation.${field}`, 'site'] as const),
);
