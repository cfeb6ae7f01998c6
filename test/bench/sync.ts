import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { CourseRecord } from '@lianxue/schema/gen/wire.ts';
import { readConfig } from '@lianxue/hub/config.ts';
import { openHub } from '@lianxue/hub/deps.ts';
import { createLog } from '@lianxue/shared/base/log.ts';
import { databaseFile } from '@lianxue/shared/server/site.ts';
import { prepare, siteDir } from '../../scripts/demo/sites.ts';
import { freePort, Server } from '../network/servers.ts';
import type { BenchOptions, BenchResult, BenchRow } from './bench.ts';

/** Documents of 600 bytes from a hub to an empty node: two server processes, loopback, real databases. */

const BODY_BYTES = 600;
const SITE = 'zj';

export async function sync({ docs, say }: BenchOptions): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'lianxue-bench-'));
  const hubDir = siteDir(folder, 'hub');
  const nodeDir = siteDir(folder, SITE);
  const port = await freePort();
  const hub = new Server({ site: 'hub', dir: hubDir, port });
  const node = new Server({ site: SITE, dir: nodeDir, port: await freePort() });
  try {
    await prepare(folder, () => port);
    say(`writing ${docs} documents at the hub`);
    const write = await fill(hubDir, docs);
    say('floor: raw insertion of the same rows');
    const floor = insertFloor(databaseFile(hubDir), join(folder, 'floor.db'));
    say('hub to empty node');
    await hub.start();
    await node.start();
    const seconds = await untilAll(databaseFile(nodeDir), docs);
    const memory = node.memoryMiB();
    const again = insertFloor(databaseFile(hubDir), join(folder, 'floor.db'));
    const floorRate = docs / Math.min(floor, again);
    const rows: BenchRow[] = [
      { name: 'raw insertion', value: floorRate, unit: 'docs/s', ratioTo: null, ratio: null },
      toFloor('hub to node', docs / seconds),
      toFloor('write at hub', docs / write),
      { name: 'node memory', value: memory, unit: 'MiB', ratioTo: null, ratio: null },
    ];
    return {
      bench: 'sync',
      machine: {
        cores: availableParallelism(),
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        node: process.version,
        platform: process.platform,
      },
      rows,
    };

    function toFloor(name: string, value: number): BenchRow {
      return { name, value, unit: 'docs/s', ratioTo: 'raw insertion', ratio: value / floorRate };
    }
  } finally {
    await node.stop();
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the documents through the engine; answers the seconds it took. */
async function fill(dir: string, docs: number): Promise<number> {
  const site = await openHub(readConfig({ dataDir: dir }, {}), {
    log: createLog({ level: 'warn' }),
  });
  const startedAt = performance.now();
  for (let from = 0; from < docs; from += 1_000)
    await site.engine.transact(async (work) => {
      const ids = Array.from(
        { length: Math.min(1_000, docs - from) },
        (_, i) => `BENCH${from + i}@1`,
      );
      await work.load(ids.map((id) => ({ type: 'Course', id })));
      for (const id of ids) await work.put({ type: 'Course', id }, document(id));
    });
  const seconds = (performance.now() - startedAt) / 1_000;
  site.close();
  return seconds;
}

/** A course whose body is 600 bytes of JSON. */
function document(id: string): CourseRecord {
  const course: CourseRecord = {
    code: id.replace(/@1$/, ''),
    version: 1,
    title: `Course ${id}`,
    category: 'bench',
    kind: 'online',
    minutes: 45,
    school: 'bench',
    licence: 'CC0-1.0',
    audience: ['*'],
    state: 'published',
    summary: '',
  };
  const missing = BODY_BYTES - JSON.stringify(course).length;
  return { ...course, summary: 'x'.repeat(Math.max(0, missing)) };
}

function insertFloor(from: string, to: string): number {
  const script = join(import.meta.dirname, 'insert-floor.ts');
  const said = execFileSync(process.execPath, [script, from, to], { encoding: 'utf8' });
  return (JSON.parse(said) as { seconds: number }).seconds;
}

/** Seconds from now until the node's database holds all documents. */
async function untilAll(file: string, docs: number): Promise<number> {
  const startedAt = performance.now();
  const db = new Database(file, { readonly: true });
  const count = db.prepare('select count(*) as n from courses').pluck();
  try {
    for (const until = Date.now() + 600_000; Date.now() < until; await sleep(25))
      if (count.get() === docs) return (performance.now() - startedAt) / 1_000;
    throw new Error(`only ${String(count.get())} of ${docs} documents arrived`);
  } finally {
    db.close();
  }
}
