import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Client {
  keys(pattern: string): Promise<string[]>;
  del(...keys: string[]): Promise<number>;
  type(key: string): Promise<string>;
  call(command: string, ...args: string[]): Promise<unknown>;
  disconnect(): void;
}

// The client that the queue itself uses; the tests have none of their own.
const queue = import.meta.resolve('@lianxue/shared/server/queue/bullmq-queue.ts');
const { Redis } = createRequire(fileURLToPath(queue))('ioredis') as {
  Redis: new (url: string) => Client;
};

const READ: Record<string, string[]> = {
  string: ['get'],
  hash: ['hgetall'],
  list: ['lrange', '0', '-1'],
  zset: ['zrange', '0', '-1'],
  set: ['smembers'],
  stream: ['xrange', '-', '+'],
};

/** What this run has in Redis, and nobody else's. */
export function keysOf(url: string, prefix: string) {
  const redis = new Redis(url);

  async function remove(under: string): Promise<number> {
    const found = await redis.keys(`${under}*`);
    return found.length === 0 ? 0 : redis.del(...found);
  }

  return {
    prefix,
    remove,
    /** Every key with all that is in it. */
    async values(under: string): Promise<unknown[]> {
      const found = await redis.keys(`${under}*`);
      return Promise.all(
        found.map(async (key) => {
          const [command = 'get', ...args] = READ[await redis.type(key)] ?? [];
          return [key, await redis.call(command, key, ...args)];
        }),
      );
    },
    async close(): Promise<void> {
      await remove(prefix);
      redis.disconnect();
    },
  };
}
