import t from 'tap';
import { runSeed } from './run-seed.ts';

const SEEDS = 40;
/** Seeds that failed once, each by a fault since mended. */
const FAILED_ONCE = [815, 21239, 22465, 52903, 53755, 61411, 201538];

await t.test('nothing is lost, doubled, different or oversold', async (t) => {
  const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);
  for (const seed of [...seeds, ...FAILED_ONCE]) {
    const { faults, restores } = await runSeed(seed);
    t.same(faults.slice(0, 5), [], `seed ${seed}, restores: ${restores}`);
  }
});
