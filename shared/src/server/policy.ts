import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { CodedError } from '../base/errors.ts';
import { asAct } from './audit/field-act.ts';
import type { PersonRole } from './accounts/roles.ts';
import type { Caller, RequestContext } from './context.ts';

/**
 * Who may use each root field. Deny by default: a field without a policy stops
 * the server from starting, so nobody can add one and forget. What of a list a
 * caller sees is decided in the field's own query.
 */
export type Who = 'anyone' | 'site' | readonly PersonRole[];
/** By `Query.courses` and the like. */
export type Policy = Readonly<Record<string, Who>>;

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** Throws UNAUTHENTICATED or FORBIDDEN. */
function assertMay(caller: Caller, who: Who): void {
  if (who === 'anyone') return;
  if (caller.kind === 'nobody') throw new CodedError('UNAUTHENTICATED');
  const may =
    who === 'site'
      ? caller.kind === 'site'
      : caller.kind === 'person' && who.includes(caller.person.role);
  if (!may) throw new CodedError('FORBIDDEN');
}

/** Root fields of a schema, as `Type.field`. */
function rootFields(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    root ? Object.keys(root.getFields()).map((field) => `${root.name}.${field}`) : [],
  );
}

/**
 * Puts the policy before every root field's resolver. Throws when a root field
 * has no policy or no resolver, or a policy has no field.
 */
export function enforcePolicy(
  schema: GraphQLSchema,
  given: { policy: Policy; resolvers: Readonly<Record<string, object>> },
): void {
  const fields = rootFields(schema);
  const missing = fields.filter((field) => !Object.hasOwn(given.policy, field));
  const stray = Object.keys(given.policy).filter((field) => !fields.includes(field));
  const empty = fields.filter((field) => !resolverOf(field, given.resolvers));
  const faults = [
    ...missing.map((field) => `${field} has no policy`),
    ...stray.map((field) => `the policy of ${field} has no field`),
    ...empty.map((field) => `${field} has no resolver`),
  ];
  if (faults.length > 0) throw new Error(`The API is not guarded: ${faults.join('; ')}`);
  for (const name of fields) {
    const [type = '', field = ''] = name.split('.');
    const resolve = resolverOf(name, given.resolvers)!;
    const who = given.policy[name]!;
    const target = schema.getType(type);
    if (!target || !('getFields' in target)) continue;
    (target.getFields()[field] as { resolve?: Resolver }).resolve = (root, args, context, info) => {
      const use = { field: name, machine: who === 'site', args, context };
      return asAct(use, {
        check: () => assertMay(context.caller, who),
        work: () => resolve(root, args, context, info),
      });
    };
  }
}

function resolverOf(name: string, resolvers: Readonly<Record<string, object>>) {
  const [type = '', field = ''] = name.split('.');
  return (resolvers[type] as Record<string, Resolver> | undefined)?.[field];
}
