import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { sha256 } from '../../base/crypto.ts';
import { CodedError } from '../../base/errors.ts';
import { newId } from '../../base/ids.ts';
import type { Clock, Rng } from '../../replication/ports.ts';
import type { SqliteDatabase } from '../../storage/sqlite/open.ts';
import type { Audit } from '../audit/audit.ts';
import { Attempts } from './attempts.ts';
import { hashPassword, isPassword } from './passwords.ts';
import type { PersonRole } from './roles.ts';
import { account, session } from './tables.ts';

/** People's accounts and their sessions on this server. */

/** A signed-in person. */
export interface Person {
  id: string;
  login: string;
  name: string;
  role: PersonRole;
  /** The only branch whose records a `branch` account sees; null otherwise. */
  branch: string | null;
  learnerId: string | null;
}

export interface NewAccount {
  login: string;
  name: string;
  password: string;
  role: PersonRole;
  branch?: string | null;
  learnerId?: string | null;
}

export interface Session {
  person: Person;
  token: string;
  expiresAt: number;
}

export interface Accounts {
  add(account: NewAccount): Promise<Person>;
  list(): Person[];
  /** Throws UNAUTHENTICATED, the same for an unknown name as for a wrong password, and RATE_LIMITED. */
  login(by: { login: string; password: string; address: string }): Promise<Session>;
  /** The person of a session that still runs. */
  find(token: string): Person | undefined;
  /** False if there was no such session. */
  logout(token: string): boolean;
  /** Also ends all sessions of the account. */
  setPassword(login: string, password: string): Promise<void>;
  setDisabled(login: string, disabled: boolean): void;
}

const SESSION_MS = 12 * 3_600_000;
const WINDOW_MS = 15 * 60_000;
/** Failures in about one window. An address may serve a whole office. */
const MAX_BY_ACCOUNT = 10;
const MAX_BY_ADDRESS = 50;
const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;

type Row = typeof account.$inferSelect;

const personOf = (row: Row): Person => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: row.role as PersonRole,
  branch: row.branchId,
  learnerId: row.learnerId,
});

export function createAccounts(options: {
  db: SqliteDatabase;
  site: string;
  clock: Clock;
  rng: Rng;
  audit: Audit;
}): Accounts {
  const { db, site, clock, rng, audit } = options;
  const attempts = new Attempts({ windowMs: WINDOW_MS, keysMax: 100_000 });
  // A wrong name must take as long as a wrong password.
  const nobody = hashPassword(rng.token());

  const byLogin = (login: string): Row | undefined =>
    db.select().from(account).where(eq(account.login, login)).get();

  async function checked(login: string, password: string): Promise<Row> {
    const row = byLogin(login);
    // Not the login as typed when there is no such account: people type passwords there.
    audit.about(row ? `account/${row.login}` : 'account/unknown');
    const right = await isPassword(password, row?.passwordHash ?? (await nobody));
    if (!row || !right || row.disabled)
      throw new CodedError('UNAUTHENTICATED', { detail: 'Wrong account or password.' });
    return row;
  }

  function open(person: Person): Session {
    const token = rng.token() + rng.token();
    const createdAt = clock.now();
    const expiresAt = createdAt + SESSION_MS;
    const row = { id: sha256(token), accountId: person.id, createdAt, expiresAt };
    audit.transaction(() => {
      db.delete(session).where(lte(session.expiresAt, createdAt)).run();
      db.insert(session).values(row).run();
    });
    return { person, token, expiresAt };
  }

  return {
    async add(wanted) {
      const passwordHash = await hashPassword(acceptable(wanted.password));
      if (byLogin(wanted.login)) throw new CodedError('CONFLICT', { detail: wanted.login });
      const createdAt = clock.now();
      const row = {
        id: newId(createdAt),
        login: wanted.login,
        name: wanted.name,
        passwordHash,
        role: wanted.role,
        site,
        branchId: wanted.branch ?? null,
        learnerId: wanted.learnerId ?? null,
        createdAt,
        disabled: false,
      };
      audit.about(`account/${row.login}`);
      audit.transaction(() => db.insert(account).values(row).run());
      return personOf(row);
    },
    list: () => db.select().from(account).orderBy(asc(account.login)).all().map(personOf),
    async login({ login, password, address }) {
      const keys = [
        [`account ${login}`, MAX_BY_ACCOUNT],
        [`address ${address}`, MAX_BY_ADDRESS],
      ] as const;
      for (const [key, max] of keys) attempts.check(key, max, clock.now());
      // Counted before the slow check, so that many at once count as many; a success takes it back.
      for (const [key] of keys) attempts.add(key, clock.now());
      const row = await checked(login, password.slice(0, PASSWORD_MAX + 1));
      attempts.forget(keys[0][0]);
      return open(personOf(row));
    },
    find(token) {
      const found = db
        .select({ account })
        .from(session)
        .innerJoin(account, eq(session.accountId, account.id))
        .where(
          and(
            eq(session.id, sha256(token)),
            gt(session.expiresAt, clock.now()),
            eq(account.disabled, false),
          ),
        )
        .get();
      return found && personOf(found.account);
    },
    logout: (token) =>
      audit.transaction(
        () =>
          db
            .delete(session)
            .where(eq(session.id, sha256(token)))
            .run().changes > 0,
      ),
    async setPassword(login, password) {
      const passwordHash = await hashPassword(acceptable(password));
      const row = byLogin(login);
      if (!row) throw new CodedError('NOT_FOUND', { detail: login });
      audit.about(`account/${login}`);
      audit.transaction(() => {
        db.update(account).set({ passwordHash }).where(eq(account.id, row.id)).run();
        db.delete(session).where(eq(session.accountId, row.id)).run();
      });
    },
    setDisabled(login, disabled) {
      audit.about(`account/${login}`);
      const { changes } = audit.transaction(() =>
        db.update(account).set({ disabled }).where(eq(account.login, login)).run(),
      );
      if (changes === 0) throw new CodedError('NOT_FOUND', { detail: login });
    },
  };
}

function acceptable(password: string): string {
  if (password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX) return password;
  throw new CodedError('BAD_INPUT', {
    faults: [
      {
        code: 'BAD_FIELD',
        field: 'password',
        zh: `密码须为 ${PASSWORD_MIN} 至 ${PASSWORD_MAX} 个字符。`,
        en: `The password must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`,
      },
    ],
  });
}
