import t from 'tap';
import { runSeed } from './run-seed.ts';

const SEEDS = 40;

await t.test('nothing is lost, doubled, different or oversold', async (t) => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { faults, restores } = await runSeed(seed);
    t.same(faults.slice(0, 5), [], `seed ${seed}, restores: ${restores}`);
  }
});
