import { createHash } from 'node:crypto';
import { recordTypes } from '@lianxue/shared/domains/index.ts';
import { createEngine } from '@lianxue/shared/replication/engine.ts';
import type { Engine } from '@lianxue/shared/replication/engine.ts';
import type { Link } from '@lianxue/shared/replication/link.ts';
import type { Key, StoredRecord } from '@lianxue/shared/replication/model.ts';
import type { Crypto } from '@lianxue/shared/replication/ports.ts';
import { RESTORED } from '@lianxue/shared/replication/settled.ts';
import { createMemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import type { MemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import type { MemoryImage } from '@lianxue/shared/storage/memory/memory-image.ts';

/** Hub → province → city → county, and a province beside, joined by plain calls. */

export const PARENTS = { hub: null, zj: 'hub', hb: 'hub', hz: 'zj', nb: 'zj', xh: 'hz' } as const;
export type Name = keyof typeof PARENTS;
export const NAMES = Object.keys(PARENTS) as Name[];
const REGIONS: Record<string, string> = {
  zj: '33',
  hb: '42',
  hz: '3301',
  nb: '3302',
  xh: '330106',
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyOfSite = (site: string): string => `test:${digest(site)}`;
const cryptoOf = (site: string): Crypto => ({
  hash: digest,
  sign: (text) => digest(keyOfSite(site) + text),
  verify: (keys, text, signature) => keys.some((key) => digest(key + text) === signature),
});
const grantOf = (site: string) =>
  ({ site, parent: '', tokens: [], keys: [keyOfSite(site)], active: true }) as const;

interface Running {
  engine: Engine;
  link: Link | undefined;
}

export class Levels {
  private readonly disks = new Map<Name, MemoryStore>();
  private readonly running = new Map<Name, Running>();
  /** Sites that nobody reaches and that reach nobody. */
  readonly away = new Set<Name>();
  private now = 1_790_000_000_000;
  private draws = 0;

  static async open(): Promise<Levels> {
    const levels = new Levels();
    for (const name of NAMES) levels.disks.set(name, createMemoryStore({ types: recordTypes }));
    await levels.start('hub');
    for (const name of NAMES) if (PARENTS[name]) await levels.admit(name);
    for (const name of NAMES) if (name !== 'hub') await levels.start(name);
    await levels.rest();
    return levels;
  }

  engine(name: Name): Engine {
    return this.running.get(name)!.engine;
  }

  async admit(name: Name, more: object = {}): Promise<void> {
    const body = {
      code: name,
      name: `${name} 分院`,
      level: name === 'zj' || name === 'hb' ? 'province' : 'city',
      region: REGIONS[name],
      regionIssued: '2024-12-31',
      parent: PARENTS[name],
      keys: [keyOfSite(name)],
      contractVersion: 1,
      state: 'active',
      ...more,
    };
    await this.put('hub', { type: 'Branch', id: name }, body);
  }

  async start(name: Name): Promise<void> {
    const parent = PARENTS[name];
    const engine = await createEngine({
      site: name,
      root: 'hub',
      upstream: parent ? { ...grantOf(parent), tokens: [], keys: [keyOfSite(parent)] } : null,
      serves: Object.values(PARENTS).includes(name as never),
      software: 'test',
      keys: [keyOfSite(name)],
      ...(parent && parent !== 'hub' ? { rootKeys: [keyOfSite('hub')] } : {}),
      types: recordTypes,
      store: this.disk(name),
      clock: { now: () => (this.now += 1), sleep: () => new Promise(() => undefined) },
      rng: { next: () => 0.5, token: () => `e${(this.draws += 1)}${name}` },
      crypto: cryptoOf(name),
      journal: { info: () => undefined, warn: () => undefined },
    });
    const isOpen = (): boolean => !this.away.has(name) && parent !== null && !this.away.has(parent);
    const upstream = new Proxy({} as never, {
      get: (_, method: string) => async (message: unknown) => {
        if (!isOpen()) throw new Error('away');
        const server = this.engine(parent as Name).serve(name) as never;
        // Copied as a wire would.
        return structuredClone(
          await (server as Record<string, (m: unknown) => Promise<unknown>>)[method]!(
            structuredClone(message),
          ),
        );
      },
    });
    this.running.set(name, { engine, link: parent ? engine.link(upstream) : undefined });
  }

  disk(name: Name): MemoryStore {
    return this.disks.get(name)!;
  }

  put(site: Name, key: Key, body: object): Promise<void> {
    return this.engine(site).transact((work) => work.put(key, body));
  }

  record(site: Name, key: Key): Promise<StoredRecord | undefined> {
    return this.disk(site).record(key);
  }

  /** An old image comes back as the restore command does it, and the site starts again. */
  async restore(name: Name, image: MemoryImage): Promise<void> {
    this.disk(name).restore(image);
    const steps = [{ do: 'meta', key: RESTORED, value: `restore-${(this.draws += 1)}` }] as const;
    await this.disk(name).commit({ guards: [], steps: [...steps], epochs: {} as never });
    await this.start(name);
  }

  /** Lets everybody that can be reached exchange, round by round, until nothing changes any more. */
  async rest(): Promise<void> {
    for (let round = 0; round < 8; round++)
      for (const name of NAMES) {
        const parent = PARENTS[name];
        const link = this.running.get(name)?.link;
        if (!link || !parent || this.away.has(name) || this.away.has(parent)) continue;
        await link.syncOnce();
      }
  }

  async verify(): Promise<void> {
    for (const name of NAMES) await this.running.get(name)?.link?.verifyAll();
  }
}
