import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputField, GraphQLInputObjectType, GraphQLInputType } from 'graphql';
import type { Fault } from '../replication/model.ts';
import { toFault } from './field-faults.ts';
import { limitsOf } from './limits.ts';
import type { Limits } from './limits.ts';
import { wireSchema } from './sdl.ts';

/**
 * A validator per wire input, made from the SDL. Fields it does not know are
 * left alone: they come from newer software and must survive.
 */
type Schema = Record<string, unknown>;

/** As long as the engine lets a record id be. */
const ID_MAX = 200;
/** The last instant ECMAScript can tell. */
const TIME_MAX = 8.64e15;

const scalars: Readonly<Record<string, (limits: Limits) => Schema>> = {
  ID: () => ({ type: 'string', minLength: 1, maxLength: ID_MAX }),
  String: ({ minLength, maxLength, pattern }) => ({
    type: 'string',
    minLength,
    maxLength,
    pattern,
  }),
  Int: ({ min, max }) => ({
    type: 'integer',
    minimum: min ?? -(2 ** 31),
    maximum: max ?? 2 ** 31 - 1,
  }),
  Float: ({ min, max }) => ({ type: 'number', minimum: min, maximum: max }),
  Boolean: () => ({ type: 'boolean' }),
  Timestamp: () => ({ type: 'integer', minimum: 0, maximum: TIME_MAX }),
};

function schemaOf(type: GraphQLInputType, limits: Limits): Schema {
  if (isNonNullType(type)) return schemaOf(type.ofType, limits);
  if (isListType(type))
    return {
      type: 'array',
      minItems: limits.minItems,
      maxItems: limits.maxItems,
      items: valueSchema(type.ofType, limits),
    };
  if (isInputObjectType(type)) return objectSchema(type);
  if (isEnumType(type)) return { enum: type.getValues().map((value) => value.name) };
  const scalar = scalars[type.name];
  if (!scalar) throw new Error(`scalar ${type.name} has no rule in the contract`);
  return scalar(limits);
}

/** JSON has no undefined: an optional field may be absent or null. */
const valueSchema = (type: GraphQLInputType, limits: Limits): Schema =>
  isNonNullType(type)
    ? schemaOf(type, limits)
    : { if: { not: { type: 'null' } }, then: schemaOf(type, limits) };

function objectSchema(type: GraphQLInputObjectType): Schema {
  const fields = Object.values(type.getFields());
  const property = (field: GraphQLInputField): [string, Schema] => [
    field.name,
    valueSchema(field.type, limitsOf(field)),
  ];
  return {
    type: 'object',
    required: fields.filter((field) => isNonNullType(field.type)).map((field) => field.name),
    properties: Object.fromEntries(fields.map(property)),
  };
}

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
const compiled = new Map<string, ValidateFunction>();

/** `undefined` says "no such bound" here and is a mistake to ajv. */
const withoutAbsent = (schema: Schema): Schema => JSON.parse(JSON.stringify(schema)) as Schema;

function validatorOf(input: string): ValidateFunction {
  const ready = compiled.get(input);
  if (ready) return ready;
  const type = wireSchema().getType(input);
  if (!isInputObjectType(type)) throw new Error(`schema/records declares no input ${input}`);
  const made = ajv.compile(withoutAbsent(objectSchema(type)));
  compiled.set(input, made);
  return made;
}

/** Most faults told of one body: it can be hostile, and nobody reads more. */
const FAULTS_MAX = 20;

/** Faults of a body against the wire input of that name; throws if the SDL has no such input. */
export function contractFaults(input: string, body: unknown): Fault[] {
  const validate = validatorOf(input);
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== 'if')
    .slice(0, FAULTS_MAX)
    .map(toFault);
}
