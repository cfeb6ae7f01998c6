/** A worker to be killed: says when a job of the database named first has begun, and never ends it. */
import { writeSync } from 'node:fs';
import { createBullmqQueue } from '@lianxue/shared/server/queue/bullmq-queue.ts';
import { openSample } from '../storage/sample-database.ts';
import { queuePorts } from './queue-ports.ts';

const [file = '', redisUrl = '', prefix = ''] = process.argv.slice(2);
const ports = queuePorts(openSample(file).store);
const queue = createBullmqQueue({ ...ports, redisUrl, prefix, lockMs: 1000, pollMs: 50 });
queue.handle('digest', ({ id }) => {
  writeSync(1, `begun ${id}\n`);
  return new Promise(() => {});
});
await queue.start();
