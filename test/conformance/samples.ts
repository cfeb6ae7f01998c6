import fc from 'fast-check';
import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputField, GraphQLInputObjectType, GraphQLInputType } from 'graphql';
import { limitsOf } from '@lianxue/shared/domains/limits.ts';
import type { Limits } from '@lianxue/shared/domains/limits.ts';
import { wireSchema } from '@lianxue/shared/domains/sdl.ts';
import type { RecordType } from '@lianxue/shared/replication/model.ts';

/** Bodies made from the SDL alone, the same at every run, so that a new record type needs no sample of its own. */

type Body = Record<string, unknown>;

/** The patterns that say "a site" and "an audience token", as the SDL writes them. */
const SITE = '^[a-z][a-z0-9]{1,31}$';
const isAudience = (pattern: string): boolean => pattern.startsWith('^([*]|branch:');

interface Draw {
  /** Number of the sample; each gives another body. */
  n: number;
  /** Sites that a body may name. */
  sites: readonly string[];
}

/** A small hash, so that each field varies by itself as `n` goes up. */
function mix(n: number, name: string): number {
  let h = 0x811c9dc5 ^ n;
  for (const c of `${name}/${n}`) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
}

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length] as T;

const texts = new Map<string, string[]>();

/** Some texts of a pattern; made once, as making them is slow. */
function textsOf(pattern: string): string[] {
  const known = texts.get(pattern);
  if (known) return known;
  const made = fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 7, numRuns: 8 });
  texts.set(pattern, made);
  return made;
}

function textOf(field: string, limits: Limits, { n, sites }: Draw): string {
  const { pattern, minLength = 0, maxLength = 100 } = limits;
  const site = pick(sites, mix(n, field));
  if (pattern === SITE) return site;
  if (pattern && isAudience(pattern)) return `branch:${site}`;
  if (pattern) return pick(textsOf(pattern), mix(n, field));
  const text = `${field} 样例 ${n}`;
  return text.slice(0, maxLength).padEnd(minLength, '样');
}

function numberOf(field: string, { min = 0, max = 1000 }: Limits, { n }: Draw): number {
  return min + (mix(n, field) % (Math.min(max - min, 1000) + 1));
}

function valueOf(field: GraphQLInputField, type: GraphQLInputType, draw: Draw): unknown {
  if (isNonNullType(type)) return valueOf(field, type.ofType, draw);
  if (isListType(type)) return [valueOf(field, type.ofType, draw)];
  if (isInputObjectType(type)) return objectOf(type, draw);
  if (isEnumType(type)) return pick(type.getValues(), mix(draw.n, field.name)).name;
  const limits = limitsOf(field);
  switch (type.name) {
    case 'ID':
      return `${field.name}-${draw.n}`;
    case 'String':
      return textOf(field.name, limits, draw);
    case 'Int':
      return Math.ceil(numberOf(field.name, limits, draw));
    case 'Float':
      return numberOf(field.name, limits, draw);
    case 'Boolean':
      return mix(draw.n, field.name) % 2 === 0;
    case 'Timestamp':
      return 1_750_000_000_000 + (mix(draw.n, field.name) % 1_000_000);
    default:
      throw new Error(`no sample for scalar ${type.name}`);
  }
}

const objectOf = (input: GraphQLInputObjectType, draw: Draw): Body =>
  Object.fromEntries(
    Object.values(input.getFields()).map((field) => [field.name, valueOf(field, field.type, draw)]),
  );

/** The wire input of a record type; throws if the SDL has none. */
export function inputOf(type: RecordType): GraphQLInputObjectType {
  const input = wireSchema().getType(`${type.name}Record`);
  if (!isInputObjectType(input)) throw new Error(`no input ${type.name}Record in schema/records`);
  return input;
}

/** The fields of a type that list its audience tokens. */
export const audienceFields = (type: RecordType): string[] =>
  Object.values(inputOf(type).getFields())
    .filter((field) => isAudience(limitsOf(field).pattern ?? ''))
    .map((field) => field.name);

/** Samples tried before giving up on one that passes the type's own checks. */
const TRIES = 500;

/**
 * A body that the type accepts, with every field of the SDL in it; undefined if
 * none is `wanted`.
 */
export function sampleOf(
  type: RecordType,
  sites: readonly string[],
  wanted: (body: Body) => boolean = () => true,
): Body | undefined {
  for (let n = 1; n <= TRIES; n += 1) {
    const body = objectOf(inputOf(type), { n, sites });
    if (type.validate(body).length === 0 && wanted(body)) return body;
  }
  return undefined;
}

/** A value that the field can never have, whatever its type. */
export function wrongValue(field: GraphQLInputField): unknown {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isInputObjectType(type) || isListType(type) ? 7 : { wrong: true };
}
