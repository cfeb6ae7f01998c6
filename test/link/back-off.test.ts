import t from 'tap';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { createEngine } from '@lianxue/shared/replication/engine.ts';
import type { HelloReply, Upstream } from '@lianxue/shared/replication/messages.ts';
import { LANES, ORIGIN } from '@lianxue/shared/replication/model.ts';
import { createMemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';

/** How long a link waits after each failure, on a clock that only writes the waits down. */

const TIMES = { pollMs: 1, retryMs: 600, retryMaxMs: 900_000, verifyMs: 1e9, roundMs: 1e9 };

const greeting: HelloReply = {
  site: 'hub',
  protocol: 1,
  software: 'test',
  types: [],
  lanes: LANES.map((lane) => ({
    lane,
    lineage: [],
    head: 0,
    cursor: ORIGIN,
    cursorLineage: [],
    owed: ORIGIN,
    refused: [],
  })),
  held: 0,
  settled: true,
  at: 0,
};

/** Waits after `count` failures in a row, with every draw at `draw`. */
async function waitsOf(options: {
  draw: number;
  count: number;
  fail: (n: number) => CodedError;
  greets: boolean;
}): Promise<number[]> {
  const { draw, count, fail, greets } = options;
  const waits: number[] = [];
  let done = (): void => undefined;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const engine = await createEngine({
    site: 'zj',
    root: 'hub',
    upstream: { site: 'hub', parent: '', tokens: [], keys: ['k'], active: true },
    serves: false,
    software: 'test',
    keys: ['k'],
    types: [],
    store: createMemoryStore({ types: [] }),
    clock: {
      now: () => 1,
      sleep(ms) {
        // Waits that are no back-off: for news, and for the next comparison.
        if (ms === 2_000 || ms === TIMES.verifyMs) return new Promise(() => undefined);
        waits.push(Math.round(ms));
        if (waits.length === count) done();
        return waits.length >= count ? new Promise(() => undefined) : Promise.resolve();
      },
    },
    rng: { next: () => draw, token: () => 't' },
    crypto: { hash: (text) => text, sign: (text) => text, verify: () => true },
    journal: { info: () => undefined, warn: () => undefined },
  });
  const refuse = (): Promise<never> => Promise.reject(fail(waits.length));
  const upstream = new Proxy({} as Upstream, {
    get: (_target, name) => (name === 'hello' && greets ? () => Promise.resolve(greeting) : refuse),
  });
  const link = engine.link(upstream, TIMES);
  const running = link.run();
  await finished;
  link.stop();
  engine.stop();
  await running;
  return waits;
}

const unreachable = (): CodedError => new CodedError('UNREACHABLE');

t.test('the bound doubles with each failure, up to fifteen minutes', async (t) => {
  const waits = await waitsOf({ draw: 1, count: 14, fail: unreachable, greets: false });
  t.strictSame(waits.slice(0, 4), [1_200, 2_400, 4_800, 9_600]);
  t.equal(Math.max(...waits), 900_000);
  t.equal(waits.at(-1), 900_000, 'and stays there');
});

t.test('the wait is drawn evenly below the bound', async (t) => {
  const waits = await waitsOf({ draw: 0.25, count: 4, fail: unreachable, greets: false });
  t.strictSame(waits, [300, 600, 1_200, 2_400]);
});

t.test('an upstream that asks for more is given more, within reason', async (t) => {
  const asked = [7_000, 7_000, 10 ** 9];
  const fail = (n: number): CodedError => new CodedError('BUSY', { retryAfterMs: asked[n] ?? 0 });
  const waits = await waitsOf({ draw: 0, count: 4, fail, greets: false });
  t.strictSame(waits, [7_000, 7_000, 900_000, 0]);
});

t.test('a greeting alone does not start the count anew', async (t) => {
  const waits = await waitsOf({ draw: 1, count: 5, fail: unreachable, greets: true });
  t.strictSame(waits, [1_200, 2_400, 4_800, 9_600, 19_200]);
});
