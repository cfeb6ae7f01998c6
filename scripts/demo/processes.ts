import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The server processes of the demonstration, and commands run beside them. */

const ROOT = join(import.meta.dirname, '../..');
const mainOf = (site: string): string =>
  join(ROOT, site === 'hub' ? 'hub/src/main.ts' : 'node/src/main.ts');

const children = new Set<ChildProcess>();

/** Starts a server; its log goes to `server.log` in its data folder. */
export function startServer(ask: { site: string; dir: string; port: number }): ChildProcess {
  const log = openSync(join(ask.dir, 'server.log'), 'a', 0o600);
  const args = [mainOf(ask.site), '--data-dir', ask.dir, 'serve', '--port', String(ask.port)];
  // In a group of its own, so that Ctrl-C reaches only this process, which then stops all in order.
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', log, log],
    env: { ...process.env, NODE_ENV: 'development' },
    detached: true,
  });
  closeSync(log);
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

/** Resolves when the server answers that it is ready; rejects when it ends or takes longer than a minute. */
export async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`the server at ${url} ended; see its server.log`);
    const reply = await fetch(`${url}/readyz`).catch(() => undefined);
    if (reply?.ok) return;
  }
  throw new Error(`the server at ${url} is not ready after a minute`);
}

/** Runs one command of a site and answers what it printed; rejects on exit codes other than 0 and 1. */
export function runCommand(ask: { site: string; dir: string; args: string[] }): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [mainOf(ask.site), '--data-dir', ask.dir, ...ask.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    children.add(child);
    let said = '';
    let trouble = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
    child.on('exit', (code) => {
      children.delete(child);
      if (code === 0 || code === 1) resolve(said);
      else reject(new Error(`${ask.args.join(' ')} ended with ${code}: ${trouble}`));
    });
  });
}

/** Asks all to stop in order and waits; what does not stop within 12 s is killed. */
export async function stopAll(): Promise<void> {
  for (const child of children) child.kill('SIGTERM');
  for (const until = Date.now() + 12_000; children.size > 0 && Date.now() < until;) await sleep(50);
  for (const child of children) child.kill('SIGKILL');
}

/** Throws when somebody else listens at a port already. */
export async function assertFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(new Error(`port ${port} is taken; choose others with --port <first>`)),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
