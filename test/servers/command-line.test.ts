import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { createClient } from '../support/client.ts';

const root = join(import.meta.dirname, '../..');
const start = (server: 'hub' | 'node', args: string[]): ChildProcess =>
  spawn(process.execPath, [join(root, server, 'src/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] },
  });

async function outcome(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}

/** The address in the first line that names one. */
async function addressOf(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout ?? []) {
    const found = /http:\/\/[\d.]+:\d+/.exec(String(chunk))?.[0];
    if (found) {
      child.stdout?.resume();
      return found;
    }
  }
  throw new Error('the server did not start');
}

t.test('hub and node from the command line, from nothing to a visible branch', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxue-cli-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const [hubDir, zjDir] = [join(folder, 'hub'), join(folder, 'zj')];
  const hub = (...args: string[]) => outcome(start('hub', ['--data-dir', hubDir, ...args]));
  const zj = (...args: string[]) => outcome(start('node', ['--data-dir', zjDir, ...args]));

  const early = await zj('serve');
  t.equal(early.code, 2, 'a node that has not joined asks for a person');
  t.match(early.err, /CONFIG/);

  const made = JSON.parse((await hub('init', '--json')).out);
  t.same(
    made.accounts.map((account: { login: string }) => account.login),
    ['office', 'academy', 'auditor'],
  );
  const again = await hub('init');
  t.not(again.code, 0, 'nothing is made over what is there');
  const { publicKey } = JSON.parse((await zj('init', '--site', 'zj', '--json')).out);
  const named = ['--code', 'zj', '--name', '浙江分院', '--region', '33'];
  t.equal((await hub('branch', 'add', ...named, '--key', 'nonsense')).code, 1);
  t.equal((await hub('branch', 'add', ...named, '--key', publicKey)).code, 0);

  const hubServer = start('hub', ['--data-dir', hubDir, 'serve', '--port', '0']);
  const url = await addressOf(hubServer);
  t.equal((await zj('join', url, '--hub-key', made.publicKey)).code, 0);
  const zjServer = start('node', ['--data-dir', zjDir, 'serve', '--port', '0']);
  await addressOf(zjServer);

  const office = createClient(url);
  await office.login('office', made.accounts[0].password);
  const STATUS = '{ syncStatus { peers { site state } } }';
  let peers: unknown;
  for (let i = 0; i < 100; i++) {
    peers = (await office.ask(STATUS))['syncStatus'].peers;
    if (JSON.stringify(peers).includes('ok')) break;
    await sleep(100);
  }
  t.same(peers, [{ site: 'zj', state: 'ok' }]);

  for (const server of [zjServer, hubServer]) {
    const stopping = Date.now();
    server.kill('SIGTERM');
    const [code] = (await once(server, 'exit')) as [number];
    t.equal(code, 0, 'SIGTERM ends it in order');
    t.ok(Date.now() - stopping < 5_000, 'and soon');
  }
});
