import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { configFile } from '@lianxue/node/config.ts';
import { changeSettingsFile } from '@lianxue/shared/server/settings.ts';
import { databaseFile } from '@lianxue/shared/server/site.ts';
import { openDatabase } from '@lianxue/shared/storage/sqlite/open.ts';
import { BRANCHES, prepare, siteDir } from '../../scripts/demo/sites.ts';
import { createClient } from '../support/client.ts';
import type { Client } from '../support/client.ts';
import { differences, readAll } from './both-sides.ts';
import type { Contents } from './both-sides.ts';
import { freePort, Server, startCommand } from './servers.ts';

/** Old backups, a long absence, a wrong clock and a copied machine, on real servers with real files. */

const REST_MS = 30_000;
const YEAR = 365 * 86_400_000;
const codes = BRANCHES.map(({ code }) => code);

const PUBLISH = `mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { id } }`;
const LEARNER = `mutation ($id: ID!) { registerLearner(input: {id: $id}) { id } }`;
const ENROL = `mutation ($input: EnrolInput!) { enrol(input: $input) { id revision } }`;
const CANCEL = `mutation ($id: ID!, $revision: Int!) { cancelEnrolment(id: $id, revision: $revision) { desired } }`;
const STATUS = `{ syncStatus { settled conflicts peers { site state lastError { code } } } }`;

