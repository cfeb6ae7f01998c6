import { and, asc, count, eq, gt, lte, sql } from 'drizzle-orm';
import type { OutboxCounts, OutboxItem, OutboxQuery, Step } from '../../replication/store.ts';
import { syncOutbox } from './engine-tables.ts';
import type { SqliteDatabase } from './open.ts';

type StepOf<D extends Step['do']> = Extract<Step, { do: D }>;

/** Jobs to be run, in the order of their numbers. */
export interface OutboxRows {
  page(query: OutboxQuery): OutboxItem[];
  count(): OutboxCounts;
  enqueue(step: StepOf<'enqueue'>): void;
  dequeue(n: number): void;
  postpone(step: StepOf<'postpone'>): void;
}

export function prepareOutboxRows(db: SqliteDatabase): OutboxRows {
  const o = syncOutbox;
  const enqueue = db
    .insert(o)
    .values({
      job: sql.placeholder('job'),
      type: sql.placeholder('type'),
      id: sql.placeholder('id'),
      at: sql.placeholder('at'),
      dueAt: sql.placeholder('at'),
      attempts: 0,
      error: '',
    })
    .prepare();
  const dequeue = db
    .delete(o)
    .where(eq(o.n, sql.placeholder('n')))
    .prepare();

  return {
    page({ job, dueBy, after = 0, limit }) {
      const wanted = and(
        gt(o.n, after),
        job === undefined ? undefined : eq(o.job, job),
        dueBy === undefined ? undefined : lte(o.dueAt, dueBy),
      );
      return db.select().from(o).where(wanted).orderBy(asc(o.n)).limit(limit).all();
    },
    count() {
      const counts = db
        .select({ all: count(), waiting: count(o.dueAt) })
        .from(o)
        .get();
      const waiting = counts?.waiting ?? 0;
      return { waiting, failed: (counts?.all ?? 0) - waiting };
    },
    enqueue: ({ job, key, at }) => void enqueue.run({ job, type: key.type, id: key.id, at }),
    dequeue: (n) => void dequeue.run({ n }),
    postpone: ({ n, attempts, dueAt, error }) =>
      void db.update(o).set({ attempts, dueAt, error }).where(eq(o.n, n)).run(),
  };
}
