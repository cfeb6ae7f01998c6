import type { Test } from 'tap';
import type { Queue, QueuePorts, Work } from '@lianxue/shared/server/queue/queue.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { enqueue, queuePorts } from './queue-ports.ts';

/** Gives a queue over these ports; those of one test share what is behind it. */
export type OpenQueue = (t: Test, ports: QueuePorts, options?: { pollMs: number }) => Queue;

const quick = { attempts: 3, baseMs: 2, capMs: 10 };

/** The one suite that every queue passes. */
export function testQueue(t: Test, open: OpenQueue): void {
  t.test('items run once and leave the outbox', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports);
    const ran: Work[] = [];
    queue.handle('digest', async (work) => void ran.push(work));
    await enqueue(ports, 'digest', ['a', 'b', 'c']);
    t.strictSame(await queue.counts(), { waiting: 3, failed: 0 });
    await queue.start();
    await queue.drain();
    t.strictSame(
      ran.sort((a, b) => (a.id < b.id ? -1 : 1)),
      ['a', 'b', 'c'].map((id) => ({ job: 'digest', type: 'course', id })),
    );
    t.strictSame(await queue.counts(), { waiting: 0, failed: 0 });
  });

  t.test('a wake is quicker than the poll', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports, { pollMs: 60_000 });
    const { promise, resolve } = Promise.withResolvers<string>();
    queue.handle('digest', async ({ id }) => resolve(id));
    await queue.start();
    await queue.drain();
    await enqueue(ports, 'digest', ['a']);
    queue.wake();
    t.equal(await promise, 'a');
    await queue.drain();
  });

  t.test('a poll finds what nobody told of', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports, { pollMs: 20 });
    const { promise, resolve } = Promise.withResolvers<string>();
    queue.handle('digest', async ({ id }) => resolve(id));
    await queue.start();
    await queue.drain();
    await enqueue(ports, 'digest', ['a']);
    t.equal(await promise, 'a');
    await queue.drain();
  });

  t.test('what fails is tried again', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports);
    let runs = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const flaky = () => {
      if ((runs += 1) < 3) throw new Error('not yet');
      resolve();
      return Promise.resolve();
    };
    queue.handle('digest', flaky, quick);
    await enqueue(ports, 'digest', ['a']);
    await queue.start();
    await promise;
    await queue.drain();
    t.equal(runs, 3);
    t.strictSame(await queue.counts(), { waiting: 0, failed: 0 });
    t.equal(ports.said.length, 2, 'each failure was told');
  });

  t.test('poison stays visible and holds up nobody', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports);
    const ran: string[] = [];
    const poison = async ({ id }: Work) => {
      if (id === 'bad') throw new CodedError('UNREACHABLE', { detail: 'as always' });
      ran.push(id);
    };
    queue.handle('digest', poison, quick);
    queue.handle('notify', async ({ id }) => void ran.push(id));
    await enqueue(ports, 'digest', ['bad', 'a', 'b']);
    await enqueue(ports, 'notify', ['c']);
    await queue.start();
    while ((await queue.counts()).failed === 0) await queue.drain();
    t.strictSame(ran.sort(), ['a', 'b', 'c']);
    t.strictSame(await queue.counts(), { waiting: 0, failed: 1 });
    t.match(await ports.store.outbox({ limit: 9 }), [
      { job: 'digest', id: 'bad', attempts: 3, dueAt: null, error: 'UNREACHABLE' },
    ]);
  });

  t.test('items of a job without a handler wait', async (t) => {
    const ports = queuePorts();
    const queue = open(t, ports);
    let ran = 0;
    queue.handle('digest', async () => void (ran += 1));
    await enqueue(ports, 'unheard', ['a']);
    await enqueue(ports, 'digest', ['b']);
    await queue.start();
    await queue.drain();
    t.equal(ran, 1);
    t.strictSame(await queue.counts(), { waiting: 1, failed: 0 });
  });

  t.test('stopping waits for what is under way and begins nothing', async (t) => {
    const ports = queuePorts();
    const [first, second] = [open(t, ports), open(t, ports)];
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    first.handle('digest', async () => {
      begun.resolve();
      await end.promise;
    });
    await enqueue(ports, 'digest', ['a']);
    await first.start();
    await begun.promise;
    let stopped = false;
    const stopping = first.stop().then(() => (stopped = true));
    await enqueue(ports, 'digest', ['b']);
    first.wake();
    await new Promise((resolve) => setTimeout(resolve, 30));
    t.notOk(stopped);
    end.resolve();
    await stopping;
    t.match(await ports.store.outbox({ limit: 9 }), [{ id: 'b', attempts: 0 }]);

    const ran: string[] = [];
    second.handle('digest', async ({ id }) => void ran.push(id));
    await second.start();
    await second.drain();
    t.strictSame(ran, ['b'], 'another takes it up');
  });

  t.test('several workers do everything', async (t) => {
    const ports = queuePorts();
    const queues = [open(t, ports), open(t, ports), open(t, ports)];
    const ran = new Set<string>();
    for (const queue of queues) queue.handle('digest', async ({ id }) => void ran.add(id));
    await enqueue(
      ports,
      'digest',
      Array.from({ length: 300 }, (_, i) => `c${i}`),
    );
    await Promise.all(queues.map((queue) => queue.start()));
    await Promise.all(queues.map((queue) => queue.drain()));
    t.equal(ran.size, 300);
    t.strictSame(await ports.store.countOutbox(), { waiting: 0, failed: 0 });
  });
}
