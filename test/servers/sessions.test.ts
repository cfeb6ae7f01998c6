import t from 'tap';
import { request } from 'undici';
import { createClient } from '../support/client.ts';
import { startNetwork } from '../support/network.ts';
import { PASSWORD } from '../support/site-process.ts';

t.test('signing in and out', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const office = await hub.as('office');

  const me = (await office.ask('{ me { name roles site branch } }'))['me'];
  t.same(me, { name: 'office', roles: ['admin'], site: 'hub', branch: null });
  const again = await office.login('office', PASSWORD);
  const cookie = String(again.headers['set-cookie']);
  t.match(cookie, /^lianxue-hub=[\w-]+; .*HttpOnly/);
  t.match(cookie, /SameSite=Lax/);
  const token = office.cookie().split('=')[1] ?? '';
  const kept = hub.site.db.$client.prepare('select id from session').all();
  t.notOk(JSON.stringify(kept).includes(token), 'the database keeps no usable token');

  const wrong = await hub.anonymous().login('office', 'not the password');
  const unknown = await hub.anonymous().login('nobody', 'not the password');
  t.equal(wrong.errors[0]?.extensions['code'], 'UNAUTHENTICATED');
  const { requestId: _a, ...told } = wrong.errors[0]!.extensions;
  const { requestId: _b, ...toldToo } = unknown.errors[0]!.extensions;
  t.same(told, toldToo, 'an unknown name is told like a wrong password');

  t.same((await office.ask('mutation { logout { ended } }'))['logout'], { ended: true });
  const stolen = await request(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `lianxue-hub=${token}` },
    body: '{"query":"{ me { id } }"}',
  });
  t.same(await stolen.body.json(), { data: { me: null } }, 'the old cookie opens nothing');

  const closed = await hub.as('auditor');
  hub.site.accounts.setDisabled('auditor', true);
  t.same((await closed.ask('{ me { id } }'))['me'], null, 'a closed account loses its session');
});

t.test('failed attempts are limited by account and by address', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  await hub.as('office');
  const codes: unknown[] = [];
  for (let i = 0; i < 12; i++) {
    const { errors } = await createClient(hub.url).login('office', `wrong ${i}`);
    codes.push(errors[0]?.extensions['code']);
  }
  t.same(codes.slice(0, 9), Array(9).fill('UNAUTHENTICATED'));
  t.equal(codes.at(-1), 'RATE_LIMITED');
  const right = await createClient(hub.url).login('office', PASSWORD);
  t.equal(right.errors[0]?.extensions['code'], 'RATE_LIMITED', 'guessing right comes too late');
  t.equal(right.status, 429);

  for (let i = 0; i < 45; i++) await createClient(hub.url).login(`name ${i}`, 'wrong');
  const other = await createClient(hub.url).login('somebody else', 'wrong');
  t.equal(other.errors[0]?.extensions['code'], 'RATE_LIMITED', 'many names from one address');
});

t.test('pages need a session, and forms their own origin', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const office = await hub.as('office');
  const get = (path: string, headers: Record<string, string> = {}) =>
    request(hub.url + path, { headers });

  const away = await get('/');
  t.equal(away.statusCode, 303);
  t.equal(away.headers['location'], '/login');
  t.equal((await get('/live')).statusCode, 401);

  const page = await get('/?lang=en', { cookie: office.cookie() });
  const text = await page.body.text();
  t.match(text, /<html lang="en">/);
  t.match(text, /zj 分院/);
  t.match(String(page.headers['content-security-policy']), /default-src 'none'; script-src 'self'/);
  t.notMatch(text, /<script>|style="|onclick=/, 'nothing inline');

  const form = (headers: Record<string, string>) =>
    request(`${hub.url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ account: 'office', password: PASSWORD }).toString(),
    });
  t.equal((await form({ origin: 'https://evil.example' })).statusCode, 403);
  t.equal((await form({ origin: 'null' })).statusCode, 403);
  t.equal((await form({ 'sec-fetch-site': 'cross-site' })).statusCode, 403);
  const own = await form({ origin: hub.url });
  t.equal(own.statusCode, 303);
  t.match(String(own.headers['set-cookie']), /^lianxue-hub=/);

  const simple = await request(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', cookie: office.cookie() },
    body: '{"query":"mutation { logout { ended } }"}',
  });
  t.ok(simple.statusCode >= 400, 'a form of another page cannot send GraphQL');
  t.ok((await office.ask('{ me { id } }'))['me'], 'and did not sign anybody out');
});
