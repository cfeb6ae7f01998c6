import { setImmediate } from 'node:timers/promises';
import { createOutboxWork } from './outbox-work.ts';
import type { Queue, QueuePorts } from './queue.ts';

/** Runs jobs in this process straight from the outbox, up to `concurrency` at once. */
export function createInProcessQueue(
  options: QueuePorts & { concurrency?: number; pollMs?: number },
): Queue {
  const { store, journal, concurrency = 4, pollMs = 1000 } = options;
  const work = createOutboxWork(options);
  const running = new Map<number, Promise<void>>();
  let started = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  /** Starts what is due as long as there is room; one at a time, so that no item starts twice. */
  function look(): Promise<void> {
    again = true;
    looking ??= lookOnce().finally(() => (looking = undefined));
    return looking;
  }

  async function lookOnce(): Promise<void> {
    while (again) {
      again = false;
      const due = await work.due(concurrency + running.size);
      for (const { n } of due.sort((a, b) => a.n - b.n))
        if (started && running.size < concurrency && !running.has(n)) launch(n);
    }
  }

  function launch(n: number): void {
    const run = work
      .run(n)
      // The store failed, not the job: it stays in the outbox, and the next poll tries again.
      .then(
        () => true,
        (error: unknown) => {
          journal.warn({ n, error }, 'A background job could not be recorded');
          return false;
        },
      )
      .then(async (recorded) => {
        // A database in this process never makes anyone wait: without this, a long outbox would keep
        // all requests waiting until it is empty.
        await setImmediate();
        running.delete(n);
        if (recorded && started) wake();
      });
    running.set(n, run);
  }

  function wake(): void {
    if (!started) return;
    look().catch((error: unknown) => journal.warn({ error }, 'The outbox could not be read'));
  }

  return {
    handle: work.handle,
    async start() {
      started = true;
      timer = setInterval(wake, pollMs);
      wake();
    },
    wake,
    async drain() {
      for (;;) {
        await look();
        if (running.size === 0 && (!started || (await work.due(1)).length === 0)) return;
        if (running.size > 0) await Promise.race(running.values());
      }
    },
    async stop() {
      started = false;
      clearInterval(timer);
      await looking;
      await Promise.all(running.values());
    },
    counts: () => store.countOutbox(),
  };
}
