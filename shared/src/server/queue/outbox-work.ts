import { isCoded } from '../../base/errors.ts';
import { LANES } from '../../replication/model.ts';
import type { Epochs, OutboxItem, Step } from '../../replication/store.ts';
import type { Handler, HandlerOptions, QueuePorts } from './queue.ts';

/** What every queue does with the outbox, however it comes to run an item. */
export interface OutboxWork {
  handle: (job: string, handler: Handler, options?: Partial<HandlerOptions>) => void;
  /** The oldest due items of each handled job: one full of trouble hides no other. */
  due(limitPerJob: number): Promise<OutboxItem[]>;
  /** Runs item `n` if it is still there and due; its failure is stored, not thrown. */
  run(n: number): Promise<void>;
}

const patient: HandlerOptions = { attempts: 8, baseMs: 1000, capMs: 15 * 60_000 };

// These plans append to no log, so they start no epoch.
const NO_EPOCHS = Object.fromEntries(
  LANES.map((lane) => [lane, { inherited: '', proposed: '' }]),
) as Epochs;

export function createOutboxWork({ store, clock, rng, journal }: QueuePorts): OutboxWork {
  const handlers = new Map<string, { handler: Handler; options: HandlerOptions }>();
  const commit = (step: Step) => store.commit({ guards: [], steps: [step], epochs: NO_EPOCHS });

  function afterFailure(item: OutboxItem, error: unknown, options: HandlerOptions): Step {
    const attempts = item.attempts + 1;
    const bound = Math.min(options.capMs, options.baseMs * 2 ** item.attempts);
    // Full jitter, so that what failed together does not come back together.
    const dueAt = attempts < options.attempts ? clock.now() + rng.next() * bound : null;
    const code = isCoded(error) ? error.code : 'INTERNAL';
    const { n, job, type, id } = item;
    journal.warn(
      { job, type, id, attempts, code, error, final: dueAt === null },
      'A background job failed',
    );
    return { do: 'postpone', n, attempts, dueAt: dueAt && Math.round(dueAt), error: code };
  }

  return {
    handle(job, handler, options) {
      handlers.set(job, { handler, options: { ...patient, ...options } });
    },
    async due(limitPerJob) {
      const dueBy = clock.now();
      const jobs = [...handlers.keys()];
      const pages = jobs.map((job) => store.outbox({ job, dueBy, limit: limitPerJob }));
      return (await Promise.all(pages)).flat();
    },
    async run(n) {
      const [item] = await store.outbox({ after: n - 1, dueBy: clock.now(), limit: 1 });
      const known = item && handlers.get(item.job);
      // Another worker may have done it meanwhile, or an old backup may have taken its place.
      if (item?.n !== n || known === undefined) return;
      const { job, type, id } = item;
      const failure = await Promise.try(known.handler, { job, type, id }).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      await commit(
        failure ? afterFailure(item, failure.error, known.options) : { do: 'dequeue', n },
      );
    },
  };
}
