/**
 * node scripts/check-plant.ts         plants each fault in a copy of the workspace; it has to be caught
 * node scripts/check-plant.ts cycle   only those whose name holds the word
 *
 * A tool that sees nothing passes, so every check is shown something to fail at.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Outcome } from './check/check.ts';
import { type Plant, plants } from './check/plants.ts';
import { runTool } from './check/tool.ts';
import { copyWorkspace, removeCopy } from './check/workspace-copy.ts';

type Outcomes = Record<string, Outcome>;

const root = join(import.meta.dirname, '..');
const word = process.argv[2] ?? '';
const copy = await copyWorkspace(root);
let missed = 0;
try {
  const before = await runChecks();
  const failing = Object.keys(before).filter((name) => before[name]?.passed === false);
  if (failing.length > 0) console.log(`the tree itself fails: ${failing.join(', ')}`);
  for (const plant of plants.filter(({ name }) => name.includes(word))) {
    const restore = await sow(plant);
    const wrong = judge(plant, before, await runChecks());
    await restore();
    if (wrong !== undefined) missed += 1;
    console.log(`planted ${plant.name}: ${wrong ?? 'caught'}`);
  }
  for (const name of Object.keys(before).filter(isUnplanted)) {
    missed += 1;
    console.log(`no fault is planted for ${name}`);
  }
} finally {
  await removeCopy(copy);
}
console.log(missed === 0 ? '\nevery planted fault was caught' : `\n${missed} not caught`);
process.exitCode = missed === 0 ? 0 : 1;

function isUnplanted(check: string): boolean {
  return !plants.some((plant) => plant.check === check);
}

async function runChecks(): Promise<Outcomes> {
  const run = await runTool({ bin: 'node', args: ['scripts/check.ts', '--json'], root: copy });
  try {
    return JSON.parse(run.stdout) as Outcomes;
  } catch {
    throw new Error(`scripts/check.ts did not run in the copy: ${run.output}`);
  }
}

/** What is wrong with how the checks took the plant, or undefined. */
function judge(plant: Plant, before: Outcomes, after: Outcomes): string | undefined {
  const target = after[plant.check];
  if (target === undefined) return `NOT CAUGHT, there is no check ${plant.check}`;
  if (target.passed) return `NOT CAUGHT by ${plant.check}`;
  if (!plant.says.test(target.detail))
    return `${plant.check} says something else: ${target.detail}`;
  // Said before as well, it says nothing about the plant.
  if (plant.says.test(before[plant.check]?.detail ?? ''))
    return 'NOT TESTED, said without the plant too';
  const others = Object.keys(after).filter(
    (name) => name !== plant.check && before[name]?.passed && !after[name]?.passed,
  );
  const said = others.map((name) => `${name}: ${after[name]?.detail}`);
  return others.length === 0 ? undefined : `other checks fail as well: ${said.join('; ')}`;
}

/** Writes the plant's files; the function given back restores what was there. */
async function sow(plant: Plant): Promise<() => Promise<void>> {
  const undo: (() => Promise<void>)[] = [];
  for (const [file, content] of Object.entries(plant.files)) {
    const path = join(copy, file);
    const current = existsSync(path) ? await readFile(path, 'utf8') : undefined;
    const planted = typeof content === 'function' ? content(current ?? '') : content;
    if (planted === current) throw new Error(`${plant.name} changes nothing in ${file}`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, planted);
    undo.push(() => (current === undefined ? rm(path) : writeFile(path, current)));
  }
  return async () => {
    for (const step of undo) await step();
  };
}
