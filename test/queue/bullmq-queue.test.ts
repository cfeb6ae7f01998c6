import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { Test } from 'tap';
import { createBullmqQueue } from '@lianxue/shared/server/queue/bullmq-queue.ts';
import type { QueuePorts } from '@lianxue/shared/server/queue/queue.ts';
import { openSample } from '../storage/sample-database.ts';
import { enqueue, queuePorts } from './queue-ports.ts';
import { testQueue } from './queue-tester.ts';
import { keysOf } from './redis-keys.ts';

const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

if (await answers(redisUrl)) testAll();
else if (process.env['LIANXUE_REQUIRE_SERVICES'] === '1') t.fail(`no Redis at ${redisUrl}`);
else t.comment(`left out: BullMQ queue tests (no Redis at ${redisUrl})`);

t.test('without Redis the work waits, and stopping does not', async (t) => {
  const ports = queuePorts();
  const queue = createBullmqQueue({ ...ports, redisUrl: 'redis://127.0.0.1:1', prefix: 'none' });
  queue.handle('digest', async () => void t.fail('nothing can come from there'));
  await enqueue(ports, 'digest', ['a']);
  await queue.start();
  queue.wake();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await queue.stop();
  t.strictSame(await queue.counts(), { waiting: 1, failed: 0 });
  t.ok(ports.said.length > 0, 'it is told');
});

function testAll(): void {
  const keys = keysOf(redisUrl, `lianxue-test-${randomUUID()}`);
  t.teardown(() => keys.close());
  let group = 0;
  const prefixes = new WeakMap<QueuePorts['store'], string>();
  /** One prefix a store, as one installation has. */
  const prefixOf = ({ store }: QueuePorts): string => {
    const prefix = prefixes.get(store) ?? `${keys.prefix}-${(group += 1)}.`;
    prefixes.set(store, prefix);
    return prefix;
  };
  const open = (t: Test, ports: QueuePorts, options = { pollMs: 20 }) => {
    const queue = createBullmqQueue({
      ...ports,
      ...options,
      redisUrl,
      prefix: prefixOf(ports),
      lockMs: 1000,
    });
    t.teardown(() => queue.stop());
    return queue;
  };

  testQueue(t, open);

  t.test('Redis flushed: the outbox knows what is to be done', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports);
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const ran = new Set<string>();
    queue.handle('digest', async ({ id }) => {
      begun.resolve();
      await go.promise;
      ran.add(id);
    });
    const ids = Array.from({ length: 20 }, (_, i) => `c${i}`);
    await enqueue(ports, 'digest', ids);
    await queue.start();
    await begun.promise;
    t.ok((await keys.remove(prefixOf(ports))) > 0, 'Redis knew of some');
    go.resolve();
    await queue.drain();
    t.equal(ran.size, 20);
    t.strictSame(await queue.counts(), { waiting: 0, failed: 0 });
  });

  t.test('Redis holds nothing but numbers', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports);
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    queue.handle('digest', () => (begun.resolve(), go.promise));
    await enqueue(ports, 'digest', ['a-name-to-keep']);
    await queue.start();
    await begun.promise;
    const values = JSON.stringify(await keys.values(prefixOf(ports)));
    t.match(values, /item-1/);
    t.notMatch(values, /a-name-to-keep/);
    go.resolve();
    await queue.drain();
  });

  t.test('a job of a killed worker runs again', async (t) => {
    const file = join(t.testdir(), 'a.db');
    const { db, store } = openSample(file);
    t.teardown(() => db.$client.close());
    const ports = queuePorts(store);
    await enqueue(ports, 'digest', ['a']);
    const script = fileURLToPath(import.meta.resolve('./hang-in-job.ts'));
    const child = spawn(process.execPath, [script, file, redisUrl, prefixOf(ports)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.teardown(() => child.kill('SIGKILL'));
    const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    t.equal(said, 'begun a\n');
    child.kill('SIGKILL');
    await once(child, 'close');
    t.strictSame(await store.countOutbox(), { waiting: 1, failed: 0 });

    const ran: string[] = [];
    const queue = open(t, ports);
    queue.handle('digest', async ({ id }) => void ran.push(id));
    await queue.start();
    await queue.drain();
    t.strictSame(ran, ['a']);
    t.strictSame(await queue.counts(), { waiting: 0, failed: 0 });
  });
}

/** True if something listens there: whether it is Redis, the tests will say. */
async function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = createConnection(Number(port || 6379), hostname);
  socket.setTimeout(1000, () => socket.destroy(new Error('timeout')));
  return once(socket, 'connect')
    .then(() => true)
    .catch(() => false)
    .finally(() => socket.destroy());
}
