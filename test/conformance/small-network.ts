import { createHash, randomUUID } from 'node:crypto';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { recordTables, recordTypes } from '@lianxue/shared/domains/index.ts';
import { createEngine } from '@lianxue/shared/replication/engine.ts';
import type { Engine } from '@lianxue/shared/replication/engine.ts';
import type { Link } from '@lianxue/shared/replication/link.ts';
import type { Batch, Upstream } from '@lianxue/shared/replication/messages.ts';
import type { Key, StoredRecord } from '@lianxue/shared/replication/model.ts';
import type { Crypto } from '@lianxue/shared/replication/ports.ts';
import type { Store } from '@lianxue/shared/replication/store.ts';
import { createMemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import { openDatabase } from '@lianxue/shared/storage/sqlite/open.ts';
import type { SqliteDatabase } from '@lianxue/shared/storage/sqlite/open.ts';
import { allTables } from '@lianxue/shared/storage/sqlite/schema.ts';
import { createSqliteStore } from '@lianxue/shared/storage/sqlite/sqlite-store.ts';

/** A hub on SQLite and two branches in memory, over all declared types, joined by plain calls. */

export const HUB = 'hub';
/** Branches of the network: one writes, the other reads. */
export const BRANCHES = ['zj', 'hb'] as const;
export type SiteName = typeof HUB | (typeof BRANCHES)[number];

const statements = await generateSQLiteMigration(
  await generateSQLiteDrizzleJson({}),
  await generateSQLiteDrizzleJson(allTables({ recordTables })),
);

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyOfSite = (site: string): string => `test:${digest(site)}`;

const cryptoOf = (site: string): Crypto => ({
  hash: digest,
  sign: (text) => digest(keyOfSite(site) + text),
  verify: (keys, text, signature) => keys.some((key) => digest(key + text) === signature),
});

interface TestSite {
  engine: Engine;
  store: Store;
  /** Set while this site writes as broken software would: without looking at the contract. */
  careless: boolean;
  /** Warnings it would have logged. */
  told: object[];
}

export class SmallNetwork {
  readonly db: SqliteDatabase;
  /** The last batch that reached a site, by site. */
  readonly delivered = new Map<string, Batch>();
  private readonly sites: Record<SiteName, TestSite>;
  private readonly links: Link[];

  private constructor(db: SqliteDatabase, sites: Record<SiteName, TestSite>) {
    this.db = db;
    this.sites = sites;
    this.links = BRANCHES.map((name) => this.sites[name].engine.link(this.upstreamOf(name)));
  }

  static async open(): Promise<SmallNetwork> {
    const db = openDatabase(':memory:');
    for (const statement of statements) db.$client.exec(statement);
    const hub = await openSite(
      HUB,
      createSqliteStore({ db, tables: recordTables, types: recordTypes }),
    );
    const [zj, hb] = await Promise.all(
      BRANCHES.map((name) => openSite(name, createMemoryStore({ types: recordTypes }))),
    );
    const network = new SmallNetwork(db, { hub, zj, hb } as Record<SiteName, TestSite>);
    await network.admit();
    return network;
  }

  async put(site: SiteName, key: Key, body: object): Promise<void> {
    await this.sites[site].engine.transact((work) => work.put(key, body));
  }

  /** Writes what the contract forbids, as software with a fault would. */
  async putCarelessly(site: SiteName, key: Key, body: object): Promise<void> {
    this.sites[site].careless = true;
    await this.put(site, key, body);
    this.sites[site].careless = false;
  }

  async remove(site: SiteName, key: Key, op: 'del' | 'erase'): Promise<void> {
    await this.sites[site].engine.transact((work) => work.remove(key, op));
  }

  record(site: SiteName, key: Key): Promise<StoredRecord | undefined> {
    return this.sites[site].store.record(key);
  }

  engine(site: SiteName): Engine {
    return this.sites[site].engine;
  }

  told(site: SiteName): readonly object[] {
    return this.sites[site].told;
  }

  store(site: SiteName): Store {
    return this.sites[site].store;
  }

  /** Exchanges until everything is everywhere: up, then down to all. */
  async settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) for (const link of this.links) await link.syncOnce();
  }

  link(site: (typeof BRANCHES)[number]): Link {
    return this.links[BRANCHES.indexOf(site)] as Link;
  }

  close(): void {
    for (const { engine } of Object.values(this.sites)) engine.stop();
    this.db.$client.close();
  }

  private async admit(): Promise<void> {
    for (const code of BRANCHES)
      await this.put(HUB, { type: 'Branch', id: code }, branchBody(code));
    await this.settle();
  }

  private upstreamOf(name: SiteName): Upstream {
    const served = this.sites.hub.engine.serve(name);
    return {
      ...served,
      push: (batch) => {
        this.delivered.set(HUB, batch);
        return served.push(batch);
      },
      pull: async (message) => {
        const reply = await served.pull(message);
        for (const batch of reply.batches) if (batch.count > 0) this.delivered.set(name, batch);
        return reply;
      },
    };
  }
}

const branchBody = (code: string): object => ({
  code,
  name: `${code} 分院`,
  level: 'province',
  region: code === 'zj' ? '33' : '42',
  regionIssued: '2023-12-31',
  parent: HUB,
  keys: [keyOfSite(code)],
  contractVersion: 1,
  state: 'active',
});

async function openSite(site: SiteName, store: Store): Promise<TestSite> {
  const opened = { store, careless: false, told: [] as object[] } as TestSite;
  const grantOfHub = { site: HUB, parent: '', tokens: [], keys: [keyOfSite(HUB)], active: true };
  opened.engine = await createEngine({
    site,
    root: HUB,
    upstream: site === HUB ? null : grantOfHub,
    serves: site === HUB,
    software: 'conformance',
    keys: [keyOfSite(site)],
    types: recordTypes.map((type) => ({
      ...type,
      validate: (body) => (opened.careless ? [] : type.validate(body)),
    })),
    store,
    clock: { now: () => Date.now(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
    rng: { next: () => 0.5, token: () => randomUUID() },
    crypto: cryptoOf(site),
    journal: {
      info: () => undefined,
      warn: (fields, message) => opened.told.push({ ...fields, message }),
    },
  });
  return opened;
}
