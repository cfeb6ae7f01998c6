import { networkMutations, networkQueries } from '@lianxue/shared/server/reads/network.ts';

export const network = { Query: networkQueries, Mutation: networkMutations };
