import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { createCrypto } from '../base/crypto.ts';
import type { SigningCrypto } from '../base/crypto.ts';
import { createKeyFile, readKeyFile } from '../base/keys.ts';
import type { KeyPair } from '../base/keys.ts';
import { CodedError } from '../base/errors.ts';
import { journalOf } from '../base/log.ts';
import type { Log } from '../base/log.ts';
import { secureRng } from '../base/rng.ts';
import { recordTables, recordTypes } from '../domains/index.ts';
import { createEngine } from '../replication/engine.ts';
import type { Engine } from '../replication/engine.ts';
import type { Grant } from '../replication/model.ts';
import type { Clock, Rng } from '../replication/ports.ts';
import type { Store } from '../replication/store.ts';
import { migrateDatabase, readMigrations } from '../storage/sqlite/migrate.ts';
import { openDatabase } from '../storage/sqlite/open.ts';
import type { SqliteDatabase } from '../storage/sqlite/open.ts';
import { createSqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { createAudit } from './audit/audit.ts';
import type { Audit } from './audit/audit.ts';
import { createAccounts } from './accounts/accounts.ts';
import type { Accounts } from './accounts/accounts.ts';

/** One site's data folder, opened: what hub and node have in common below their APIs. */
export interface OpenSite {
  readonly name: string;
  readonly db: SqliteDatabase;
  readonly store: Store;
  readonly engine: Engine;
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly keys: KeyPair;
  readonly crypto: SigningCrypto;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly log: Log;
  pendingMigrations(): number;
  /** Closes the database, after the last request was answered. */
  close(): void;
}

export interface SiteOptions {
  name: string;
  /** The network's root site. */
  root: string;
  upstream: Grant | null;
  /** Public keys of the root site where the upstream is another one. */
  rootKeys?: readonly string[] | undefined;
  /** Whether other sites dial this one. */
  serves: boolean;
  dataDir: string;
  /** Folder of this server's migrations. */
  migrations: string;
  software: string;
  log: Log;
  clock?: Clock | undefined;
}

export const databaseFile = (dataDir: string): string => join(dataDir, 'lianxue.db');
export const keyFile = (dataDir: string): string => join(dataDir, 'site.key');

/** Makes a data folder with a new key; throws KEY_FILE when there is a key already. */
export function initFolder(dataDir: string): KeyPair {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (existsSync(keyFile(dataDir)))
    throw new CodedError('KEY_FILE', { detail: `${keyFile(dataDir)} is there already.` });
  return createKeyFile(keyFile(dataDir));
}

/** Opens a site, bringing its database forward first. Throws KEY_FILE, STORAGE or NEWER_DATABASE. */
export async function openSite(options: SiteOptions): Promise<OpenSite> {
  const { name, root, upstream, rootKeys, serves, dataDir, migrations, software, log } = options;
  const keys = readKeyFile(keyFile(dataDir));
  const crypto = createCrypto(keys);
  const clock = options.clock ?? systemClock;
  const rng = secureRng;
  const db = openDatabase(databaseFile(dataDir));
  try {
    migrateDatabase(db, migrations);
    const audit = createAudit({ db, site: name, clock, crypto });
    const store = createSqliteStore({
      db,
      tables: recordTables,
      types: recordTypes,
      alongside: (keys) => audit.join(keys),
    });
    const engine = await createEngine({
      site: name,
      root,
      upstream,
      rootKeys,
      serves,
      software,
      keys: [keys.publicKey],
      types: recordTypes,
      store,
      clock,
      rng,
      crypto,
      journal: journalOf(log),
    });
    return {
      name,
      db,
      store,
      engine,
      accounts: createAccounts({ db, site: name, clock, rng, audit }),
      audit,
      keys,
      crypto,
      clock,
      rng,
      log,
      pendingMigrations: () => readMigrations(db, migrations).pending,
      close() {
        audit.flush();
        db.$client.close();
      },
    };
  } catch (error) {
    db.$client.close();
    throw error;
  }
}
