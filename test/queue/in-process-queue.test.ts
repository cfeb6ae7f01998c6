import t from 'tap';
import { createInProcessQueue } from '@lianxue/shared/server/queue/in-process-queue.ts';
import { testQueue } from './queue-tester.ts';

testQueue(t, (t, ports, options = { pollMs: 20 }) => {
  const queue = createInProcessQueue({ ...ports, ...options });
  t.teardown(() => queue.stop());
  return queue;
});
