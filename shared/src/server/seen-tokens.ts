import { lte, sql } from 'drizzle-orm';
import type { TokenVerifierOptions } from '../federation/peer-token.ts';
import type { SqliteDatabase } from '../storage/sqlite/open.ts';
import { seenToken } from './accounts/tables.ts';

/** Forgotten ids are swept this often, ms. */
const SWEEP_EVERY = 60_000;

/** Remembers request tokens in the database, so that a restart opens no window to replay them. */
export function rememberTokens(
  db: SqliteDatabase,
  now: () => number,
): TokenVerifierOptions['remember'] {
  const insert = db
    .insert(seenToken)
    .values({
      jti: sql.placeholder('jti'),
      site: sql.placeholder('site'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .onConflictDoNothing()
    .prepare();
  let sweptAt = 0;
  return (token) => {
    if (now() - sweptAt > SWEEP_EVERY) {
      sweptAt = now();
      db.delete(seenToken).where(lte(seenToken.expiresAt, sweptAt)).run();
    }
    return insert.run(token).changes === 1;
  };
}
