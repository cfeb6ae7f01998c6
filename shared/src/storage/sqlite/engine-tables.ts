import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Entry, Fault, Lane, Lineage, Position } from '../../replication/model.ts';
import type {
  ConflictState,
  Contact,
  Milestone,
  Peer,
  QuarantineState,
  Receipt,
  Verification,
} from '../../replication/store.ts';

/** The engine's own tables on SQLite; what they mean is told in `replication/store.ts`. */

const lane = () => text('lane').$type<Lane>().notNull();
const key = () => ({ type: text('type').notNull(), id: text('id').notNull() });
const position = () => ({ epoch: text('epoch').notNull(), seq: integer('seq').notNull() });

export const syncLog = sqliteTable(
  'sync_log',
  {
    lane: lane(),
    ...position(),
    ...key(),
    /** The record as logged, as JSON; only of types that keep history. */
    kept: text('kept'),
  },
  (row) => [
    primaryKey({ columns: [row.lane, row.seq] }),
    // Only erasure looks for history by record.
    index('sync_log_kept')
      .on(row.type, row.id)
      .where(sql`kept is not null`),
  ],
);

export const syncEpoch = sqliteTable(
  'sync_epoch',
  { lane: lane(), start: integer('start').notNull(), epoch: text('epoch').notNull() },
  (row) => [primaryKey({ columns: [row.lane, row.start] })],
);

export const syncCursor = sqliteTable(
  'sync_cursor',
  {
    peer: text('peer').notNull(),
    lane: lane(),
    ...position(),
    lineage: text('lineage', { mode: 'json' }).$type<Lineage>().notNull(),
    owed: text('owed', { mode: 'json' }).$type<Position>().notNull(),
  },
  (row) => [primaryKey({ columns: [row.peer, row.lane] })],
);

export const syncReceipt = sqliteTable(
  'sync_receipt',
  {
    peer: text('peer').notNull(),
    lane: lane(),
    ...position(),
    refused: text('refused', { mode: 'json' }).$type<Receipt['refused']>().notNull(),
    at: integer('at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.peer, row.lane] })],
);

const words = (name: string) => text(name, { mode: 'json' }).$type<string[]>().notNull();

export const syncPeer = sqliteTable('sync_peer', {
  site: text('site').primaryKey(),
  parent: text('parent').notNull(),
  role: text('role').$type<Peer['role']>().notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  tokens: words('tokens'),
  sees: text('sees', { mode: 'json' }).$type<Peer['sees']>(),
  tokensEver: words('tokens_ever'),
  keys: words('keys'),
  regrant: text('regrant', { mode: 'json' }).$type<Peer['regrant']>(),
  clonedAt: integer('cloned_at').notNull(),
  n: integer('n').notNull(),
});

export const syncContact = sqliteTable('sync_contact', {
  peer: text('peer').primaryKey(),
  lastAttemptAt: integer('last_attempt_at').notNull(),
  lastSuccessAt: integer('last_success_at').notNull(),
  lastError: text('last_error').notNull(),
  heads: text('heads', { mode: 'json' }).$type<Contact['heads']>().notNull(),
  software: text('software').notNull(),
  types: text('types', { mode: 'json' }).$type<Contact['types']>().notNull(),
  returned: text('returned').notNull(),
});

export const syncMeta = sqliteTable('sync_meta', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

export const syncMilestone = sqliteTable(
  'sync_milestone',
  {
    n: integer('n').primaryKey({ autoIncrement: true }),
    peer: text('peer').notNull(),
    lane: lane(),
    way: text('way').$type<Milestone['way']>().notNull(),
    ...position(),
    sentAt: integer('sent_at').notNull(),
    doneAt: integer('done_at').notNull(),
  },
  (row) => [index('sync_milestone_by_feed').on(row.peer, row.lane, row.way, row.n)],
);

export const syncVerification = sqliteTable(
  'sync_verification',
  {
    peer: text('peer').notNull(),
    lane: lane(),
    way: text('way').$type<Verification['way']>().notNull(),
    at: text('at', { mode: 'json' }).$type<Position>().notNull(),
    round: integer('round').notNull(),
    done: text('done', { mode: 'json' }).$type<Verification['done']>().notNull(),
    repaired: integer('repaired').notNull(),
  },
  (row) => [primaryKey({ columns: [row.peer, row.lane, row.way] })],
);

export const syncQuarantine = sqliteTable(
  'sync_quarantine',
  {
    ref: text('ref').primaryKey(),
    ...key(),
    peer: text('peer').notNull(),
    lane: lane(),
    ...position(),
    faults: text('faults', { mode: 'json' }).$type<Fault[]>().notNull(),
    raw: text('raw').notNull(),
    state: text('state').$type<QuarantineState>().notNull(),
    since: integer('since').notNull(),
    settledAt: integer('settled_at').notNull(),
  },
  (row) => [
    index('sync_quarantine_by_record').on(row.type, row.id),
    index('sync_quarantine_by_state').on(row.state, row.peer),
  ],
);

export const syncConflict = sqliteTable(
  'sync_conflict',
  {
    ref: text('ref').primaryKey(),
    ...key(),
    from: text('from').notNull(),
    theirs: text('theirs', { mode: 'json' }).$type<Entry>().notNull(),
    oursRev: text('ours_rev').notNull(),
    since: integer('since').notNull(),
    state: text('state').$type<ConflictState>().notNull(),
    settledAt: integer('settled_at').notNull(),
  },
  (row) => [index('sync_conflict_by_record').on(row.type, row.id)],
);

export const syncHeld = sqliteTable(
  'sync_held',
  {
    ref: text('ref').primaryKey(),
    ...key(),
    owner: text('owner').notNull(),
    from: text('from').notNull(),
    entry: text('entry', { mode: 'json' }).$type<Entry>().notNull(),
    since: integer('since').notNull(),
  },
  (row) => [
    index('sync_held_by_owner').on(row.owner, row.ref),
    index('sync_held_by_record').on(row.type, row.id),
  ],
);

export const syncOutbox = sqliteTable(
  'sync_outbox',
  {
    // Autoincrement: a number is a job's identity in a queue outside, so it must not come again.
    n: integer('n').primaryKey({ autoIncrement: true }),
    job: text('job').notNull(),
    ...key(),
    at: integer('at').notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: integer('due_at'),
    error: text('error').notNull(),
  },
  (row) => [index('sync_outbox_by_job').on(row.job)],
);

export const engineTables = {
  syncLog,
  syncEpoch,
  syncCursor,
  syncReceipt,
  syncPeer,
  syncContact,
  syncMeta,
  syncMilestone,
  syncVerification,
  syncQuarantine,
  syncConflict,
  syncHeld,
  syncOutbox,
};
