import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CodedError, isCoded } from '../../base/errors.ts';
import type { Person } from '../accounts/accounts.ts';
import type { PersonRole } from '../accounts/roles.ts';
import { actorOf } from '../audit/actor.ts';
import { callerOf } from '../callers.ts';
import type { sessionCookies } from '../cookies.ts';
import type { OpenSite } from '../site.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { livePart, page } from './layout.ts';
import { loginForm } from './login-form.ts';
import { wordsOf } from './words.ts';
import type { Lang, Words } from './words.ts';

/** Pages of a server: signing in, and pages whose content keeps itself fresh. */

export interface PageRequest {
  person: Person;
  lang: Lang;
  words: Words;
  now: number;
  /** The address's query, by name. */
  query: Readonly<Record<string, string>>;
}

export interface Pages {
  title: (words: Words) => string;
  roles: readonly PersonRole[];
  list: readonly {
    path: string;
    name: (words: Words) => string;
    content: (request: PageRequest) => Promise<Html>;
    /** Does not keep itself fresh, as somebody types into it; for these roles alone, if given. */
    still?: {
      roles: readonly PersonRole[];
      /** What a form of the page does; answers the query that the page is then shown with. */
      act?: (form: Readonly<Record<string, string>>) => Promise<Record<string, string>>;
    };
  }[];
}

const assets = [
  { path: '/assets/page.css', file: 'page.css', type: 'text/css; charset=utf-8' },
  { path: '/assets/live.js', file: 'live.js', type: 'text/javascript; charset=utf-8' },
];

const HTML = 'text/html; charset=utf-8';
const FORM_BYTES = 4_096;

const langOf = (request: FastifyRequest): Lang =>
  (request.query as { lang?: string }).lang === 'en' ? 'en' : 'zh';

/** A form of another origin must not sign anybody in or out. */
function assertOwnForm(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const from = request.headers['sec-fetch-site'];
  const foreign = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (foreign || (from !== undefined && from !== 'same-origin' && from !== 'none'))
    throw new CodedError('FORBIDDEN');
}

export function registerPages(
  app: FastifyInstance,
  parts: { site: OpenSite; cookies: ReturnType<typeof sessionCookies>; pages: Pages },
): void {
  const { site, cookies, pages } = parts;
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  for (const { path, file, type } of assets) {
    const content = readFileSync(join(import.meta.dirname, file));
    app.get(path, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=300').send(content),
    );
  }

  const pageAt = (path: string, lang: Lang, person: Person | null, body: Html): string => {
    const words = wordsOf(lang);
    const links = person
      ? pages.list
          .filter(({ still }) => !still || still.roles.includes(person.role))
          .map((each) => ({ path: each.path, text: each.name(words) }))
      : [];
    const view = { lang, path, title: pages.title(words), person: person?.name ?? '', links };
    return page(view, body);
  };
  const sendLogin = (request: FastifyRequest, reply: FastifyReply, fault: string) => {
    const lang = langOf(request);
    return reply.type(HTML).send(pageAt('/login', lang, null, loginForm(lang, fault)));
  };

  app.get('/login', (request, reply) => sendLogin(request, reply, ''));
  app.post('/login', async (request, reply) => {
    assertOwnForm(request);
    const { account = '', password = '' } = request.body as Record<string, string>;
    try {
      const by = { login: account, password, address: request.ip };
      const act = { ...actorOf(callerOf(request)), action: 'POST /login' };
      const { token, expiresAt } = await site.audit.action(act, () => site.accounts.login(by));
      cookies.of(request, reply, site.accounts).set(token, expiresAt);
      return reply.redirect(langOf(request) === 'en' ? '/?lang=en' : '/', 303);
    } catch (error) {
      const words = wordsOf(langOf(request));
      if (isCoded(error, 'RATE_LIMITED')) return sendLogin(request, reply.code(429), words.tooMany);
      if (isCoded(error, 'UNAUTHENTICATED'))
        return sendLogin(request, reply.code(401), words.wrong);
      throw error;
    }
  });
  app.post('/logout', async (request, reply) => {
    assertOwnForm(request);
    const act = { ...actorOf(callerOf(request)), action: 'POST /logout' };
    await site.audit.action(act, () => cookies.of(request, reply, site.accounts).end());
    return reply.redirect('/login', 303);
  });

  for (const { path, content, still } of pages.list) {
    const roles = still?.roles ?? pages.roles;
    const live = `/live${path === '/' ? '' : path}`;
    const contentFor = (person: Person, request: FastifyRequest): Promise<Html> => {
      const lang = langOf(request);
      const query = request.query as Record<string, string>;
      return content({ person, lang, words: wordsOf(lang), now: site.clock.now(), query });
    };
    app.get(path, async (request, reply) => {
      const caller = callerOf(request);
      const lang = langOf(request);
      if (caller.kind !== 'person')
        return reply.redirect(lang === 'en' ? '/login?lang=en' : '/login', 303);
      const { person } = caller;
      const words = wordsOf(lang);
      const may = roles.includes(person.role);
      const shown = may ? await contentFor(person, request) : html`<p>${words.notAllowed}</p>`;
      const body = may && !still ? livePart(`${live}?lang=${lang}`, words, shown) : shown;
      return reply.type(HTML).send(pageAt(path, lang, person, body));
    });
    const act = still?.act;
    if (act)
      app.post(path, async (request, reply) => {
        assertOwnForm(request);
        const caller = callerOf(request);
        if (caller.kind !== 'person') throw new CodedError('UNAUTHENTICATED');
        if (!roles.includes(caller.person.role)) throw new CodedError('FORBIDDEN');
        const entry = { ...actorOf(caller), action: `POST ${path}` };
        const form = request.body as Record<string, string>;
        const outcome = await site.audit.action(entry, () => act(form));
        const query = new URLSearchParams({ lang: langOf(request), ...outcome });
        return reply.redirect(`${path}?${query.toString()}`, 303);
      });
    if (still) continue;
    app.get(live, async (request, reply) => {
      const caller = callerOf(request);
      if (caller.kind !== 'person') throw new CodedError('UNAUTHENTICATED');
      if (!roles.includes(caller.person.role)) throw new CodedError('FORBIDDEN');
      const { text } = await contentFor(caller.person, request);
      return reply.type(HTML).send(text);
    });
  }
}
