import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Who did what on this server. Rows are only ever added; see `audit.ts` for how the oldest leave. */
export const auditEntry = sqliteTable(
  'audit_entry',
  {
    /** Dense, from 1. */
    seq: integer('seq').primaryKey(),
    at: integer('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actor: text('actor').notNull(),
    role: text('role').notNull(),
    address: text('address').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    result: text('result').notNull(),
    detail: text('detail').notNull(),
    /** Hash of the row before. */
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
    /** This site's signature of the hash. */
    sig: text('sig').notNull(),
  },
  (row) => [
    index('audit_entry_by_time').on(row.at),
    index('audit_entry_by_actor').on(row.actor),
    index('audit_entry_by_action').on(row.action),
  ],
);

/** Where the log begins since older rows were taken out: the last of them, signed. */
export const auditAnchor = sqliteTable('audit_anchor', {
  seq: integer('seq').primaryKey(),
  hash: text('hash').notNull(),
  /** When the rows up to there were taken out. */
  at: integer('at').notNull(),
  sig: text('sig').notNull(),
});

export const auditTables = { auditEntry, auditAnchor };
