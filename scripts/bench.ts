import { parseArgs } from 'node:util';
import type { BenchOptions, BenchResult } from '../test/bench/bench.ts';
import { sync } from '../test/bench/sync.ts';

/**
 * Measures, as ratios to a floor of the same run.
 *   pnpm bench sync [--docs 100000] [--json]
 */
const benches: Record<string, (options: BenchOptions) => Promise<BenchResult>> = { sync };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    docs: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
});
const bench = benches[positionals[0] ?? ''];
if (!bench) {
  console.error(`usage: pnpm bench ${Object.keys(benches).join('|')} [--docs n] [--json]`);
  process.exit(2);
}
const say = (line: string): void => console.error(line);
const result = await bench({ docs: Number(values.docs), say });
if (values.json) console.log(JSON.stringify(result));
else
  for (const { name, value, unit, ratioTo, ratio } of result.rows)
    console.log(
      `${name.padEnd(16)} ${value.toFixed(0).padStart(9)} ${unit}` +
        (ratio === null ? '' : `   ${ratio.toFixed(2)} of ${ratioTo}`),
    );
