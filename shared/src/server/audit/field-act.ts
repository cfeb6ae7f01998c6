import { isCoded } from '../../base/errors.ts';
import type { RequestContext } from '../context.ts';
import { actorOf } from './actor.ts';
import type { Act } from './audit.ts';

/** How the use of a root field enters the audit log: changes always, by people; refusals, whoever asked. */

/** Arguments that name what is concerned; others may be personal and stay out. */
const NAMES = [
  'id',
  'code',
  'ref',
  'site',
  'type',
  'offeringId',
  'courseId',
  'learnerId',
  'branch',
];

function subjectOf(args: unknown): string {
  const { input, ...rest } = (args ?? {}) as Record<string, unknown>;
  const all = { ...rest, ...(typeof input === 'object' ? input : {}) } as Record<string, unknown>;
  return NAMES.flatMap((name) => {
    const value = all[name];
    return typeof value === 'string' && value ? [`${name}=${value.slice(0, 100)}`] : [];
  }).join(' ');
}

const actOf = (field: string, args: unknown, { caller }: RequestContext): Act => ({
  ...actorOf(caller),
  action: field,
  subject: subjectOf(args),
});

/** Runs a root field's check and resolver as the policy tells. */
export function asAct<T>(
  use: { field: string; machine: boolean; args: unknown; context: RequestContext },
  parts: { check: () => void; work: () => T },
): T | Promise<T> {
  const { field, machine, args, context } = use;
  const act = (): Act => actOf(field, args, context);
  if (!field.startsWith('Mutation.')) {
    try {
      parts.check();
    } catch (error) {
      // Someone who did not sign in has done nothing yet.
      if (isCoded(error, 'FORBIDDEN')) context.audit.record({ ...act(), result: error.code });
      throw error;
    }
    return parts.work();
  }
  const work = (): T => {
    parts.check();
    return parts.work();
  };
  // What a site exchanges is in the replication log, row by row; here is what it was refused.
  return context.audit.action(act(), work, machine ? 'refusals' : undefined);
}
