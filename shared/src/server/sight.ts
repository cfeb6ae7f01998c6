import type { Sight } from '../domains/node-rows.ts';
import { CodedError } from '../base/errors.ts';
import type { RequestContext } from './context.ts';

/** What of this site's records a caller sees. */

/** Null for the site's own people; a branch's people at the hub see what their branch does, anyone else nothing. */
export async function sightOf({ caller, engine }: RequestContext): Promise<Sight> {
  if (caller.kind !== 'person') throw new CodedError('UNAUTHENTICATED');
  const { role, branch } = caller.person;
  if (role !== 'branch') return null;
  const peer = branch ? await engine.site.store.peer(branch) : undefined;
  return { site: branch ?? '', tokens: peer?.active ? peer.tokens : [] };
}

/** The learner whose records alone a learner sees; null for everybody else. */
export function onlyLearner({ caller }: RequestContext): string | null {
  if (caller.kind !== 'person' || caller.person.role !== 'learner') return null;
  return caller.person.learnerId ?? '';
}

/** The learner of a request: a learner is always himself. Throws FORBIDDEN when he asks for another. */
export function assertLearner(context: RequestContext, learnerId: string): void {
  const only = onlyLearner(context);
  if (only !== null && only !== learnerId) throw new CodedError('FORBIDDEN');
}

/** When what this site has of others was last known to be all: its last exchange with its upstream; now at the root. */
export async function asOf({ engine, clock }: RequestContext): Promise<number> {
  const { upstream, store } = engine.site;
  if (!upstream) return clock.now();
  return (await store.contact(upstream))?.lastSuccessAt ?? 0;
}
