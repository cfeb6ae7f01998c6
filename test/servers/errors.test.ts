import { GraphQLError } from 'graphql';
import t from 'tap';
import { request } from 'undici';
import { ERRORS } from '@lianxue/shared/base/errors.ts';
import { createClient } from '../support/client.ts';
import type { GraphqlReply } from '../support/client.ts';
import { startNetwork } from '../support/network.ts';

const codeOf = ({ errors }: GraphqlReply): unknown => errors[0]?.extensions['code'];

t.test('errors leave by the catalogue and reveal nothing else', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const office = await hub.as('office');
  const academy = await hub.as('academy');

  const denied = await hub.anonymous().send('{ courses { totalCount } }');
  t.equal(denied.status, 401);
  const { requestId, ...told } = denied.errors[0]!.extensions;
  const { zh, en } = ERRORS.UNAUTHENTICATED;
  t.same(told, { code: 'UNAUTHENTICATED', retry: 'never', zh, en, faults: [] });
  t.ok(
    hub.logLines.some((line) => line.includes(String(requestId))),
    'the log has the same request id',
  );

  const PUBLISH = `mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { id revision } }`;
  const input = {
    code: 'C1',
    version: 1,
    title: 'x'.repeat(301),
    category: '党性教育',
    kind: 'online',
    minutes: -1,
    school: '浙江大学',
    licence: 'network',
    audience: ['*', 'nobody:'],
  };
  const bad = await academy.send(PUBLISH, { input });
  t.same([bad.status, codeOf(bad)], [400, 'BAD_INPUT']);
  const fields = bad.errors[0]!.extensions['faults'].map((fault: { field: string }) => fault.field);
  t.same(fields.sort(), ['audience.1', 'minutes', 'title'], 'every field at fault is named');

  const good = { ...input, title: '课程', minutes: 45, audience: ['*'] };
  await academy.ask(PUBLISH, { input: good });
  const twice = await academy.send(PUBLISH, { input: good });
  t.same([twice.status, codeOf(twice)], [409, 'CONFLICT'], 'nothing is written over unread');
  const stale = { id: 'C1@1', revision: 7 };
  const WITHDRAW = `mutation ($id: ID!, $revision: Int!) { withdrawCourse(id: $id, revision: $revision) { state } }`;
  t.equal(codeOf(await academy.send(WITHDRAW, stale)), 'CONFLICT');
  t.equal(codeOf(await academy.send(WITHDRAW, { ...stale, id: 'none' })), 'NOT_FOUND');
  const withdrawn = await academy.ask(WITHDRAW, { ...stale, revision: 1 });
  t.same(withdrawn['withdrawCourse'], { state: 'withdrawn' });
  t.equal(
    codeOf(await academy.send(WITHDRAW, { ...stale, revision: 2 })),
    undefined,
    'again is no change',
  );

  const status = hub.site.engine.status.bind(hub.site.engine);
  hub.site.engine.status = () =>
    Promise.reject(new Error('secret words', { cause: new GraphQLError('inner') }));
  const broken = await office.send('{ syncStatus { site } }');
  hub.site.engine.status = status;
  t.same([broken.status, codeOf(broken)], [500, 'INTERNAL']);
  t.notMatch(broken.text, /secret words|inner|stack/);
  t.ok(
    hub.logLines.some((line) => line.includes('secret words')),
    'the log has the cause',
  );
});

t.test('documents are bounded, and the schema is not told', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const office = await hub.as('office');
  const deep = `{ branches { nodes { ${'liaisons { id '.repeat(1)}${'}'.repeat(1)} } } }`;
  t.equal(codeOf(await office.send(deep)), undefined);
  const documents: Record<string, string> = {
    'an unknown field': '{ secrets }',
    'no GraphQL': '{',
    introspection: '{ __schema { types { name } } }',
    'too many aliases': `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: me { id }`).join(' ')} }`,
    'too many tokens': `{ ${'me { id } '.repeat(500)} }`,
    'two operations': 'query a { me { id } } query b { me { id } }',
    'a wrong variable': 'query ($first: Int!) { courses(first: $first) { totalCount } }',
    'a page too large': '{ courses(first: 100000) { totalCount } }',
    'a wrong cursor': '{ courses(after: "x") { totalCount } }',
  };
  for (const [name, document] of Object.entries(documents)) {
    const reply = await office.send(document);
    t.same([reply.status, codeOf(reply)], [400, 'BAD_INPUT'], name);
  }
  const batch = await request(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ query: '{ me { id } }' }]),
  });
  t.equal(batch.statusCode, 400, 'no batches of operations');
  t.match(await batch.body.json(), { errors: [{ extensions: { code: 'BAD_INPUT' } }] });
  const nowhere = await request(`${hub.url}/nowhere`);
  t.equal(nowhere.statusCode, 404);
  t.match(await nowhere.body.json(), { errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  t.equal((await request(`${hub.url}/graphiql`)).statusCode, 404);
});

t.test('health is told to supervisors', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const read = async (path: string): Promise<unknown> => {
    const { statusCode, body } = await request(hub.url + path);
    return [statusCode, ((await body.json()) as { status: string }).status];
  };
  t.same(await read('/livez'), [200, 'ok']);
  t.same(await read('/readyz'), [200, 'ok']);
  hub.site.db.$client.exec('delete from __drizzle_migrations');
  t.same(await read('/readyz'), [503, 'not ready'], 'a database that is not up to date');
  t.same(await read('/livez'), [200, 'ok']);
  const client = createClient(hub.url);
  t.equal((await client.send('{ me { id } }')).status, 200);
});
