import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { databaseFile } from '@lianxue/shared/server/site.ts';
import { startNetwork } from '../support/network.ts';
import type { SiteProcess } from '../support/site-process.ts';

/** A byte flipped in the database file itself, under real servers: they find it, name it and mend it. */

const WORD = 'unmistakable';
const KEY = { type: 'Course', id: 'ROT@1' };

/** Changes one letter of a body in the stopped site's database file. */
async function flip({ dataDir }: SiteProcess): Promise<void> {
  const file = databaseFile(dataDir);
  const bytes = await readFile(file);
  const at = bytes.indexOf(WORD);
  if (at < 0) throw new Error(`${file} does not hold the word`);
  for (let i = at; i >= 0; i = bytes.indexOf(WORD, i + 1)) bytes[i] = 'U'.charCodeAt(0);
  await writeFile(file, bytes);
}

async function until(is: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400 && !(await is()); i += 1) await sleep(25);
}

for (const damaged of ['zj', 'hub'])
  t.test(`in the file of ${damaged}`, async (t) => {
    const network = await startNetwork({ branches: ['zj'], verifyMs: 20 });
    t.teardown(() => network.stop());
    const site = damaged === 'hub' ? network.hub : network.node(damaged);
    const academy = await network.hub.as('academy');
    const input = {
      code: 'ROT',
      version: 1,
      title: `课程 ${WORD}`,
      category: '党性教育',
      kind: 'online',
      minutes: 45,
      school: '浙江大学',
      licence: 'network',
      audience: ['*'],
    };
    const publish = `mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { id } }`;
    await academy.ask(publish, { input });
    await network.settle();
    const body = async () => (await site.site.store.record(KEY))?.body ?? '';
    t.match(await body(), WORD);

    await site.stop();
    await flip(site);
    await site.start();
    await until(async () => (await body()).includes(WORD));
    t.match(await body(), WORD, 'it reads as it was written');
    t.ok(
      site.logLines.some((line) => line.includes('mended') && line.includes('Course/ROT@1')),
      'the log names it',
    );
    const other = site === network.hub ? 'zj' : 'hub';
    const atOffice = await network.hub.as('office');
    const status = `{ syncStatus { settled quarantined peers { lanes { lane repaired verifiedAt } } } }`;
    const seen = async () => (await atOffice.ask(status))['syncStatus'];
    t.match(await seen(), { settled: true, quarantined: 0 });
    const mended = async () => {
      const all = [network.hub, network.node('zj')].map(({ site: each }) => each.engine.status());
      const lanes = (await Promise.all(all)).flatMap(({ peers }) => peers[0]?.lanes ?? []);
      return lanes.some(({ lane, repaired }) => lane === 'catalog' && repaired > 0);
    };
    t.ok(await mended(), `counted, where ${other} helped`);
  });
