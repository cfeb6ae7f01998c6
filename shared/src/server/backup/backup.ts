import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { CodedError } from '../../base/errors.ts';
import { sha256 } from '../../base/crypto.ts';
import { secureRng } from '../../base/rng.ts';
import { recordTables, recordTypes } from '../../domains/index.ts';
import { hashText } from '../../replication/codec.ts';
import { keyOf, LANES } from '../../replication/model.ts';
import type { Key } from '../../replication/model.ts';
import { RESTORED } from '../../replication/settled.ts';
import { syncMeta } from '../../storage/sqlite/engine-tables.ts';
import { migrateDatabase } from '../../storage/sqlite/migrate.ts';
import { openDatabase } from '../../storage/sqlite/open.ts';
import { createSqliteStore } from '../../storage/sqlite/sqlite-store.ts';
import { seenToken, session } from '../accounts/tables.ts';
import { databaseFile } from '../site.ts';
import { digestFile, packBackup, syncFolder, unpackBackup } from './backup-file.ts';
import type { Manifest } from './backup-file.ts';

/** Backups of a site's database. The key is a file of its own and never part of one. */

export interface BackupOf {
  dataDir: string;
  site: string;
  /** Folder of the server's migrations: an older backup is brought forward before it is read. */
  migrations: string;
  software: string;
  /** Clock, ms since 1970. */
  now: number;
}

/** Runs `use` with a scratch folder beside `near`, so that a rename out of it is one step. */
async function withScratch<T>(near: string, use: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(near, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(near, '.backup-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes a backup of a site, running or not, into `file`. */
export function createBackup(of: BackupOf, file: string): Promise<Manifest> {
  return withScratch(dirname(file), async (folder) => {
    const copy = join(folder, 'copy.db');
    const source = new Database(databaseFile(of.dataDir), { readonly: true, fileMustExist: true });
    try {
      await source.backup(copy);
    } finally {
      source.close();
    }
    const heads = await tidy(copy);
    const { site, software, now } = of;
    const about = { format: 'lianxue-backup', version: 1, site, software, madeAt: now } as const;
    const manifest = { ...about, heads, ...(await digestFile(copy)) };
    await packBackup(copy, { manifest, file });
    return manifest;
  });
}

/** Takes out what must not come back with a backup: open sessions, and tokens seen; answers where the logs stood. */
async function tidy(copy: string): Promise<Manifest['heads']> {
  const db = openDatabase(copy);
  try {
    db.delete(session).run();
    db.delete(seenToken).run();
    const store = createSqliteStore({ db, tables: recordTables, types: recordTypes });
    const heads: Manifest['heads'] = {};
    for (const lane of LANES) heads[lane] = (await store.log(lane)).head;
    // One file, without a journal beside it, and without the pages of what was deleted.
    db.$client.exec('vacuum');
    db.$client.pragma('journal_mode = DELETE');
    return heads;
  } finally {
    db.$client.close();
  }
}

export interface BackupReport {
  manifest: Manifest;
  records: number;
  /** Records whose body is not what their hash was made of. */
  damaged: Key[];
}

/** Reads a whole backup: its digest, its pages, and each record's hash. Throws BACKUP_DAMAGED. */
export function verifyBackup(
  { migrations }: Pick<BackupOf, 'migrations'>,
  file: string,
): Promise<BackupReport> {
  return withScratch(dirname(file), async (folder) => {
    const copy = join(folder, 'copy.db');
    const manifest = await unpackBackup(file, copy);
    return { manifest, ...(await inspect(copy, { file, migrations })) };
  });
}

async function inspect(
  copy: string,
  { file, migrations }: { file: string; migrations: string },
): Promise<Omit<BackupReport, 'manifest'>> {
  const db = openDatabase(copy);
  try {
    const pages = db.$client.pragma('integrity_check(1)', { simple: true });
    if (pages !== 'ok')
      throw new CodedError('BACKUP_DAMAGED', { detail: `${file}: ${String(pages)}` });
    migrateDatabase(db, migrations);
    const store = createSqliteStore({ db, tables: recordTables, types: recordTypes });
    const types = recordTypes.map((type) => type.name);
    const damaged: Key[] = [];
    let records = 0;
    for (let after: Key | null = null; ;) {
      const page: Awaited<ReturnType<typeof store.scan>> = await store.scan({
        types,
        after,
        limit: 1_000,
      });
      for (const record of page)
        if (record.op !== 'gone' && sha256(hashText(record)) !== record.hash)
          damaged.push({ type: record.type, id: record.id });
      records += page.length;
      const last = page.at(-1);
      if (!last) return { records, damaged };
      after = { type: last.type, id: last.id };
    }
  } finally {
    db.$client.close();
  }
}

export interface Restored {
  manifest: Manifest;
  /** Where the database that stood there went; null when there was none. */
  kept: string | null;
}

/**
 * Puts a backup in the place of a stopped site's database. The site then knows
 * that it was restored, and promises nothing that counts until its peers have
 * given back what it forgot. Throws IN_USE while the site runs, BACKUP_FOREIGN
 * for another site's backup, BACKUP_DAMAGED.
 */
export function restoreBackup(of: BackupOf, file: string): Promise<Restored> {
  return withScratch(of.dataDir, async (folder) => {
    const copy = join(folder, 'copy.db');
    const manifest = await unpackBackup(file, copy);
    if (manifest.site !== of.site)
      throw new CodedError('BACKUP_FOREIGN', { detail: `${manifest.site}, not ${of.site}.` });
    const { damaged } = await inspect(copy, { file, migrations: of.migrations });
    if (damaged[0]) throw new CodedError('BACKUP_DAMAGED', { detail: keyOf(damaged[0]) });
    markRestored(copy);
    const target = databaseFile(of.dataDir);
    const kept = existsSync(target) ? `${target}.replaced-${of.now}` : null;
    if (kept) {
      settleFile(target);
      await rename(target, kept);
    }
    await rename(copy, target);
    await syncFolder(of.dataDir);
    return { manifest, kept };
  });
}

function markRestored(copy: string): void {
  const db = openDatabase(copy);
  const mark = { key: RESTORED, value: secureRng.token() };
  db.insert(syncMeta)
    .values(mark)
    .onConflictDoUpdate({ target: syncMeta.key, set: { value: mark.value } })
    .run();
  db.$client.pragma('journal_mode = DELETE');
  db.$client.close();
}

/** Brings everything of a database into its one file. Throws IN_USE while another process has it open. */
function settleFile(file: string): void {
  const db = new Database(file, { timeout: 500 });
  try {
    // Leaving WAL needs the file for oneself alone.
    const mode = db.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new CodedError('IN_USE', { detail: file });
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'SQLITE_BUSY') throw cause;
    throw new CodedError('IN_USE', { detail: file, cause });
  } finally {
    db.close();
  }
}
