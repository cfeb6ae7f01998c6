import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, getNamedType, isObjectType, parse } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType } from 'graphql';

/**
 * The documents a site sends, one per sync operation, written from the contract:
 * each asks for everything its reply has, so that a field added to the contract
 * needs no second place.
 */
const contract = join(import.meta.dirname, '../../../schema/sync.graphql');

function selection(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values((named satisfies GraphQLObjectType).getFields());
  return ` { ${fields.map((field) => field.name + selection(field.type)).join(' ')} }`;
}

function documentOf(field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return `mutation ${field.name}(${declared}) { ${field.name}(${passed})${selection(field.type)} }`;
}

/** Operation name → document. */
export function readSyncDocuments(): ReadonlyMap<string, string> {
  const text = `type Mutation\n${readFileSync(contract, 'utf8')}`;
  const schema = buildASTSchema(parse(text), { assumeValidSDL: true });
  const operations = Object.values(schema.getMutationType()?.getFields() ?? {});
  return new Map(operations.map((field) => [field.name, documentOf(field)]));
}
