import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { configFile, readConfig } from '@lianxue/node/config.ts';
import { openNode } from '@lianxue/node/deps.ts';
import { commandLog } from '@lianxue/shared/base/log.ts';
import { changeSettingsFile } from '@lianxue/shared/server/settings.ts';
import { createClient } from '../support/client.ts';
import type { Client } from '../support/client.ts';
import { readAll } from './both-sides.ts';
import { freePort, Server, startCommand } from './servers.ts';

/** Hub, province and two cities as processes: set up by command, killed, restored, and away. */

const CITIES = ['hz', 'nb'] as const;
const NODES = ['zj', ...CITIES] as const;
const PUBLISH = `mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { id } }`;
const LEARNER = `mutation ($id: ID!) { registerLearner(input: {id: $id}) { id } }`;

await t.test('three levels of real servers', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lianxue-relay-'));
  const dirOf = (site: string): string => join(folder, site);
  const servers = new Map<string, Server>();
  for (const site of ['hub', ...NODES])
    servers.set(site, new Server({ site, dir: dirOf(site), port: await freePort() }));
  t.teardown(async () => {
    for (const server of servers.values()) await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const server = (site: string): Server => servers.get(site)!;
  const command = async (site: string, args: readonly string[]): Promise<string> => {
    const { code, out } = await startCommand(site, dirOf(site), args).done;
    if (code !== 0) throw new Error(`${site} ${args.join(' ')}: ${out}`);
    return out;
  };

  const hub = JSON.parse(await command('hub', ['init', '--json'])) as {
    publicKey: string;
    accounts: { login: string; password: string }[];
  };
  const keys = new Map([['hub', hub.publicKey]]);
  for (const site of NODES) {
    const flags = ['init', '--site', site, '--json', ...(site === 'zj' ? ['--serves'] : [])];
    const { publicKey } = JSON.parse(await command(site, flags)) as { publicKey: string };
    keys.set(site, publicKey);
    const root = site === 'zj' ? [] : ['--root-key', hub.publicKey];
    const above = site === 'zj' ? 'hub' : 'zj';
    const url = `http://127.0.0.1:${server(above).port}`;
    await command(site, ['join', url, '--at', above, '--hub-key', keys.get(above)!, ...root]);
    changeSettingsFile(configFile(dirOf(site)), { pollMs: 200, retryMs: 50, retryMaxMs: 300 });
    const place = site === 'zj' ? [] : ['--level', 'city', '--parent', 'zj'];
    const region = { zj: '33', hz: '3301', nb: '3302' }[site];
    const who = ['--code', site, '--name', `${site} 分院`, '--key', publicKey];
    await command('hub', ['branch', 'add', ...who, ...place, '--region', region]);
    const node = await openNode(readConfig({ dataDir: dirOf(site) }, {}), { log: commandLog() });
    await node.accounts.add({
      login: 'staff',
      name: '教务',
      role: 'staff',
      password: 'a-long-pass-word',
    });
    node.close();
  }
  for (const site of ['hub', ...NODES]) await server(site).start();

  const signIn = async (site: string): Promise<Client> => {
    const client = createClient(`http://127.0.0.1:${server(site).port}`);
    const login = site === 'hub' ? 'academy' : 'staff';
    const known = hub.accounts.find((account) => account.login === login);
    await client.login(login, known?.password ?? 'a-long-pass-word');
    return client;
  };
  const publish = async (code: string, audience: string[]): Promise<void> => {
    const course = { code, version: 1, title: `课程 ${code}`, category: '党性教育' };
    const more = { kind: 'online', minutes: 45, school: '浙江大学', licence: 'network' };
    await (await signIn('hub')).ask(PUBLISH, { input: { ...course, ...more, audience } });
  };
  const learn = async (site: string, id: string): Promise<void> => {
    await (await signIn(site)).ask(LEARNER, { id });
  };
  /** Resolves when a record is there, live, at all of these sites. */
  const arrives = async (key: string, sites: readonly string[]): Promise<void> => {
    for (const until = Date.now() + 30_000; ; await sleep(100)) {
      const at = await Promise.all(sites.map((site) => readAll(dirOf(site))));
      const lacking = sites.filter((_, i) => at[i]?.records.get(key)?.op !== 'put');
      if (lacking.length === 0) return;
      if (Date.now() > until) throw new Error(`${key} did not reach ${lacking.join(', ')}`);
    }
  };

  await publish('A', ['branch:hz']);
  await publish('B', ['*']);
  await learn('hz', 'hz-1');
  await arrives('Course/A@1', ['zj', 'hz']);
  await arrives('Course/B@1', NODES);
  await arrives('Learner/hz-1', ['zj', 'hub']);
  t.notOk((await readAll(dirOf('nb'))).records.has('Course/A@1'), 'not for the other city');

  const backup = join(folder, 'zj.backup');
  await command('zj', ['backup', 'create', backup]);

  await t.test('a killed relay', async () => {
    await server('zj').kill();
    await learn('hz', 'hz-2');
    await publish('C', ['branch:nb']);
    await server('zj').start();
    await arrives('Learner/hz-2', ['zj', 'hub']);
    await arrives('Course/C@1', ['zj', 'nb']);
  });

  await t.test('an old backup of the relay, after a long time away', async (t) => {
    await learn('zj', 'zj-1');
    await arrives('Learner/zj-1', ['hub']);
    await server('zj').stop();
    for (let i = 0; i < 20; i++) await learn('hz', `away-${i}`);
    await publish('D', ['*']);
    await command('zj', ['backup', 'restore', backup]);
    await server('zj').start();
    await arrives('Learner/zj-1', ['zj']);
    await arrives('Course/D@1', NODES);
    for (const id of ['hz-1', 'hz-2', 'away-0', 'away-19'])
      await arrives(`Learner/${id}`, ['zj', 'hub']);
    for (const site of ['hub', ...NODES]) await server(site).stop();
    const [top, relay] = [await readAll(dirOf('hub')), await readAll(dirOf('zj'))];
    for (const site of NODES) {
      const { records, quarantined } = await readAll(dirOf(site));
      t.equal(quarantined, 0, `${site} refused nothing`);
      for (const [key, record] of records)
        if (record.op === 'put') {
          t.equal(top.records.get(key)?.hash, record.hash, `${key} of ${site} is at the hub`);
          t.equal(relay.records.get(key)?.hash, record.hash, `${key} of ${site} is at the relay`);
        }
    }
  });
});
