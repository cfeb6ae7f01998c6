import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, isObjectType, Kind, parse } from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { RequestContext } from './context.ts';
import { enforcePolicy } from './policy.ts';
import type { Policy } from './policy.ts';

/** The public API of one server, from the contract's files. */
export interface Api {
  /** SDL files below `schema/`, as glob patterns. */
  sdl: readonly string[];
  resolvers: Readonly<Record<string, object>>;
  policy: Policy;
}

const contract = join(import.meta.dirname, '../../../schema');

/** Throws when the files are no schema, or a root field lacks its policy or resolver. */
export function buildApi({ sdl, resolvers, policy }: Api): GraphQLSchema {
  const files = globSync([...sdl], { cwd: contract }).sort();
  const text = files.map((file) => readFileSync(join(contract, file), 'utf8')).join('\n');
  const schema = buildASTSchema(withoutRepeats(parse(text)));
  enforcePolicy(schema, { policy, resolvers });
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`The schema has no object type ${name}`);
    if (roots.has(type)) continue;
    for (const [field, resolve] of Object.entries(fields)) {
      const target = type.getFields()[field];
      if (!target) throw new Error(`The schema has no field ${name}.${field}`);
      target.resolve = resolve as GraphQLFieldResolver<unknown, RequestContext>;
    }
  }
  return schema;
}

/** The sync contract and a server's own both name the lanes; the same enum twice is one, as for codegen. */
function withoutRepeats(document: DocumentNode): DocumentNode {
  const known = new Map<string, string>();
  const definitions = document.definitions.filter((definition) => {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION) return true;
    const name = definition.name.value;
    const values = (definition.values ?? []).map((value) => value.name.value).join(' ');
    const repeated = known.get(name) === values;
    known.set(name, values);
    return !repeated;
  });
  return { ...document, definitions };
}
