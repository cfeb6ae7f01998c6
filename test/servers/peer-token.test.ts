import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { saveBranchRecord } from '@lianxue/hub/graphql/membership.ts';
import { SITE_BYTES } from '@lianxue/shared/server/bodies.ts';
import { startNetwork } from '../support/network.ts';
import { RELEASE, sendAs } from '../support/raw-sync.ts';
import type { Forgery } from '../support/raw-sync.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1000);

const withHeader =
  (header: object, sign = (_text: string, honest: string) => honest) =>
  (token: string): string => {
    const [, payload = '', honest = ''] = token.split('.');
    const text = `${encode(header)}.${payload}`;
    return `${text}.${sign(text, honest)}`;
  };

t.test('only a fresh token of an active site for this very request is taken', async (t) => {
  const network = await startNetwork({ branches: ['zj', 'hb'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const [zj, hb] = [network.node('zj'), network.node('hb')];

  const honest = await sendAs(hub, zj);
  t.same([honest.status, honest.code], [200, undefined], 'an honest request is answered');
  const packed = await sendAs(hub, zj, { headers: { 'content-encoding': 'gzip' } });
  t.same([packed.status, packed.code], [200, undefined], 'packed as well');
  const skewed = await sendAs(hub, zj, { claims: { iat: now() + 50, exp: now() + 110 } });
  t.equal(skewed.status, 200, 'a clock that is fast by less than a minute');

  const hmac = (text: string): string =>
    createHmac('sha256', zj.publicKey).update(text).digest('base64url');
  const forgeries: Record<string, Forgery> = {
    'no exp': { claims: { exp: undefined } },
    'no iat': { claims: { iat: undefined } },
    'no jti': { claims: { jti: undefined } },
    'no body hash': { claims: { bod: undefined } },
    'no request': { claims: { req: undefined } },
    'no audience': { claims: { aud: undefined } },
    'no subject': { claims: { sub: undefined } },
    'an audience list': { claims: { aud: ['hub', 'other'] } },
    'a life of a day': { claims: { exp: now() + 86_400 } },
    'an exp before iat': { claims: { exp: now() - 1 } },
    'an exp as text': { claims: { exp: String(now() + 30) } },
    expired: { claims: { iat: now() - 200, exp: now() - 140 } },
    'from the future': { claims: { iat: now() + 200, exp: now() + 260 } },
    'another audience': { claims: { aud: 'hb' } },
    'another site as subject': { claims: { sub: 'hb' } },
    'another site altogether': { claims: { iss: 'hb', sub: 'hb' } },
    'an unknown site': { claims: { iss: 'xx', sub: 'xx' } },
    'the hub itself': { claims: { iss: 'hub', sub: 'hub' } },
    'the key of another site': { signer: hb },
    'another method': { claims: { req: 'GET /graphql' } },
    'another path': { claims: { req: 'POST /other' } },
    'another path in the address': { path: '/graphql?x=1' },
    'an altered body': { body: Buffer.from(RELEASE.replace('[]', '["x"]')) },
    'no algorithm': { token: withHeader({ alg: 'none', typ: 'JWT' }, () => 'x') },
    'an empty signature': { token: withHeader({ alg: 'none', typ: 'JWT' }, () => '') },
    'the public key as a secret': { token: withHeader({ alg: 'HS256', typ: 'JWT' }, hmac) },
    'another name of the algorithm': { token: withHeader({ alg: 'Ed25519', typ: 'JWT' }) },
    'a key of its own choice': {
      token: withHeader({ alg: 'EdDSA', typ: 'JWT', jwk: { kty: 'OKP', crv: 'Ed25519' } }),
    },
    'a cut signature': { token: (token) => token.slice(0, -4) },
    'a fourth part': { token: (token) => `${token}.x` },
    'no token at all': { token: () => 'x' },
    'a payload that is no object': {
      token: (token) => [token.split('.')[0], encode([1]), token.split('.')[2]].join('.'),
    },
    'a huge token': { token: (token) => token + 'A'.repeat(5_000) },
  };
  for (const [name, forgery] of Object.entries(forgeries)) {
    const { status, code, text } = await sendAs(hub, zj, forgery);
    t.same([status, code], [401, 'UNAUTHENTICATED'], name);
    t.notMatch(text, /node_modules|at file|\.ts:/, `${name}: no stack`);
  }

  const again = await sendAs(hub, zj, { token: () => honest.token });
  t.same([again.status, again.code], [401, 'UNAUTHENTICATED'], 'a token is taken once');
  await network.settle();
  await hub.stop();
  await hub.start();
  const later = await sendAs(hub, zj, { token: () => honest.token });
  t.same([later.status, later.code], [401, 'UNAUTHENTICATED'], 'nor after a restart');

  const elsewhere = await sendAs(hub, zj, { plain: '{"query":"{ courses { totalCount } }"}' });
  t.equal(elsewhere.code, 'FORBIDDEN', 'a site may use the sync operations only');
  const atNode = await sendAs(hb, zj, {
    claims: { aud: 'hb' },
    plain: '{"query":"{ me { id } }"}',
  });
  t.match(JSON.parse(atNode.text), { data: { me: null } }, 'a node knows no sites');

  await saveBranchRecord(hub.site.engine, {
    code: 'zj',
    name: 'zj',
    level: 'province',
    region: '33',
    regionIssued: '2024-12-31',
    state: 'suspended',
    revision: 1,
  });
  const revoked = await sendAs(hub, zj);
  t.same([revoked.status, revoked.code], [401, 'UNAUTHENTICATED'], 'a suspended site');
  t.equal((await sendAs(hub, hb)).status, 200, 'and no other');
});

t.test('bodies are bounded before and after inflating', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const headers = { 'content-encoding': 'gzip' };
  const bomb = await sendAs(hub, zj, { headers, plain: ' '.repeat(SITE_BYTES + 1) });
  t.same([bomb.status, bomb.code], [413, 'TOO_LARGE']);
  t.ok(gzipSync(' '.repeat(SITE_BYTES + 1)).length < 10_000, 'which came as a few kilobytes');
  const other = await sendAs(hub, zj, { headers: { 'content-encoding': 'br' } });
  t.same([other.status, other.code], [400, 'BAD_INPUT']);
  const broken = await sendAs(hub, zj, { headers, body: Buffer.from('no gzip') });
  t.equal(broken.status, 401, 'what was not signed is not even inflated');

  const big = `{ me { id } } #${'x'.repeat(300_000)}`;
  const person = await hub.anonymous().send(big);
  t.same([person.status, person.errors[0]?.extensions['code']], [413, 'TOO_LARGE']);
});
