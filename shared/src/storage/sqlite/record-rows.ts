import { and, asc, eq, gt, lte, or, sql } from 'drizzle-orm';
import type { Op, StoredRecord } from '../../replication/model.ts';
import type { RecordTable } from '../kit.ts';
import { sqliteRecordTable } from './columns.ts';
import type { EnvelopeTable } from './columns.ts';
import type { SqliteDatabase } from './open.ts';
import { prepareSelect, prepareUpsert } from './prepare.ts';

/** What the store asks of the table of one record type. */
export interface RecordRows {
  get(id: string): StoredRecord | undefined;
  /** Those there are, in no order. */
  all(ids: readonly string[]): StoredRecord[];
  /** Its `rev`, or null when there is no such record. */
  rev(id: string): string | null;
  put(record: StoredRecord): void;
  /** In the order of ids, after `after` ('' for all). */
  page(query: { after: string; limit: number; peer: string | undefined }): StoredRecord[];
  /** Those that came from `via` at places `after < seq <= to`, in no order. */
  ranged(query: { via: string; after: number; to: number }): StoredRecord[];
}

export function prepareRecordRows(db: SqliteDatabase, declared: RecordTable): RecordRows {
  const table = sqliteRecordTable(declared) as unknown as EnvelopeTable;
  const envelope = {
    id: table.id,
    owner: table.owner,
    rev: table.rev,
    trail: table.trail,
    version: table.version,
    op: table.op,
    schemaVersion: table.schemaVersion,
    at: table.at,
    hash: table.hash,
    sig: table.sig,
    body: table.body,
    via: table.via,
    viaEpoch: table.viaEpoch,
    viaSeq: table.viaSeq,
    pos: table.pos,
    audience: table.audience,
    reach: table.reach,
  };
  const byId = eq(table.id, sql.placeholder('id'));
  const get = prepareSelect(db, envelope, db.select(envelope).from(table).where(byId));
  // One statement for a whole page of a feed, as each call costs more than the row it reads.
  const among = sql`${table.id} in (select value from json_each(${sql.placeholder('ids')}))`;
  const all = prepareSelect(db, envelope, db.select(envelope).from(table).where(among));
  const stamp = { rev: table.rev };
  const rev = prepareSelect(db, stamp, db.select(stamp).from(table).where(byId));
  const put = prepareUpsert(db, table, ['id']);
  const placed = and(
    eq(table.via, sql.placeholder('via')),
    gt(table.viaSeq, sql.placeholder('after')),
    lte(table.viaSeq, sql.placeholder('to')),
  );
  const ranged = prepareSelect(db, envelope, db.select(envelope).from(table).where(placed));
  const { type } = declared;

  return {
    get(id) {
      const row = get.get({ id });
      return row && fromRow(type, row);
    },
    all: (ids) => all.all({ ids: JSON.stringify(ids) }).map((row) => fromRow(type, row)),
    rev: (id) => rev.get({ id })?.rev ?? null,
    put: (record) => put(toRow(record)),
    ranged: (query) => ranged.all(query).map((row) => fromRow(type, row)),
    page({ after, limit, peer }) {
      const known = peer === undefined ? undefined : or(eq(table.owner, peer), eq(table.via, peer));
      const wanted = and(gt(table.id, after), known);
      const rows = db.select(envelope).from(table).where(wanted).orderBy(asc(table.id));
      return rows
        .limit(limit)
        .all()
        .map((row) => fromRow(type, row));
    },
  };
}

type Row = EnvelopeTable['$inferSelect'];

// Most lists are empty, and parsing them would cost more than the rest of the row.
const toText = (list: readonly string[]): string =>
  list.length === 0 ? '[]' : JSON.stringify(list);
const toList = (text: string): string[] => (text === '[]' ? [] : (JSON.parse(text) as string[]));

const toRow = (record: StoredRecord): Row => ({
  id: record.id,
  owner: record.owner,
  rev: record.rev,
  trail: toText(record.trail),
  version: record.version,
  op: record.op,
  schemaVersion: record.schemaVersion,
  at: record.at,
  hash: record.hash,
  sig: record.sig,
  body: record.body,
  via: record.via,
  viaEpoch: record.viaAt?.epoch ?? null,
  viaSeq: record.viaAt?.seq ?? null,
  pos: record.pos,
  audience: toText(record.audience),
  reach: toText(record.reach),
});

const fromRow = (type: string, row: Row): StoredRecord => ({
  type,
  id: row.id,
  owner: row.owner,
  rev: row.rev,
  trail: toList(row.trail),
  version: row.version,
  op: row.op as Op,
  schemaVersion: row.schemaVersion,
  at: row.at,
  hash: row.hash,
  sig: row.sig,
  body: row.body,
  via: row.via,
  viaAt: row.viaSeq === null ? null : { epoch: row.viaEpoch ?? '', seq: row.viaSeq },
  pos: row.pos,
  audience: toList(row.audience),
  reach: toList(row.reach),
});
