import t from 'tap';
import { hubApi } from '@lianxue/hub/graphql/api.ts';
import { nodeApi } from '@lianxue/node/graphql/api.ts';
import { HUB_ROLES, NODE_ROLES } from '@lianxue/shared/server/accounts/roles.ts';
import type { PersonRole } from '@lianxue/shared/server/accounts/roles.ts';
import type { Policy, Who } from '@lianxue/shared/server/policy.ts';
import { buildApi } from '@lianxue/shared/server/schema.ts';
import type { Api } from '@lianxue/shared/server/schema.ts';
import {
  isNonNullType,
  isObjectType,
  getNamedType,
  isInputObjectType,
  isEnumType,
  isListType,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import type { Client, GraphqlReply } from '../support/client.ts';
import { startNetwork } from '../support/network.ts';

const without = (policy: Policy, field: string): Policy =>
  Object.fromEntries(Object.entries(policy).filter(([name]) => name !== field));

t.test('an API that is not guarded whole does not start', (t) => {
  for (const api of [hubApi, nodeApi] satisfies Api[]) {
    for (const field of ['Query.courses', 'Query.me', 'Mutation.login'])
      t.throws(
        () => buildApi({ ...api, policy: without(api.policy, field) }),
        { message: new RegExp(`${field} has no policy`) },
        `without ${field}`,
      );
    t.throws(() => buildApi({ ...api, policy: { ...api.policy, 'Query.secrets': 'anyone' } }), {
      message: /the policy of Query.secrets has no field/,
    });
    t.throws(() => buildApi({ ...api, resolvers: { ...api.resolvers, Query: {} } }), {
      message: /Query.me has no resolver/,
    });
  }
  t.end();
});

/** Some value of an input type, right enough to get past validation of the document. */
function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{${fields.map((field) => `${field.name}: ${sample(field.type)}`).join(', ')}}`;
  }
  return ['Int', 'Float', 'Long', 'Timestamp'].includes(type.name)
    ? '1'
    : type.name === 'Boolean'
      ? 'true'
      : '"x"';
}

function documentOf(root: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string {
  const args = field.args.filter((arg) => isNonNullType(arg.type));
  const list = args.map((arg) => `${arg.name}: ${sample(arg.type)}`).join(', ');
  const selection = isObjectType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `${root} { ${field.name}${list ? `(${list})` : ''}${selection} }`;
}

function documents(schema: GraphQLSchema): Map<string, string> {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return new Map(
    roots.flatMap(([root, type]) =>
      Object.values(type?.getFields() ?? {}).map(
        (field) => [`${type?.name}.${field.name}`, documentOf(root, field)] as const,
      ),
    ),
  );
}

const refusal = ({ errors }: GraphqlReply): string | undefined =>
  errors
    .map((error) => String(error.extensions['code']))
    .find((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');

/** Signing out would end the session that asks the rest. */
const SKIPPED = ['Mutation.login', 'Mutation.logout'];

async function checkMatrix(
  check: Pick<typeof t, 'equal'>,
  api: Api,
  callers: readonly { role: string; client: Client }[],
): Promise<void> {
  for (const [field, document] of documents(buildApi(api))) {
    if (SKIPPED.includes(field)) continue;
    const who: Who = api.policy[field]!;
    for (const { role, client } of callers) {
      const reply = await client.send(document);
      const may = who === 'anyone' || (Array.isArray(who) && who.includes(role as never));
      const expected = may ? undefined : role === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      check.equal(refusal(reply), expected, `${field} for ${role}`);
    }
  }
}

t.test('every root field for every role', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const at = async (site: typeof hub, roles: readonly PersonRole[]) => [
    { role: 'nobody', client: site.anonymous() },
    ...(await Promise.all(
      roles.map(async (role) => ({
        role,
        client: await site.as(role, {
          ...(role === 'branch' ? { branch: 'zj' } : {}),
          // The id that the sample documents name, so that only the policy can refuse.
          ...(role === 'learner' ? { learnerId: 'x' } : {}),
        }),
      })),
    )),
  ];
  await checkMatrix(t, hubApi, await at(hub, HUB_ROLES));
  await checkMatrix(t, nodeApi, await at(zj, NODE_ROLES));
});
