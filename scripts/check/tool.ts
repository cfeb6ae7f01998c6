import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export interface ToolRun {
  code: number;
  stdout: string;
  stderr: string;
  /** Both streams, for people. */
  output: string;
}

export interface ToolCall {
  /** A name in node_modules/.bin, or on PATH. */
  bin: string;
  args: readonly string[];
  /** The workspace's root: its node_modules/.bin comes first in PATH. */
  root: string;
  /** Where to run; the root unless told. */
  cwd?: string;
}

/** Runs one tool to its end and keeps what it said. Rejects only when it could not be started. */
export function runTool({ bin, args, root, cwd = root }: ToolCall): Promise<ToolRun> {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  // Colours would get between a tool's words, and the messages are matched.
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: path, NO_COLOR: '1' };
  delete env['FORCE_COLOR'];
  return new Promise((resolve, reject) => {
    const child = spawn(bin, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const died = signal === null ? '' : `ended by ${signal}`;
      const output = [stdout.trim(), stderr.trim(), died].filter(Boolean).join('\n');
      resolve({ code: code ?? 1, stdout, stderr, output });
    });
  });
}
