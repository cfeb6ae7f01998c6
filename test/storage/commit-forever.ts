/**
 * A process to be killed: commits one plan after another to the database named
 * by its argument, and prints the last sequence of each once it is acknowledged.
 */
import { writeSync } from 'node:fs';
import { openSample } from './sample-database.ts';
import { epochs, plan, write } from './sample-records.ts';

const { store } = openSample(process.argv[2] ?? '');
const { head } = await store.log('bulk');
const own = { epochs: epochs(`e${process.pid}`, { bulk: head.epoch }) };
for (let seq = head.seq; ; seq += 50) {
  const ids = Array.from({ length: 50 }, (_, i) => `v${seq + i + 1}`);
  await store.commit(
    plan(
      [...ids.map((id) => write('visit', id)), { do: 'meta', key: 'last', value: `${seq + 50}` }],
      own,
    ),
  );
  // Synchronous, so that a kill cannot lose what was said.
  writeSync(1, `${seq + 50}\n`);
}
