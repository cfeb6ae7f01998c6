import { CodedError } from '../../base/errors.ts';
import { keyOf } from '../../replication/model.ts';
import type { Key, Lane, StoredRecord } from '../../replication/model.ts';
import type {
  FeedRow,
  Outcome,
  Plan,
  RangeQuery,
  ScanQuery,
  Store,
} from '../../replication/store.ts';
import type { RecordTable } from '../kit.ts';
import { checkSteps } from '../known-types.ts';
import type { KnownType } from '../known-types.ts';
import { prepareAttentionRows } from './attention-rows.ts';
import { prepareLinkRows } from './link-rows.ts';
import { fromKept, prepareLogRows } from './log-rows.ts';
import type { LogRow } from './log-rows.ts';
import { prepareMilestoneRows } from './milestone-rows.ts';
import type { SqliteDatabase } from './open.ts';
import { prepareOutboxRows } from './outbox-rows.ts';
import { prepareRecordRows } from './record-rows.ts';
import { applyStep, holds } from './sqlite-steps.ts';
import type { SqliteCommit, StoreRows } from './sqlite-steps.ts';

/**
 * The store on SQLite. `db` must have been migrated; throws UNKNOWN_TYPE when a
 * type has no table. A commit is one synchronous transaction, so nothing else of
 * this process can run inside it; other processes wait up to the busy timeout.
 */
export function createSqliteStore(options: {
  db: SqliteDatabase;
  tables: readonly RecordTable[];
  types: readonly KnownType[];
  /** Called inside each commit with what it writes; what it does to the database stands and falls with it. */
  alongside?: ((keys: readonly Key[]) => void) | undefined;
}): Store {
  const { db, tables } = options;
  const lanes = new Map(options.types.map(({ name, lane }) => [name, lane]));
  const rows: StoreRows = {
    records: new Map(tables.map((table) => [table.type, prepareRecordRows(db, table)])),
    log: prepareLogRows(db),
    links: prepareLinkRows(db),
    attention: prepareAttentionRows(db),
    outbox: prepareOutboxRows(db),
    milestones: prepareMilestoneRows(db),
  };
  const homeless = [...lanes.keys()].find((type) => !rows.records.has(type));
  if (homeless) throw new CodedError('UNKNOWN_TYPE', { detail: `${homeless} has no table` });

  const transact = db.$client.transaction(({ guards, steps, epochs }: Plan): Outcome => {
    const failed = guards.find((guard) => !holds(rows, guard));
    if (failed) return { ok: false, failed };
    const commit: SqliteCommit = { rows, epochs, heads: new Map(), revs: [] };
    for (const step of steps) applyStep(commit, step);
    options.alongside?.(steps.flatMap((step) => (step.do === 'write' ? [step.record] : [])));
    return { ok: true, revs: commit.revs };
  });

  const record = ({ type, id }: Key): StoredRecord | undefined => rows.records.get(type)?.get(id);

  function feedRow(row: LogRow, current: StoredRecord | undefined): FeedRow {
    const { epoch, seq, type, id, kept } = row;
    const found = kept === null ? current : fromKept(kept);
    return { epoch, seq, type, id, record: found?.pos === seq ? found : undefined };
  }

  function feed(lane: Lane, after: number, limit: number) {
    const page = rows.log.page({ lane, after, limit });
    const current = readAll(page.filter(({ kept }) => kept === null));
    return {
      rows: page.map((row) => feedRow(row, current.get(keyOf(row)))),
      to: page.at(-1)?.seq ?? after,
    };
  }

  /** Many records at once, by `keyOf`. */
  function readAll(keys: readonly Key[]): Map<string, StoredRecord> {
    const byType = new Map<string, string[]>();
    for (const { type, id } of keys) {
      const ids = byType.get(type);
      if (ids) ids.push(id);
      else byType.set(type, [id]);
    }
    const found = new Map<string, StoredRecord>();
    for (const [type, ids] of byType)
      for (const one of rows.records.get(type)?.all(ids) ?? []) found.set(keyOf(one), one);
    return found;
  }

  function records(keys: readonly Key[]): (StoredRecord | undefined)[] {
    const found = readAll(keys);
    return keys.map((key) => found.get(keyOf(key)));
  }

  function scan({ types, peer, after, limit }: ScanQuery): StoredRecord[] {
    const found: StoredRecord[] = [];
    for (const type of [...types].sort()) {
      if (found.length >= limit) break;
      if (after && type < after.type) continue;
      const start = after?.type === type ? after.id : '';
      const left = limit - found.length;
      found.push(...(rows.records.get(type)?.page({ after: start, limit: left, peer }) ?? []));
    }
    return found;
  }

  function ranged({ types, ...query }: RangeQuery): StoredRecord[] {
    const found = types.flatMap((type) => rows.records.get(type)?.ranged(query) ?? []);
    return found.sort((a, b) => (a.viaAt?.seq ?? 0) - (b.viaAt?.seq ?? 0));
  }

  const { links, attention, outbox, log } = rows;
  return {
    async commit(plan) {
      checkSteps(lanes, plan.steps);
      // Immediate: taking the lock at the first write could fail after the guards were read.
      return transact.immediate(plan);
    },
    log: async (lane) => ({ head: log.head(lane), lineage: log.lineage(lane) }),
    feed: async (lane, after, limit) => feed(lane, after, limit),
    record: async (key) => record(key),
    records: async (keys) => records(keys),
    scan: async (query) => scan(query),
    ranged: async (query) => ranged(query),
    cursor: async (peer, lane) => links.cursor(peer, lane),
    receipt: async (peer, lane) => links.receipt(peer, lane),
    peer: async (site) => links.peer(site),
    peers: async () => links.peers(),
    contact: async (peer) => links.contact(peer),
    meta: async (key) => links.meta(key),
    milestones: async (query) => rows.milestones.page(query),
    verification: async (of) => links.verification(of),
    quarantine: async (query) => attention.quarantine(query),
    countQuarantine: async (peer) => attention.countQuarantine(peer),
    conflicts: async (query) => attention.conflicts(query),
    held: async (owners, after, limit) => attention.held(owners, after, limit),
    outbox: async (query) => outbox.page(query),
    countOutbox: async () => outbox.count(),
  };
}
