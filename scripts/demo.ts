import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadBranches, loadHub } from './demo/loading.ts';
import { assertFree, startServer, stopAll, untilReady } from './demo/processes.ts';
import { BRANCHES, prepare, siteDir } from './demo/sites.ts';

/**
 * The whole network on this machine: a hub and three branches, each a server
 * process of its own with its own database in the data folder.
 *   npm start [-- --port 4100 --data data/demo]
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    data: { type: 'string', default: join(import.meta.dirname, '../data/demo') },
  },
});
const first = Number(values.port);
const dataDir = values.data;
const sites = ['hub', ...BRANCHES.map(({ code }) => code)];
const portOf = (site: string): number => first + sites.indexOf(site);
const urlOf = (site: string): string => `http://127.0.0.1:${portOf(site)}`;
const nameOf = (site: string): string => BRANCHES.find(({ code }) => code === site)?.name ?? '总院';
const say = (line: string): void => console.log(line);

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  say('\n正在停止 stopping …');
  await stopAll();
  process.exit(code);
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  for (const site of sites) await assertFree(portOf(site));
  const logins = await prepare(dataDir, portOf);
  say('联学 Lianxue\n');
  for (const site of sites) {
    const child = startServer({ site, dir: siteDir(dataDir, site), port: portOf(site) });
    child.on('exit', (code) => {
      if (stopping) return;
      console.error(
        `${nameOf(site)} ${site} 已退出 ended (${code}); ${siteDir(dataDir, site)}/server.log`,
      );
    });
    await untilReady(child, urlOf(site));
    say(`${nameOf(site)} ${site}`);
    say(`  页面 page      ${urlOf(site)}/`);
    say(`  GraphiQL      ${urlOf(site)}/graphiql`);
    for (const { login, password } of logins.filter((known) => known.site === site))
      say(`  登录 login     ${login} / ${password}`);
    say('');
    if (site === 'hub') await loadHub(dataDir, say);
  }
  say(`数据 data: ${dataDir}`);
  say('Ctrl-C 停止 stops all; 再次 npm start 从停下处继续 a second start goes on from there.\n');
  await loadBranches(dataDir, { say, stopped: () => stopping });
  if (!stopping) say('示例数据已全部载入 all sample data is in.');
  while (!stopping) await sleep(1_000);
} catch (error) {
  // What was stopped halfway by Ctrl-C goes on at the next start.
  if (!stopping) console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
