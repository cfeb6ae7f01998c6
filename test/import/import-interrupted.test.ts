import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import t from 'tap';
import { createSite } from './import-site.ts';

/** Real processes: what is killed, what runs beside another, and what memory is spent. */

const main = join(import.meta.dirname, '../../hub/src/main.ts');
const run = promisify(execFile);

const courseRows = (count: number): string =>
  `school,course\n${Array.from({ length: count }, (_, i) => `S${i % 9},C${i}\n`).join('')}`;

t.test('a killed import leaves whole batches, and the next goes on', async (t) => {
  const hub = createSite(t);
  const file = join(hub.dataDir, 'many.csv');
  writeFileSync(file, courseRows(8_000));
  await hub.run('courses', courseRows(1));
  const child = spawn(process.execPath, [
    main,
    'import',
    'courses',
    file,
    '--data-dir',
    hub.dataDir,
  ]);
  const ended = once(child, 'exit');
  while ((await hub.written()) < 1_500) await sleep(20);
  child.kill('SIGKILL');
  await ended;
  const left = await hub.written();
  t.equal(left % 500, 0, `${left} rows are whole batches`);
  t.ok(left < 8_000, 'it was killed on the way');
  const { said } = await hub.runFile('courses', file, { json: true });
  t.match(said, { read: 8_000, unchanged: left, written: 8_000 - left });
});

t.test('two processes on one database append to one log', async (t) => {
  const hub = createSite(t);
  const server = await hub.open();
  t.teardown(() => server.close());
  const file = join(hub.dataDir, 'many.csv');
  writeFileSync(file, courseRows(3_000));
  const imported = run(process.execPath, [
    main,
    'import',
    'courses',
    file,
    '--data-dir',
    hub.dataDir,
  ]);
  let busy = true;
  const done = imported.finally(() => (busy = false));
  let own = 0;
  while (busy) {
    await server.engine.transact(async (work) => {
      const body = { title: `${own}`, text: '', importance: 'normal', audience: ['*'] };
      const key = { type: 'Announcement', id: `a${own}` };
      await work.put(key, { ...body, state: 'draft' });
      const course = { type: 'Course', id: `own${own}@1` };
      await work.put(course, { ...(await courseBody(own)) });
    });
    own += 1;
    await sleep(5);
  }
  await done;
  t.ok(own > 5, `${own} transactions beside it`);
  const { head, lineage } = await server.store.log('catalog');
  t.equal(head.seq, 3_000 + own, 'nothing was lost or written twice');
  const { rows } = await server.store.feed('catalog', 0, head.seq);
  t.strictSame(
    rows.map(({ seq }) => seq),
    rows.map((_, i) => i + 1),
    'without a gap',
  );
  t.equal(lineage.at(-1)?.epoch, head.epoch);
  t.ok(lineage.length <= 2, `${lineage.length} epochs`);
  const stamps = rows.map(({ record }) => record?.rev);
  t.equal(new Set(stamps).size, stamps.length, 'no stamp twice');
});

const courseBody = async (n: number): Promise<object> => ({
  code: `own${n}`,
  version: 1,
  title: 'own',
  category: '其他',
  kind: 'online',
  minutes: 0,
  school: 'S',
  licence: 'none',
  audience: ['*'],
  state: 'draft',
});

t.test('memory does not grow with the file', async (t) => {
  const hub = createSite(t);
  const file = join(hub.dataDir, 'large.csv');
  const out = createWriteStream(file);
  out.write('school,course,summary\n');
  const summary = '课程简介'.repeat(60);
  // 90 MB; rows are refused, left to others, or imported.
  for (let i = 0; i < 120_000; i++) {
    const row = `S${i % 100},${i % 7 === 0 ? '' : `C${i}`},${summary}\n`;
    if (!out.write(row)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  const flags = ['--where', 'school=S1', '--json', '--data-dir', hub.dataDir];
  // The file would not fit, nor would all that was refused.
  const small = ['--max-old-space-size=128', main, 'import', 'courses', file, ...flags];
  const ended = await run(process.execPath, small).catch((error: unknown) => error);
  t.match(ended, { code: 1 }, 'some rows are refused, and it came to its end');
  const { stdout } = ended as { stdout: string };
  t.match(JSON.parse(stdout), { read: 120_000, refused: 171, written: 1_029 });
});
