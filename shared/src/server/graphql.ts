import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, Kind, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import { mercurius } from 'mercurius';
import type { RequestContext } from './context.ts';
import { codedOf, eachError, retryAfterOf, statusOf, toWire } from './failures.ts';

/** GraphQL over HTTP: bounds on documents, errors by the catalogue, nothing about the schema outside development. */

const MAX_TOKENS = 1_500;
const MAX_DEPTH = 12;
const MAX_ALIASES = 20;

/** Thousands of aliases of one field would run thousands of resolvers. */
const fewAliases: ValidationRule = (context) => {
  let aliases = 0;
  return {
    Field(field) {
      if (field.alias) aliases += 1;
      if (aliases === MAX_ALIASES + 1)
        context.reportError(new GraphQLError(`More than ${MAX_ALIASES} aliases.`));
    },
    Document(document) {
      const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
      if (operations.length > 1) context.reportError(new GraphQLError('More than one operation.'));
    },
  };
};

export interface GraphqlOptions {
  schema: GraphQLSchema;
  contextOf: (request: FastifyRequest, reply: FastifyReply) => RequestContext;
  /** Whether the schema may be read and tried in the browser. */
  development: boolean;
}

export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions) {
  const { schema, contextOf, development } = options;
  await app.register(mercurius, {
    schema,
    path: '/graphql',
    jit: 1,
    context: contextOf,
    graphiql: development,
    csrfPrevention: { allowedContentTypes: ['application/json'] },
    queryDepth: MAX_DEPTH,
    graphql: { parseOptions: { maxTokens: MAX_TOKENS } },
    validationRules: [fewAliases, ...(development ? [] : [NoSchemaIntrospectionCustomRule])],
    errorFormatter(execution, context) {
      const { reply } = context as unknown as { reply: FastifyReply };
      const { log, id: requestId } = reply.request;
      const found = (execution.errors ?? []).flatMap(eachError);
      const coded = found.map((error) => codedOf(error, { log, requestId } as never));
      const first = coded[0];
      const later = first && retryAfterOf(first);
      if (later) reply.header('retry-after', later);
      return {
        statusCode: execution.data || !first ? 200 : statusOf(first),
        response: {
          data: execution.data ?? null,
          errors: coded.map((error, i) => toWire(error, requestId, found[i])) as never,
        },
      };
    },
  });
}
