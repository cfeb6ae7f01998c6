import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TokenClaims, TokenVerifier } from '../federation/peer-token.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Caller } from './context.ts';

/** Finds out who calls, before a request's body is read: a site by its token, a person by the session cookie. */

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** The claims of a site's token, until its body was read and compared. */
    claims: TokenClaims | null;
  }
}

export interface CallerOptions {
  accounts: Accounts;
  /** Absent on a server that no site dials. */
  verifier?: TokenVerifier | undefined;
  cookieName: string;
  /** Path under which a proxy shows this server to the sites. */
  prefix: string;
}

export const callerOf = (request: FastifyRequest): Caller =>
  request.caller ?? { kind: 'nobody', address: request.ip };

export function registerCallers(app: FastifyInstance, options: CallerOptions): void {
  const { accounts, verifier, cookieName, prefix } = options;
  app.decorateRequest('caller', null);
  app.decorateRequest('claims', null);
  app.addHook('onRequest', async (request) => {
    const address = request.ip;
    request.caller = { kind: 'nobody', address };
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer && verifier) {
      const path = prefix + request.url;
      request.claims = await verifier.open(bearer, { method: request.method, path });
      request.caller = { kind: 'site', site: request.claims.iss, address };
      return;
    }
    const token = request.cookies[cookieName];
    const person = token ? accounts.find(token) : undefined;
    if (person) request.caller = { kind: 'person', person, address };
  });
}
