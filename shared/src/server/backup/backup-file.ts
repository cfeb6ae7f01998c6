import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { CodedError } from '../../base/errors.ts';
import type { Lane, Position } from '../../replication/model.ts';

/**
 * A backup is one file: a line of JSON that says what it is, then the database,
 * packed with zstd. The line holds the digest of the database, so that a
 * truncated or altered file shows before anything is replaced.
 */
export interface Manifest {
  format: 'lianxue-backup';
  version: 1;
  site: string;
  software: string;
  /** Clock of the machine that made it, ms since 1970. */
  madeAt: number;
  /** Where the site's own logs stood. */
  heads: Partial<Record<Lane, Position>>;
  /** Bytes and SHA-256 of the database, unpacked. */
  bytes: number;
  sha256: string;
}

/** Longest first line, bytes. */
const LINE_MAX = 16 * 1024;

/** Bytes and SHA-256 of a file. */
export async function digestFile(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Packs a database into `file`, which is there whole or not at all. */
export async function packBackup(
  database: string,
  { manifest, file }: { manifest: Manifest; file: string },
): Promise<void> {
  const part = `${file}.part`;
  const out = createWriteStream(part, { mode: 0o600, flush: true });
  out.write(`${JSON.stringify(manifest)}\n`);
  await pipeline(createReadStream(database), createZstdCompress(), out);
  await rename(part, file);
  await syncFolder(dirname(file));
}

/** Makes a rename in this folder outlive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a backup says of itself. Throws BACKUP_DAMAGED when it is none. */
async function readManifest(file: string): Promise<{ manifest: Manifest; start: number }> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LINE_MAX), 0, LINE_MAX, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    const manifest = end > 0 ? parsed(buffer.toString('utf8', 0, end)) : undefined;
    if (!manifest) throw new CodedError('BACKUP_DAMAGED', { detail: `${file} is no backup.` });
    return { manifest, start: end + 1 };
  } finally {
    await handle.close();
  }
}

function parsed(line: string): Manifest | undefined {
  try {
    const value = JSON.parse(line) as Partial<Manifest> | null;
    return value?.format === 'lianxue-backup' && value.version === 1
      ? (value as Manifest)
      : undefined;
  } catch {
    return undefined; // no backup of ours, which the caller says
  }
}

/** Unpacks the database to `target`. Throws BACKUP_DAMAGED, leaving `target` to be removed, unless it is what was packed. */
export async function unpackBackup(file: string, target: string): Promise<Manifest> {
  const { manifest, start } = await readManifest(file);
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > manifest.bytes ? new Error('longer than it says') : null, chunk);
    },
  });
  try {
    const out = createWriteStream(target, { mode: 0o600, flush: true });
    await pipeline(createReadStream(file, { start }), createZstdDecompress(), bounded, out);
  } catch (cause) {
    throw new CodedError('BACKUP_DAMAGED', { detail: file, cause });
  }
  const found = await digestFile(target);
  if (found.sha256 !== manifest.sha256 || found.bytes !== manifest.bytes)
    throw new CodedError('BACKUP_DAMAGED', { detail: `${file}: its content is not what it says.` });
  return manifest;
}
