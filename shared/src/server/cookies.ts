import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from './accounts/accounts.ts';
import type { SessionCookie } from './context.ts';

/**
 * The session cookie. Its name carries the site, since browsers share cookies
 * between ports of one host, where a hub and its nodes may run side by side.
 */
export function sessionCookies({ site, secure }: { site: string; secure: boolean }) {
  const name = `${secure ? '__Host-' : ''}lianxue-${site}`;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    name,
    of: (request: FastifyRequest, reply: FastifyReply, accounts: Accounts): SessionCookie => ({
      set: (token, expiresAt) =>
        void reply.setCookie(name, token, { ...options, expires: new Date(expiresAt) }),
      end() {
        const token = request.cookies[name];
        void reply.clearCookie(name, options);
        return token ? accounts.logout(token) : false;
      },
    }),
  };
}
