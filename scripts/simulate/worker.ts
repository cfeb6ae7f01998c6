import { PLANTS } from '../../test/simulation/plants.ts';
import { runSeed } from '../../test/simulation/run-seed.ts';

/** One process of `simulate.ts`: runs a seed, or a planted bug until a seed catches it. */

type Task = { seed: number } | { plant: number; from: number; seeds: number };

async function hunt({ plant, from, seeds }: Extract<Task, { plant: number }>): Promise<object> {
  const make = PLANTS[plant];
  if (!make) throw new Error(`no plant ${plant}`);
  const { name, bug } = make();
  for (let seed = from; seed < from + seeds; seed++) {
    // Made anew for each seed: some bugs count their calls.
    const { faults } = await runSeed(seed, make().plant);
    if (faults.length > 0)
      return { name, bug, caughtBy: seed, fault: faults[0], tried: seed - from + 1 };
  }
  return { name, bug, caughtBy: null, fault: '', tried: seeds };
}

process.on('message', (task: Task) => {
  const result = 'seed' in task ? runSeed(task.seed) : hunt(task);
  result.then(
    (value) => process.send?.(value),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
