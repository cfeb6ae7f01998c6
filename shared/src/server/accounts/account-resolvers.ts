import type { RequestContext } from '../context.ts';
import type { Person } from './accounts.ts';
import { publicRole } from './roles.ts';

/** Signing in and out, the same on hub and node. */

const meOf = (person: Person, { site }: RequestContext) => ({
  id: person.id,
  name: person.name,
  roles: [publicRole[person.role]],
  site,
  branch: person.branch,
  learnerId: person.learnerId,
});

export const accountQueries = {
  me: (_: unknown, _args: unknown, context: RequestContext) =>
    context.caller.kind === 'person' ? meOf(context.caller.person, context) : null,
};

interface LoginArgs {
  input: { account: string; password: string };
}

export const accountMutations = {
  async login(_: unknown, { input }: LoginArgs, context: RequestContext) {
    const { person, token, expiresAt } = await context.accounts.login({
      login: input.account,
      password: input.password,
      address: context.caller.address,
    });
    context.cookie.set(token, expiresAt);
    return { me: meOf(person, context), expiresAt };
  },
  logout: (_: unknown, _args: unknown, context: RequestContext) => ({
    ended: context.cookie.end(),
  }),
};