await t.test('faults of real sites heal by themselves, both sides equal', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lianxue-faults-'));
  const ports = new Map<string, number>();
  for (const site of ['hub', ...codes]) ports.set(site, await freePort());
  const logins = await prepare(folder, (site) => ports.get(site) ?? 0);
  for (const code of codes)
    changeSettingsFile(configFile(siteDir(folder, code)), {
      pollMs: 200,
      retryMs: 50,
      retryMaxMs: 300,
    });
  const servers = new Map(
    ['hub', ...codes].map((site) => [
      site,
      new Server({ site, dir: siteDir(folder, site), port: ports.get(site) ?? 0 }),
    ]),
  );
  const copyDir = join(folder, 'zj-copy');
  const copy = new Server({ site: 'zj', dir: copyDir, port: await freePort() });
  t.teardown(async () => {
    for (const server of [...servers.values(), copy]) await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const server = (site: string): Server => servers.get(site)!;
  await Promise.all([...servers.values()].map((each) => each.start()));

  const signIn = async (site: string, login: string, port = ports.get(site)): Promise<Client> => {
    const client = createClient(`http://127.0.0.1:${port}`);
    const known = logins.find((each) => each.site === site && each.login === login);
    const { data } = await client.login(login, known?.password ?? '');
    if (!data) throw new Error(`${login} could not sign in at ${site}`);
    return client;
  };
  const publish = async (code: string): Promise<void> => {
    const course = { code, version: 1, title: `课程 ${code}`, category: '党性教育' };
    const more = { kind: 'online', minutes: 45, school: '浙江大学', licence: 'network' };
    const client = await signIn('hub', 'academy');
    await client.ask(PUBLISH, { input: { ...course, ...more, audience: ['*'] } });
  };
  const learn = async (site: string, id: string): Promise<void> => {
    await (await signIn(site, 'staff')).ask(LEARNER, { id });
  };
  const command = async (site: string, args: readonly string[]): Promise<void> => {
    const { code, out } = await startCommand(site, siteDir(folder, site), args).done;
    t.equal(code, 0, `${site} ${args.slice(0, 2).join(' ')} ${out}`);
  };
  const fileOf = (site: string): string => join(folder, `${site}.backup`);
  const statusOf = async (site: string, login: string, port?: number) =>
    (await (await signIn(site, login, port)).ask(STATUS))['syncStatus'];

  /** Resolves when a site says that it is settled; a branch hears so with a later pull. */
  const settled = async (site: string) => {
    for (let i = 0; ; i++, await sleep(100)) {
      const status = await statusOf(site, site === 'hub' ? 'office' : 'staff');
      if (status.settled || i === 50) return status;
    }
  };

  /** Waits until every site has what it should, and `has` holds. */
  async function rest(has: (all: Map<string, Contents>) => boolean): Promise<void> {
    let why: string[] = [];
    for (const until = Date.now() + REST_MS; Date.now() < until; await sleep(100)) {
      const all = new Map<string, Contents>();
      for (const site of ['hub', ...codes]) all.set(site, await readAll(siteDir(folder, site)));
      const [hub] = all.values();
      why = codes.flatMap((code) => differences(code, hub!, all.get(code)!));
      if (why.length === 0 && [...all.values()].every((site) => site.jobs === 0) && has(all))
        return;
    }
    throw new Error(`the network did not come to rest: ${why.join('; ')}`);
  }
  const at = (all: Map<string, Contents>, site: string, key: string): boolean =>
    all.get(site)?.records.get(key)?.op === 'put';

  await publish('A');
  for (const code of codes) await learn(code, `${code}-1`);
  await rest((all) => codes.every((code) => at(all, code, 'Course/A@1')));
  for (const site of ['hub', 'zj']) await command(site, ['backup', 'create', fileOf(site)]);

  for (const [i, which] of [['zj'], ['hub'], ['hub', 'zj']].entries())
    await t.test(`an old backup of ${which.join(' and ')}`, async (t) => {
      const [course, learner] = [`B${i}`, `zj-b${i}`];
      await publish(course);
      await learn('zj', learner);
      await rest(
        (all) => at(all, 'zj', `Course/${course}@1`) && at(all, 'hub', `Learner/${learner}`),
      );
      const before = new Map(which.map((site) => [site, server(site).logText().length]));
      for (const site of which) await server(site).stop();
      for (const site of which) await command(site, ['backup', 'restore', fileOf(site)]);
      await Promise.all(which.map((site) => server(site).start()));
      // What only these two had is in nobody's hands.
      const both = which.length === 2;
      await rest(
        (all) =>
          at(all, 'zj', `Course/${course}@1`) &&
          at(all, 'hub', `Course/${course}@1`) &&
          (both || at(all, 'hub', `Learner/${learner}`)),
      );
      // With both back at the same moment, only a third site still knows of more.
      const said = which.map((site) => server(site).logText().slice(before.get(site)));
      t.match(said.join(''), /restored from an older copy|lost versions given back/, 'it is told');
      for (const site of which) t.match(await settled(site), { settled: true, conflicts: 0 });
    });

  await t.test('a branch that was away catches up', async () => {
    await server('hb').kill();
    for (let i = 0; i < 30; i++) await publish(`away${i}`);
    await server('hb').start();
    await rest((all) => at(all, 'hb', 'Course/away29@1'));
  });

  await t.test('a clock a year ahead changes no order', async (t) => {
    await server('sn').stop();
    server('sn').clockOffMs = YEAR;
    await server('sn').start();
    const early = await signIn('sn', 'staff');
    await early.ask(LEARNER, { id: 'sn-2' });
    const input = { learnerId: 'sn-2', courseId: 'A@1' };
    const { id, revision } = (await early.ask(ENROL, { input }))['enrol'];
    await sleep(500);
    const refused = (await early.ask(STATUS))['syncStatus'].peers[0];
    t.equal(refused.lastError?.code, 'UNAUTHENTICATED', 'the status says why nothing goes');
    await server('sn').stop();
    server('sn').clockOffMs = 0;
    await server('sn').start();
    // Later by the order of writing, a year earlier by the clock.
    const staff = await signIn('sn', 'staff');
    await staff.ask(CANCEL, { id, revision });
    await rest((all) => {
      const body = all.get('hub')?.records.get(`Enrolment/${id}`)?.body ?? '{}';
      return (JSON.parse(body) as { desired?: string }).desired === 'cancelled';
    });
  });

  await t.test('a copied branch is noticed, held, and loses nothing', async (t) => {
    cpSync(siteDir(folder, 'zj'), copyDir, {
      recursive: true,
      filter: (path) => !/lianxue\.db/.test(path),
    });
    const db = openDatabase(databaseFile(siteDir(folder, 'zj')), { readonly: true });
    await db.$client.backup(databaseFile(copyDir));
    db.$client.close();
    await copy.start();
    const two = await signIn('zj', 'staff', copy.port);
    const codeAt = async (site: string, login: string, port?: number): Promise<string> => {
      const { peers } = await statusOf(site, login, port);
      const peer = peers.find((each: { site: string }) => site !== 'hub' || each.site === 'zj');
      return peer.lastError?.code ?? '';
    };
    const isHeld = async (i: number): Promise<boolean> => {
      if (i % 5 === 0) {
        await learn('zj', `zj-one${i}`);
        await two.ask(LEARNER, { id: `zj-two${i}` });
      }
      return (await codeAt('hub', 'office')) === 'CLONED';
    };
    let noticed = false;
    for (let i = 0; !noticed && i < 100; i++, await sleep(100)) noticed = await isHeld(i);
    t.ok(noticed, 'the hub holds them');
    for (const port of [ports.get('zj'), copy.port]) {
      let code = '';
      for (let i = 0; code !== 'CLONED' && i < 50; i++, await sleep(100))
        code = await codeAt('zj', 'staff', port);
      t.equal(code, 'CLONED', 'each is told');
    }
    t.match(server('hub').logText(), /two machines speak with this site’s key/);
    await two.ask(LEARNER, { id: 'zj-late' });

    // The one to be given up runs first, so that what it has comes to the other.
    await server('zj').stop();
    await command('hub', ['branch', 'end-hold', 'zj']);
    for (let i = 0; i < 100; i++, await sleep(100)) {
      const hub = await readAll(siteDir(folder, 'hub'));
      if (hub.records.has('Learner/zj-late')) break;
    }
    await copy.stop();
    await server('zj').start();
    await rest((all) =>
      ['zj-late', 'zj-one0', 'zj-two0'].every((id) => at(all, 'zj', `Learner/${id}`)),
    );
    t.match(await settled('zj'), { settled: true, conflicts: 0 });
  });
});
