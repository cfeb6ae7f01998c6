import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Real server processes on loopback that a test may kill at any moment. */

const mainOf = (site: string): string =>
  join(import.meta.dirname, '../..', site === 'hub' ? 'hub' : 'node', 'src/main.ts');

export class Server {
  readonly site: string;
  readonly dir: string;
  readonly port: number;
  /** The process's clock is off by so much when it starts, ms. */
  clockOffMs = 0;
  private child: ChildProcess | undefined;

  constructor(options: { site: string; dir: string; port: number }) {
    this.site = options.site;
    this.dir = options.dir;
    this.port = options.port;
  }

  async start(): Promise<void> {
    const log = openSync(join(this.dir, 'server.log'), 'a');
    const child = spawn(
      process.execPath,
      [mainOf(this.site), '--data-dir', this.dir, 'serve', '--port', String(this.port)],
      { stdio: ['ignore', log, log], env: { ...process.env, REDIS_URL: '', ...this.wrongClock() } },
    );
    closeSync(log);
    this.child = child;
    let said = 'nothing';
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(
          `${this.site} ended (${child.exitCode ?? child.signalCode}): ${this.tail()}`,
        );
      const reply = await fetch(`http://127.0.0.1:${this.port}/readyz`, {
        signal: AbortSignal.timeout(10_000),
      }).catch((error: unknown) => void (said = String(error)));
      if (reply?.ok) return;
      if (reply) said = await reply.text();
    }
    throw new Error(`${this.site} is not ready; it says ${said}: ${this.tail()}`);
  }

  /** Resident memory at its highest, MiB; 0 where the system does not tell. */
  memoryMiB(): number {
    const status = `/proc/${this.child?.pid ?? 0}/status`;
    const found = existsSync(status) ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8')) : null;
    return Math.round(Number(found?.[1] ?? 0) / 1024);
  }

  private wrongClock(): Record<string, string> {
    if (this.clockOffMs === 0) return {};
    const code = `const now = Date.now; Date.now = () => now() + ${this.clockOffMs}`;
    return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
  }

  /** All it has logged, of all runs. */
  logText(): string {
    return readFileSync(join(this.dir, 'server.log'), 'utf8');
  }

  /** The end of its log. */
  private tail(): string {
    return this.logText().slice(-1_500);
  }

  /** SIGKILL, as a power cut or the kernel's memory killer would. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

/** A command of a site in a process of its own. */
export function startCommand(
  site: string,
  dir: string,
  args: readonly string[],
): { child: ChildProcess; done: Promise<{ code: number | null; out: string }> } {
  const child = spawn(process.execPath, [mainOf(site), '--data-dir', dir, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  // Progress is told there; it must be read, or the pipe fills up.
  child.stderr.resume();
  const done = new Promise<{ code: number | null; out: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, out }));
  });
  return { child, done };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
