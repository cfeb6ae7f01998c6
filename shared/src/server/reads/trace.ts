import { isCoded } from '../../base/errors.ts';
import type { CodedError } from '../../base/errors.ts';
import { recordTypes } from '../../domains/index.ts';
import type { Engine } from '../../replication/engine.ts';
import type { Trace } from '../../replication/messages.ts';

/** "Where is this record?", as far as this site and its upstream know. */
export interface FoundTrace {
  type: string;
  id: string;
  /** This site's view, then the upstream's if it answered. */
  views: Trace[];
  /** Why the upstream could not be asked. */
  unreachable: CodedError | null;
}

/** Records of any type with that id, here or at the upstream; `type` looks for one alone. */
export async function findTraces(
  engine: Engine,
  { id, type }: { id: string; type?: string | null | undefined },
): Promise<FoundTrace[]> {
  const names = recordTypes.map(({ name }) => name).filter((name) => !type || name === type);
  const found: FoundTrace[] = [];
  for (const name of names) {
    const here = await engine.trace({ type: name, id });
    const isHere = here.state !== 'none' || here.quarantined > 0;
    // Without a type only what is known here is worth a question.
    if (!isHere && !type) continue;
    const trace: FoundTrace = { type: name, id, views: [here], unreachable: null };
    try {
      const above = await engine.traceUpstream({ type: name, id });
      if (above) trace.views.push(above);
    } catch (error) {
      if (!isCoded(error)) throw error;
      trace.unreachable = error;
    }
    if (trace.views.some((view) => view.state !== 'none' || view.quarantined > 0))
      found.push(trace);
  }
  return found;
}
