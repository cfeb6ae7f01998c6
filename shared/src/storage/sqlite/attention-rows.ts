import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Key } from '../../replication/model.ts';
import type {
  Conflict,
  ConflictState,
  Held,
  Quarantined,
  QuarantineQuery,
  QuarantineState,
} from '../../replication/store.ts';
import { syncConflict, syncHeld, syncQuarantine } from './engine-tables.ts';
import type { SqliteDatabase } from './open.ts';
import { prepareUpsert } from './prepare.ts';

/** What waits for a person, an upgrade or an owner: quarantine, conflicts, held versions. Few, so built per query. */
export interface AttentionRows {
  quarantine(query: QuarantineQuery): Quarantined[];
  countQuarantine(peer: string | null): number;
  putQuarantine(item: Quarantined): void;
  release(ref: string, state: QuarantineState, at: number): void;
  supersede(key: Key, at: number): void;

  conflicts(query: { state: ConflictState | null; after: string; limit: number }): Conflict[];
  putConflict(item: Conflict): void;
  settle(ref: string, at: number): void;

  held(owners: readonly string[] | null, after: string, limit: number): Held[];
  hold(item: Held): void;
  unhold(ref: string): void;

  /** Takes the bodies of one record out of all three. */
  forget(key: Key): void;
}

export function prepareAttentionRows(db: SqliteDatabase): AttentionRows {
  const putQuarantine = prepareUpsert(db, syncQuarantine, ['ref']);
  const hold = prepareUpsert(db, syncHeld, ['ref']);
  // Every applied version asks for it, and nearly none has anything there.
  const supersede = db
    .update(syncQuarantine)
    .set({ state: 'superseded', settledAt: sql`${sql.placeholder('at')}` })
    .where(
      and(
        eq(syncQuarantine.type, sql.placeholder('type')),
        eq(syncQuarantine.id, sql.placeholder('id')),
        eq(syncQuarantine.state, 'open'),
      ),
    )
    .prepare();

  return {
    quarantine({ peer, lane, type, id, code, state, after = '', limit }) {
      const q = syncQuarantine;
      const ofCode = sql`exists (select 1 from json_each(${q.faults}) where value ->> 'code' = ${code})`;
      const wanted = and(
        gt(q.ref, after),
        peer === undefined ? undefined : eq(q.peer, peer),
        lane === undefined ? undefined : eq(q.lane, lane),
        type === undefined ? undefined : eq(q.type, type),
        id === undefined ? undefined : eq(q.id, id),
        state === undefined ? undefined : eq(q.state, state),
        code === undefined ? undefined : ofCode,
      );
      const rows = db.select().from(q).where(wanted).orderBy(asc(q.ref)).limit(limit).all();
      return rows.map(({ epoch, seq, ...row }) => ({ ...row, at: { epoch, seq } }));
    },
    countQuarantine(peer) {
      const q = syncQuarantine;
      const open = and(eq(q.state, 'open'), peer === null ? undefined : eq(q.peer, peer));
      return db.select({ open: count() }).from(q).where(open).get()?.open ?? 0;
    },
    putQuarantine: ({ at, ...item }) => putQuarantine({ ...item, ...at }),
    release: (ref, state, settledAt) =>
      void db
        .update(syncQuarantine)
        .set({ state, settledAt })
        .where(eq(syncQuarantine.ref, ref))
        .run(),
    supersede: ({ type, id }, at) => void supersede.run({ type, id, at }),

    conflicts({ state, after, limit }) {
      const c = syncConflict;
      const wanted = and(gt(c.ref, after), state === null ? undefined : eq(c.state, state));
      return db.select().from(c).where(wanted).orderBy(asc(c.ref)).limit(limit).all();
    },
    putConflict: (item) => void db.insert(syncConflict).values(item).onConflictDoNothing().run(),
    settle: (ref, settledAt) =>
      void db
        .update(syncConflict)
        .set({ state: 'settled', settledAt })
        .where(eq(syncConflict.ref, ref))
        .run(),

    held: (owners, after, limit) =>
      db
        .select()
        .from(syncHeld)
        .where(
          and(owners ? inArray(syncHeld.owner, [...owners]) : undefined, gt(syncHeld.ref, after)),
        )
        .orderBy(asc(syncHeld.ref))
        .limit(limit)
        .all(),
    hold,
    unhold: (ref) => void db.delete(syncHeld).where(eq(syncHeld.ref, ref)).run(),

    forget({ type, id }) {
      const [q, c, h] = [syncQuarantine, syncConflict, syncHeld];
      db.update(q)
        .set({ raw: '' })
        .where(and(eq(q.type, type), eq(q.id, id)))
        .run();
      const theirs = sql`json_set(${c.theirs}, '$.body', null)`;
      db.update(c)
        .set({ theirs })
        .where(and(eq(c.type, type), eq(c.id, id)))
        .run();
      // A held version without its body could not be given back, and its owner wants it no more.
      db.delete(h)
        .where(and(eq(h.type, type), eq(h.id, id)))
        .run();
    },
  };
}
