/**
 * node scripts/test.ts             every test file
 * node scripts/test.ts sync clock  those whose path holds one of the words
 *
 * The last line is `N passed, N failed`, in assertions; a file that crashed, hung or holds no tests
 * counts as one failure.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type FileResult, TapReader } from './test/tap-reader.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const files = globSync('{test,shared,hub,node,scripts}/**/*.test.ts', {
  cwd: root,
  exclude: (path) => /(^|\/)node_modules$/.test(path),
})
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort();

if (files.length === 0) {
  console.log('found no test files\n0 passed, 1 failed');
  process.exit(1);
}

const { results, code } = await runFiles();
const silent = files.filter((file) => !results.some((result) => result.file === file));
const failures = [
  ...results.flatMap((result) => result.failures),
  // After a bail-out, or when one file times out, the runner drops files that were to come.
  ...silent.map((file) => `${file}: never reported`),
];
// Nothing asserted is no success, even if everything said why it was left out.
if (results.every((result) => result.passed === 0)) failures.push('nothing was asserted');
if (code !== 0 && failures.length === 0) failures.push(`the runner exited with ${code}`);
const leftOut = new Set(
  results.flatMap(({ file, leftOut: left }) => left.map((what) => `${what} (${file})`)),
);

for (const failure of failures) console.log(`\nFAILED ${failure}`);
if (leftOut.size > 0) console.log(`\nLeft out:\n${[...leftOut].join('\n')}`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = failures.length;
console.log(`\n${files.length} files`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function runFiles(): Promise<{ results: readonly FileResult[]; code: number | null }> {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const runner = spawn('tap', ['run', '--reporter=tap', ...files], {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    runner.on('close', resolve);
    runner.on('error', reject);
  });
  const reader = new TapReader(({ file, passed: good, failed: bad }) => {
    console.log(`${bad === 0 ? 'ok    ' : 'FAILED'} ${file}  ${good} passed, ${bad} failed`);
  });
  for await (const line of createInterface({ input: runner.stdout })) reader.push(line);
  return { code: await ended, results: reader.end() };
}
