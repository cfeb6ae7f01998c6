import t from 'tap';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  printType,
  validateSchema,
} from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { limitsOf } from '@lianxue/shared/domains/limits.ts';
import { wireSchema } from '@lianxue/shared/domains/sdl.ts';
import { recordTypes } from '@lianxue/shared/domains/index.ts';
import { schemaFolder } from './wire-text.ts';

const load = (side: string): GraphQLSchema =>
  buildASTSchema(
    parse(
      globSync(['scalars.graphql', 'site/*.graphql', `${side}/*.graphql`], { cwd: schemaFolder })
        .sort()
        .map((file) => readFileSync(join(schemaFolder, file), 'utf8'))
        .join('\n'),
    ),
  );

const schemas = { records: wireSchema(), hub: load('hub'), node: load('node') };

const own = (schema: GraphQLSchema): GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && type.astNode);

/** The parts of a type that people read about: its fields or values. */
function parts(
  type: GraphQLNamedType,
): { name: string; description?: string | null | undefined }[] {
  if (isEnumType(type)) return [...type.getValues()];
  if (isObjectType(type) || isInputObjectType(type) || isInterfaceType(type))
    return Object.values(type.getFields());
  return [];
}

for (const [side, schema] of Object.entries(schemas))
  t.test(`${side}: everything is described, in English and with the Chinese term`, async (t) => {
    t.same(side === 'records' ? [] : validateSchema(schema), []);
    for (const type of own(schema)) {
      t.match(type.description ?? '', /[a-z].*\p{Script=Han}|\p{Script=Han}.*[a-z]/isu, type.name);
      for (const part of parts(type))
        t.match(part.description ?? '', /[a-z]/i, `${type.name}.${part.name}`);
    }
  });

t.test('every text of a record is bounded', async (t) => {
  for (const type of own(schemas.records).filter(isInputObjectType))
    for (const field of Object.values(type.getFields())) {
      const limits = limitsOf(field);
      const where = `${type.name}.${field.name}`;
      const named = getNamedType(field.type).name;
      if (named === 'String') t.ok(limits.maxLength ?? limits.pattern, `${where} has a limit`);
      if (named === 'Int') t.ok(limits.max !== undefined, `${where} has a greatest value`);
      if (limits.pattern) t.match(limits.pattern, /^\^.*\$$/, `${where} is anchored`);
      if (String(field.type).startsWith('['))
        t.ok(limits.maxItems, `${where} has a greatest number of items`);
    }
});

t.test('an enum means the same everywhere', async (t) => {
  const names = (type: GraphQLNamedType | undefined): string[] =>
    isEnumType(type) ? type.getValues().map((value) => value.name) : [];
  for (const type of own(schemas.records).filter(isEnumType))
    for (const side of [schemas.hub, schemas.node]) {
      const other = side.getType(type.name);
      if (other) t.same(names(other), names(type), type.name);
    }
});

t.test('hub and node share their types word for word', async (t) => {
  for (const type of own(schemas.hub)) {
    const other = schemas.node.getType(type.name);
    const isRoot = ['Query', 'Mutation', 'Me'].includes(type.name);
    if (other && !isRoot) t.equal(printType(other), printType(type), type.name);
  }
});

t.test('every record type has its input, and every input its type', async (t) => {
  const declared = recordTypes.map((type) => `${type.name}Record`).sort();
  const inputs = own(schemas.records)
    .map((type) => type.name)
    .filter((name) => name.endsWith('Record'));
  t.same(inputs.sort(), declared);
});
