import { setTimeout as sleep } from 'node:timers/promises';
import { Queue as BullQueue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createOutboxWork } from './outbox-work.ts';
import type { Queue, QueuePorts } from './queue.ts';

export interface BullmqOptions extends QueuePorts {
  redisUrl: string;
  /** Of all keys in Redis, so that several installations can share one. */
  prefix: string;
  concurrency?: number;
  pollMs?: number;
  /** How long a killed worker's job waits for another, ms. */
  lockMs?: number;
}

/** Of each job, this many of its oldest items are known to Redis at a time. */
const WINDOW = 500;

/**
 * Shares jobs among processes through BullMQ. Redis holds only numbers of outbox
 * items: every poll offers what is due again, and the job id makes BullMQ ignore
 * what it has, so a flushed Redis is full again after one poll. Retries are the
 * outbox's too; for BullMQ every job succeeds.
 */
export function createBullmqQueue(options: BullmqOptions): Queue {
  const { store, journal, redisUrl, prefix, concurrency = 4, pollMs = 1000 } = options;
  const lockMs = options.lockMs ?? 30_000;
  const work = createOutboxWork(options);
  const warn = (error: unknown) => journal.warn({ error }, 'Redis does not do as asked');

  // Offering must fail when Redis is away, and be tried again at the next poll, rather than pile up.
  const offering = connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const queue = new BullQueue('work', { connection: offering, prefix });
  queue.on('error', warn);
  let serving: { worker: Worker; connection: Redis } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let offer: Promise<void> | undefined;
  const active = new Set<Promise<void>>();

  function connect(settings: {
    enableOfflineQueue?: boolean;
    maxRetriesPerRequest: number | null;
  }) {
    const connection = new Redis(redisUrl, settings);
    connection.on('error', warn);
    return connection;
  }

  async function offerDue(): Promise<void> {
    const due = await work.due(WINDOW);
    if (due.length === 0) return;
    await queue.addBulk(
      due.map(({ n, job }) => ({
        name: job,
        data: { n },
        // Removed at once: an id still known to Redis could not be offered again.
        opts: { jobId: `item-${n}`, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }

  function wake(): void {
    if (serving)
      offer ??= offerDue()
        .catch(warn)
        .finally(() => (offer = undefined));
  }

  async function process({ data }: { data: { n: number } }): Promise<void> {
    const run = work.run(data.n).finally(() => active.delete(run));
    active.add(run);
    await run;
  }

  return {
    handle: work.handle,
    async start() {
      const connection = connect({ maxRetriesPerRequest: null });
      const worker = new Worker<{ n: number }>('work', process, {
        connection,
        prefix,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
      });
      worker.on('error', warn);
      serving = { worker, connection };
      timer = setInterval(wake, pollMs);
      if (offering.status !== 'ready') offering.once('ready', wake);
      wake();
    },
    wake,
    async drain() {
      while (active.size > 0 || (await work.due(1)).length > 0) {
        wake();
        await sleep(10);
      }
    },
    async stop() {
      clearInterval(timer);
      const served = serving;
      serving = undefined;
      // Without Redis BullMQ would wait for it for ever; what runs here still ends, and counts.
      const away = offering.status !== 'ready';
      const closing = Promise.allSettled([served?.worker.close(away), offer, queue.close()]);
      if (!away) await closing;
      served?.connection.disconnect();
      offering.disconnect();
      await Promise.allSettled(active);
    },
    counts: () => store.countOutbox(),
  };
}
