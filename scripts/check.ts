/**
 * node scripts/check.ts               everything but the tests
 * node scripts/check.ts --only lint   one check
 * node scripts/check.ts --json        outcomes by name, for programs
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { boundaries } from './check/boundaries.ts';
import { type Check, failed, type Outcome } from './check/check.ts';
import { codegen } from './check/codegen.ts';
import { format } from './check/format.ts';
import { house } from './check/house-rules.ts';
import { installScripts } from './check/install-scripts.ts';
import { licences } from './check/licences.ts';
import { lint } from './check/lint.ts';
import { migrations } from './check/migrations.ts';
import { pins } from './check/pins.ts';
import { types } from './check/types.ts';
import { unused } from './check/unused.ts';

// The slow ones first, so that the short ones fill the gaps.
const all: readonly Check[] = [
  lint,
  boundaries,
  types,
  unused,
  codegen,
  migrations,
  format,
  house,
  pins,
  licences,
  installScripts,
];

const { values } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const chosen = values.only === undefined ? all : all.filter(({ name }) => name === values.only);
if (chosen.length === 0) {
  console.error(`no check ${values.only}; there are: ${all.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const root = join(import.meta.dirname, '..');
const waiting = [...chosen];
const results: { name: string; outcome: Outcome }[] = [];

async function work(): Promise<void> {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const started = performance.now();
    const outcome = await check
      .run(root)
      .catch((error: unknown) => failed('crashed', String(error)));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    results.push({ name: check.name, outcome });
    if (values.json) continue;
    const mark = outcome.passed ? 'ok    ' : 'FAILED';
    console.log(`${mark} ${check.name.padEnd(15)} ${seconds.padStart(5)} s  ${outcome.summary}`);
  }
}

// The linter and the compiler use two threads of their own; more than two at once only queue.
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));

const bad = results.filter(({ outcome }) => !outcome.passed);
process.exitCode = bad.length === 0 ? 0 : 1;
if (values.json) {
  console.log(JSON.stringify(Object.fromEntries(results.map((one) => [one.name, one.outcome]))));
} else {
  for (const { name, outcome } of bad) console.log(`\n--- ${name}\n${outcome.detail}`);
  const names = bad.map(({ name }) => name).join(', ');
  console.log(bad.length === 0 ? '\ncheck passed' : `\ncheck failed: ${names}`);
}
