import type { Clock, Journal, Rng } from '../../replication/ports.ts';
import type { Key } from '../../replication/model.ts';
import type { OutboxCounts, Store } from '../../replication/store.ts';

/**
 * Background work. What is to be done stands in the store's outbox, written with
 * the change that asks for it; an item leaves the outbox only after its handler
 * succeeded. So a queue may forget everything and lose nothing, and a handler
 * may run twice for one item, also at the same time: it must be idempotent.
 */
export interface Queue {
  /** Before `start`. Items of jobs without a handler wait for a process that has one. */
  handle(job: string, handler: Handler, options?: Partial<HandlerOptions>): void;
  start(): Promise<void>;
  /** Something was enqueued: look now rather than at the next poll. */
  wake(): void;
  /** Resolves when nothing that is due by now is left; failed items do not count. */
  drain(): Promise<void>;
  /** Resolves when the handlers under way have ended; no other begins. */
  stop(): Promise<void>;
  /** All items of the store, whoever handles them. */
  counts(): Promise<OutboxCounts>;
}

/** The key of a record, never its content: the handler reads what is true when it runs. */
export interface Work extends Key {
  job: string;
}
export type Handler = (work: Work) => Promise<void>;

export interface HandlerOptions {
  /** Runs before the item is left as failed for a person. */
  attempts: number;
  /** Bound of the first pause after a failure, ms; doubles each time up to `capMs`. */
  baseMs: number;
  capMs: number;
}

export interface QueuePorts {
  store: Store;
  clock: Pick<Clock, 'now'>;
  rng: Pick<Rng, 'next'>;
  journal: Journal;
}
