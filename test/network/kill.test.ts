import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { BRANCHES, prepare, siteDir } from '../../scripts/demo/sites.ts';
import { differences, readAll } from './both-sides.ts';
import type { Contents } from './both-sides.ts';
import { findFiles } from './real-files.ts';
import { freePort, Server, startCommand } from './servers.ts';

/** Hub and nodes are killed again and again while 68,276 enrolments are imported and exchanged. */

const codes = BRANCHES.map(({ code }) => code);
const REST_MS = 600_000;

await t.test('kill -9 of nodes, hub and imports loses and doubles nothing', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lianxue-kill-'));
  const ports = new Map<string, number>();
  for (const site of ['hub', ...codes]) ports.set(site, await freePort());
  await prepare(folder, (site) => ports.get(site) ?? 0);
  const servers = ['hub', ...codes].map(
    (site) => new Server({ site, dir: siteDir(folder, site), port: ports.get(site) ?? 0 }),
  );
  t.teardown(async () => {
    for (const server of servers) await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const files = findFiles(folder);
  t.comment(`${files.rows} enrolments, ${files.real ? 'the real ones' : 'generated'}`);

  const courses = startCommand('hub', siteDir(folder, 'hub'), ['import', 'courses', files.courses]);
  t.equal((await courses.done).code, 0, 'the catalogue is at the hub');
  const startedAt = performance.now();
  for (const server of servers) await server.start();
  await rest({ folder, isThere: (all) => codes.every((code) => catalogueAt(all, code) === 705) });

  let importing = true;
  const kills = { servers: 0, imports: 0 };
  const imports = codes.map((code) => importAll(code));
  const killer = killAtRandom();
  const refused = await Promise.all(imports);
  importing = false;
  await killer;
  t.same(
    [...new Set(refused)],
    [files.unknown],
    'every row of an unknown course was refused by name',
  );

  const total = [...files.expected.values()].reduce((a, b) => a + b, 0);
  const at = await rest({
    folder,
    isThere: (all) =>
      countOf(all.get('hub'), 'EnrolmentDecision') === total &&
      [...all.values()].every((site) => site.jobs === 0) &&
      codes.every((code) => differences(code, all.get('hub')!, all.get(code)!).length === 0),
  });
  for (const server of servers) await server.stop();

  const hub = at.get('hub')!;
  for (const code of codes) {
    const branch = at.get(code)!;
    t.same(differences(code, hub, branch), [], `${code} and the hub are equal record by record`);
    const own = [...branch.records.values()].filter((r) => r.type === 'Enrolment');
    t.equal(own.length, files.expected.get(code), `${code} has each of its enrolments once`);
    t.equal(countOf(branch, 'EnrolmentDecision'), own.length, `${code} has a decision on each`);
  }
  t.equal(countOf(hub, 'Enrolment'), total, 'the hub has them all');
  t.equal(countOf(hub, 'EnrolmentDecision'), total, 'each was decided once');
  for (const [site, { quarantined, conflicts, jobs }] of at)
    t.same(
      { quarantined, conflicts, jobs },
      { quarantined: 0, conflicts: 0, jobs: 0 },
      `${site} is clean`,
    );
  t.ok(kills.servers >= 4, `servers were killed ${kills.servers} times`);
  const seconds = (performance.now() - startedAt) / 1000;
  const records = [...at.values()].reduce((n, site) => n + site.records.size, 0);
  t.comment(
    `${records} records in four databases after ${seconds.toFixed(0)} s, ` +
      `${kills.servers} servers and ${kills.imports} imports killed`,
  );

  /** Imports until it comes to its end once; a killed import is simply begun again. */
  async function importAll(code: string): Promise<number> {
    const args = [
      'import',
      'enrolments',
      files.enrolments,
      '--partition',
      files.partition,
      '--json',
    ];
    for (let attempt = 0; attempt < 10; attempt++) {
      const { child, done } = startCommand(code, siteDir(folder, code), args);
      const cut =
        attempt < 2 ? setTimeout(() => child.kill('SIGKILL'), 2_500 + attempt * 2_000) : undefined;
      const { code: exit, out } = await done;
      clearTimeout(cut);
      if (exit === 1 || exit === 0) return (JSON.parse(out) as { refused: number }).refused;
      if (exit !== null) throw new Error(`the import at ${code} ended with ${exit}: ${out}`);
      kills.imports += 1;
    }
    throw new Error('the import never came to its end');
  }

  async function killAtRandom(): Promise<void> {
    for (let i = 0; importing || kills.servers < 6; i++) {
      await sleep(600 + Math.random() * 1_500);
      const server = servers[i % servers.length]!;
      await server.kill();
      kills.servers += 1;
      await sleep(Math.random() * 500);
      await server.start();
    }
  }
});

/** Reads all databases until `isThere`, or throws when that takes too long. */
async function rest(ask: {
  folder: string;
  isThere: (all: Map<string, Contents>) => boolean;
}): Promise<Map<string, Contents>> {
  for (const until = Date.now() + REST_MS; Date.now() < until; await sleep(1_000)) {
    const all = new Map<string, Contents>();
    for (const site of ['hub', ...codes]) all.set(site, await readAll(siteDir(ask.folder, site)));
    if (ask.isThere(all)) return all;
  }
  throw new Error('the network did not come to rest');
}

function countOf(contents: Contents | undefined, type: string): number {
  const records = [...(contents?.records.values() ?? [])];
  return records.filter((record) => record.type === type && record.op === 'put').length;
}

function catalogueAt(all: Map<string, Contents>, code: string): number {
  return countOf(all.get(code), 'Course');
}
