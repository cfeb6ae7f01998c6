import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { ORIGIN } from '../../replication/model.ts';
import type { Key, Lane, Lineage, Position, StoredRecord } from '../../replication/model.ts';
import { syncEpoch, syncLog } from './engine-tables.ts';
import type { SqliteDatabase } from './open.ts';
import { prepareSelect } from './prepare.ts';

/** A place in a log as it is stored: whose record stood there, and what it said if history is kept. */
export interface LogRow extends Key {
  lane: Lane;
  epoch: string;
  seq: number;
  kept: string | null;
}

/** What the store asks of the log of this site. */
export interface LogRows {
  head(lane: Lane): Position;
  lineage(lane: Lane): Lineage;
  /** In order, after `after`. */
  page(query: { lane: Lane; after: number; limit: number }): LogRow[];
  isKept(lane: Lane, seq: number): boolean;
  append(row: LogRow): void;
  startEpoch(lane: Lane, step: Lineage[number]): void;
  /** Erases the history of one record. */
  forget(key: Key): void;
}

export function prepareLogRows(db: SqliteDatabase): LogRows {
  const lane = sql.placeholder('lane');
  const { epoch, seq, kept, type, id } = syncLog;
  const inLane = eq(syncLog.lane, lane);
  const place = { epoch, seq };
  const head = db.select(place).from(syncLog).where(inLane).orderBy(desc(seq)).limit(1);
  const row = { lane: syncLog.lane, epoch, seq, type, id, kept };
  const page = db
    .select(row)
    .from(syncLog)
    .where(and(inLane, gt(seq, sql.placeholder('after'))))
    .orderBy(asc(seq))
    .limit(sql.placeholder('limit'));
  const isKept = db
    .select({ seq })
    .from(syncLog)
    .where(and(inLane, eq(seq, sql.placeholder('seq')), isNotNull(kept)));
  const append = db.insert(syncLog).values({
    lane,
    epoch: sql.placeholder('epoch'),
    seq: sql.placeholder('seq'),
    type: sql.placeholder('type'),
    id: sql.placeholder('id'),
    kept: sql.placeholder('kept'),
  });
  const step = { epoch: syncEpoch.epoch, start: syncEpoch.start };
  const lineage = db
    .select(step)
    .from(syncEpoch)
    .where(eq(syncEpoch.lane, lane))
    .orderBy(asc(syncEpoch.start));
  const forget = db
    .update(syncLog)
    .set({ kept: null })
    .where(and(eq(type, sql.placeholder('type')), eq(id, sql.placeholder('id')), isNotNull(kept)));
  const ready = {
    head: prepareSelect(db, place, head),
    page: prepareSelect(db, row, page),
    isKept: isKept.prepare(),
    append: append.prepare(),
    lineage: prepareSelect(db, step, lineage),
    forget: forget.prepare(),
  };

  return {
    head: (of) => ready.head.get({ lane: of }) ?? ORIGIN,
    lineage: (of) => ready.lineage.all({ lane: of }),
    page: ({ lane: of, after, limit }) => ready.page.all({ lane: of, after, limit }),
    isKept: (of, at) => ready.isKept.get({ lane: of, seq: at }) !== undefined,
    append: (row) => void ready.append.run({ ...row }),
    startEpoch: (of, next) =>
      void db
        .insert(syncEpoch)
        .values({ lane: of, ...next })
        .run(),
    forget: (key) => void ready.forget.run({ type: key.type, id: key.id }),
  };
}

export const toKept = (record: StoredRecord): string => JSON.stringify(record);
export const fromKept = (kept: string): StoredRecord => JSON.parse(kept) as StoredRecord;
