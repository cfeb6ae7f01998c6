import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SeedResult } from '../test/simulation/run-seed.ts';

/**
 * Runs the network simulation over many seeds, on all cores.
 *   pnpm simulate [--seeds 500] [--from 1] [--json]
 *   pnpm simulate --plant          each built-in bug, until a seed catches it
 *   pnpm simulate --from 17 --seeds 1   one seed again
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    plant: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
const WORKER = fileURLToPath(new URL('./simulate/worker.ts', import.meta.url));

/** Hands tasks to as many processes as there are cores, as each becomes free. */
function runAll<T, R>(tasks: readonly T[], done: (task: T, result: R) => void): Promise<void> {
  let next = 0;
  const lane = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = fork(WORKER);
      let current: T | undefined;
      const give = (): void => {
        current = tasks[next];
        next += 1;
        if (current === undefined) worker.disconnect();
        else worker.send(current as object);
      };
      worker.on('message', (result) => {
        done(current as T, result as R);
        give();
      });
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`worker ended with ${code}`)),
      );
      give();
    });
  const lanes = Math.min(availableParallelism(), tasks.length);
  return Promise.all(Array.from({ length: lanes }, lane)).then(() => undefined);
}

async function simulate(): Promise<boolean> {
  const started = performance.now();
  const tasks = Array.from({ length: seeds }, (_, i) => ({ seed: from + i }));
  const total = {
    virtualMs: 0,
    versions: 0,
    restored: 0,
    crashes: 0,
    rotten: 0,
    clones: 0,
    failed: 0,
  };
  await runAll<{ seed: number }, SeedResult>(tasks, (_, result) => {
    total.virtualMs += result.virtualMs;
    total.versions += result.versions;
    total.restored += result.restored;
    total.crashes += result.crashes;
    total.rotten += result.rotten;
    total.clones += result.clones;
    if (result.faults.length === 0) return;
    total.failed += 1;
    console.log(`seed ${result.seed} (restores: ${result.restores}):`);
    for (const fault of result.faults.slice(0, 10)) console.log(`  ${fault}`);
  });
  const seconds = (performance.now() - started) / 1000;
  const days = total.virtualMs / 86_400_000;
  if (values.json) console.log(JSON.stringify({ seeds, seconds, ...total }));
  else
    console.log(
      `${seeds} seeds in ${seconds.toFixed(0)} s: ${days.toFixed(1)} network days, ` +
        `${total.versions} versions, ${total.crashes} crashes, ${total.restored} restores, ${total.rotten} bodies rotten, ${total.clones} copied branches; ` +
        `${total.failed} seeds with anything lost, doubled, different or oversold`,
    );
  return total.failed === 0;
}

interface PlantResult {
  name: string;
  bug: string;
  caughtBy: number | null;
  fault: string;
  tried: number;
}

async function plants(): Promise<boolean> {
  const { PLANTS } = await import('../test/simulation/plants.ts');
  const tasks = PLANTS.map((_, plant) => ({ plant, from, seeds }));
  const results: PlantResult[] = [];
  await runAll<object, PlantResult>(tasks, (_, result) => {
    results.push(result);
    if (values.json) return;
    const outcome =
      result.caughtBy === null
        ? `NOT CAUGHT in ${result.tried} seeds`
        : `caught by seed ${result.caughtBy}`;
    console.log(`${result.name}: ${outcome}\n  ${result.bug}\n  ${result.fault}`);
  });
  if (values.json) console.log(JSON.stringify(results));
  return results.every((result) => result.caughtBy !== null);
}

process.exitCode = (await (values.plant ? plants() : simulate())) ? 0 : 1;
