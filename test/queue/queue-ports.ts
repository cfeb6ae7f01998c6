import type { Step, Store } from '@lianxue/shared/replication/store.ts';
import type { QueuePorts } from '@lianxue/shared/server/queue/queue.ts';
import { createMemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import { plan, sampleTypes } from '../storage/sample-records.ts';

/** Real time, plain draws, and a journal that keeps what was said. */
export function queuePorts(store: Store = createMemoryStore({ types: sampleTypes })) {
  const said: string[] = [];
  const note = (_fields: object, message: string): void => void said.push(message);
  const ports: QueuePorts = {
    store,
    clock: { now: () => Date.now() },
    rng: { next: () => 0.5 },
    journal: { info: note, warn: note },
  };
  return { ...ports, said };
}

/** Puts one item in the outbox for each record id. */
export async function enqueue(ports: QueuePorts, job: string, ids: readonly string[]) {
  const steps = ids.map((id): Step => ({
    do: 'enqueue',
    job,
    key: { type: 'course', id },
    at: ports.clock.now(),
  }));
  await ports.store.commit(plan(steps));
}
