import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** People's accounts on one server, their sessions, and the peers' request tokens already seen. Never replicated. */

export const account = sqliteTable('account', {
  id: text('id').primaryKey(),
  login: text('login').notNull().unique(),
  name: text('name').notNull(),
  /** argon2id with its salt and costs. */
  passwordHash: text('password_hash').notNull(),
  role: text('role').notNull(),
  /** The site the account belongs to. */
  site: text('site').notNull(),
  /** What a branch's staff may see, and who a learner is; null where the role has none. */
  branchId: text('branch_id'),
  learnerId: text('learner_id'),
  createdAt: integer('created_at').notNull(),
  disabled: integer('disabled', { mode: 'boolean' }).notNull().default(false),
});

export const session = sqliteTable(
  'session',
  {
    /** Hash of the cookie's token, so that a stolen database opens no session. */
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (row) => [
    index('session_by_account').on(row.accountId),
    index('session_by_expiry').on(row.expiresAt),
  ],
);

/** A request token is taken once; kept until it could not be valid any more. */
export const seenToken = sqliteTable(
  'seen_token',
  {
    jti: text('jti').notNull(),
    site: text('site').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.site, row.jti] }),
    index('seen_token_by_expiry').on(row.expiresAt),
  ],
);

export const accountTables = { account, session, seenToken };
