import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { fastify } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { CodedError } from '../base/errors.ts';
import type { ErrorCode } from '../base/errors.ts';
import { newId } from '../base/ids.ts';
import { createTokenVerifier } from '../federation/peer-token.ts';
import { FREE_TURN } from '../replication/ports.ts';
import { ADMISSION, Admission } from './admission.ts';
import type { AdmissionLimits } from './admission.ts';
import { actorOf } from './audit/actor.ts';
import { admitSites } from './admit-sites.ts';
import { registerBodies, SITE_BYTES } from './bodies.ts';
import { callerOf, registerCallers } from './callers.ts';
import { sessionCookies } from './cookies.ts';
import { codedOf, codeOf, retryAfterOf, statusOf, toWire } from './failures.ts';
import { registerGraphql } from './graphql.ts';
import { registerHealth } from './health.ts';
import { buildApi } from './schema.ts';
import type { Api } from './schema.ts';
import { rememberTokens } from './seen-tokens.ts';
import { registerHeaders } from './security-headers.ts';
import type { OpenSite } from './site.ts';

/** The HTTP side of a site: what hub and node have in common above their APIs. */
export interface AppOptions {
  site: OpenSite;
  api: Api;
  /** Whether other sites call here. */
  serves: boolean;
  development: boolean;
  /** Address as browsers and sites see it; null when they come directly. */
  publicUrl: string | null;
  /** Requests a minute from one address, sites aside. */
  ratePerMinute: number;
  /** Bounds of sync work other than the usual ones. */
  admission?: Partial<AdmissionLimits>;
  /** How long a reader may take over an answer, ms. */
  sendMs?: number;
  /** Pages and other routes of this server. */
  routes: (app: FastifyInstance, cookies: ReturnType<typeof sessionCookies>) => void;
}

/** Throws when a root field of the API has no policy. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { site, development, publicUrl } = options;
  const schema = buildApi(options.api);
  const app: FastifyInstance = fastify({
    loggerInstance: site.log as FastifyBaseLogger,
    genReqId: () => newId(site.clock.now()),
    bodyLimit: SITE_BYTES,
    // One proxy at most: what a caller itself puts into X-Forwarded-For is not believed.
    trustProxy: publicUrl === null ? false : (_address: string, hop: number) => hop < 1,
    // For a whole request to come in; a place is held meanwhile.
    requestTimeout: 20_000,
    routerOptions: { maxParamLength: 200 },
  });
  const cookies = sessionCookies({
    site: site.name,
    secure: publicUrl?.startsWith('https') ?? false,
  });
  const verifier = options.serves ? verifierOf(site) : undefined;
  registerHeaders(app, { https: publicUrl?.startsWith('https') ?? false, development });
  await app.register(cookie);
  registerCallers(app, {
    accounts: site.accounts,
    verifier,
    cookieName: cookies.name,
    prefix: publicUrl ? new URL(publicUrl).pathname.replace(/\/$/, '') : '',
  });
  const admission = new Admission({ ...ADMISSION, ...options.admission }, () => site.rng.next());
  admitSites(app, { admission, ...(options.sendMs ? { sendMs: options.sendMs } : {}) });
  await app.register(rateLimit, {
    max: options.ratePerMinute,
    timeWindow: 60_000,
    allowList: (request) => request.caller?.kind === 'site' || request.url === '/livez',
  });
  registerBodies(app, verifier);
  // Before any handler of a route has its say.
  app.addHook('onError', async (request, _reply, error) => {
    noteRefusal(site, request, codeOf(error));
  });
  app.setErrorHandler((error, request, reply) => {
    const coded = codedOf(error, { requestId: request.id, log: site.log });
    const later = retryAfterOf(coded);
    if (later) reply.header('retry-after', later);
    return reply.code(statusOf(coded)).send({ data: null, errors: [toWire(coded, request.id)] });
  });
  app.setNotFoundHandler(() => {
    throw new CodedError('NOT_FOUND');
  });
  await registerGraphql(app, {
    schema,
    development,
    contextOf: (request, reply) => ({
      caller: callerOf(request),
      site: site.name,
      db: site.db,
      engine: site.engine,
      clock: site.clock,
      log: site.log,
      accounts: site.accounts,
      audit: site.audit,
      cookie: cookies.of(request, reply, site.accounts),
      turn: request.place ?? FREE_TURN,
    }),
  });
  registerHealth(app, { site, admission });
  options.routes(app, cookies);
  return app;
}

/** Refused before any field was reached: a forged token, a form of another origin, a flood. */
function noteRefusal(
  { audit }: OpenSite,
  request: FastifyRequest,
  code: ErrorCode | undefined,
): void {
  const forged = code === 'UNAUTHENTICATED' && request.headers.authorization !== undefined;
  if (!code || (!forged && !['FORBIDDEN', 'RATE_LIMITED', 'TOO_LARGE'].includes(code))) return;
  const action = `${request.method} ${request.url.split('?', 1)[0]}`;
  audit.record({ ...actorOf(callerOf(request)), action, result: code });
}

function verifierOf({ name, store, clock, crypto, db }: OpenSite) {
  const now = (): number => clock.now();
  return createTokenVerifier({
    audience: name,
    now,
    async keysOf(caller) {
      const peer = await store.peer(caller);
      return peer?.role === 'down' && peer.active ? peer.keys : undefined;
    },
    verify: (keys, text, signature) => crypto.verify(keys, text, signature),
    remember: rememberTokens(db, now),
  });
}
