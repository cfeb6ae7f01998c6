import { createEngine } from '@lianxue/shared/replication/engine.ts';
import type { Engine } from '@lianxue/shared/replication/engine.ts';
import type { Link } from '@lianxue/shared/replication/link.ts';
import { keyOf } from '@lianxue/shared/replication/model.ts';
import type { Grant, RecordType, StoredRecord } from '@lianxue/shared/replication/model.ts';
import type { Crypto } from '@lianxue/shared/replication/ports.ts';
import { RESTORED } from '@lianxue/shared/replication/settled.ts';
import type { Store } from '@lianxue/shared/replication/store.ts';
import { createMemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import type { MemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import type { MemoryImage } from '@lianxue/shared/storage/memory/memory-image.ts';
import type { Upstream } from '@lianxue/shared/replication/messages.ts';
import type { Ledger } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';
import type { Seeded } from './seeded.ts';

/** One site of the simulated network: its disk outlives its processes. */
export class SimSite {
  readonly name: string;
  readonly disk: MemoryStore;
  engine: Engine | undefined;
  link: Link | undefined;
  /** This site's wall clock is off by so much, ms. */
  skew = 0;
  backups: MemoryImage[] = [];
  /** Records that a comparison mended here. */
  readonly mended: string[] = [];
  /** Records that rotted here. */
  readonly rotten = new Set<string>();
  private gate: { alive: boolean } = { alive: false };
  private readonly world: SimWorldPorts;

  constructor(name: string, world: SimWorldPorts) {
    this.name = name;
    this.world = world;
    this.disk = createMemoryStore({ types: world.types, journal: 20 });
  }

  get isUp(): boolean {
    return this.engine !== undefined;
  }

  async start(): Promise<void> {
    const gate = { alive: true };
    this.gate = gate;
    const { scheduler, rng, types, root } = this.world;
    const engine = await createEngine({
      site: this.name,
      root,
      upstream: this.name === root ? null : this.world.upstreamGrant,
      serves: this.name === root,
      software: 'simulation',
      keys: [simKey(this.name)],
      types,
      store: this.world.plantStore(
        gated({ disk: this.disk, gate, ledger: this.world.ledger }),
        this.name,
      ),
      clock: {
        now: () => this.world.epochMs + scheduler.now + this.skew,
        sleep: (ms) => scheduler.sleep(ms),
      },
      rng,
      glanceMs: 20_000,
      crypto: simCrypto(this.name),
      journal: {
        info: () => undefined,
        warn: ({ records }) => {
          for (const name of (records ?? []) as string[]) this.mended.push(name);
        },
      },
    });
    if (!gate.alive) return;
    this.engine = engine;
    if (this.name === root) return;
    this.link = engine.link(this.world.upstreamFor(this.name), {
      pollMs: 20_000,
      retryMs: 1_000,
      retryMaxMs: 60_000,
      verifyMs: 60_000,
      roundMs: 15 * 60_000,
    });
    // A dead process's loop never resolves; a live one ends only with its process.
    this.link.run().catch((error: unknown) => this.world.failed(error));
  }

  /** kill -9: whatever the process was doing ends between two commits. */
  crash(): void {
    this.gate.alive = false;
    this.engine = undefined;
    this.link = undefined;
  }

  /** A byte of a body changes on the disk, where no engine sees it happen. */
  rot(record: StoredRecord): void {
    this.rotten.add(keyOf(record));
    const image = this.disk.snapshot();
    image.tables.get(record.type)?.set(record.id, { ...record, body: `${record.body} ` });
    this.disk.restore(image);
  }

  backup(): void {
    this.backups.push(this.disk.snapshot());
  }

  /** Puts an old image back, as the restore command does: with a mark that says so. */
  async restore(image: MemoryImage): Promise<void> {
    this.disk.restore(image);
    await this.disk.commit({
      guards: [],
      steps: [{ do: 'meta', key: RESTORED, value: this.world.rng.token() }],
      epochs: {} as never,
    });
  }
}

export interface SimWorldPorts {
  scheduler: Scheduler;
  rng: Seeded;
  ledger: Ledger;
  types: readonly RecordType[];
  root: string;
  /** Wall time at the start of the simulation, ms. */
  epochMs: number;
  upstreamGrant: Grant;
  upstreamFor(site: string): Upstream;
  plantStore(store: Store, site: string): Store;
  failed(error: unknown): void;
}

/**
 * The disk as one process sees it: after the process died, nothing it still
 * does reaches the disk or comes back. Every own write is noted in the ledger.
 */
function gated(of: { disk: MemoryStore; gate: { alive: boolean }; ledger: Ledger }): Store {
  const { disk, gate, ledger } = of;
  const never = new Promise<never>(() => undefined);
  const commit: Store['commit'] = async (plan) => {
    const written = plan.steps.flatMap((step) => (step.do === 'write' ? [step.record] : []));
    const before = await disk.records(written);
    if (!gate.alive) return never;
    const outcome = await disk.commit(plan);
    if (outcome.ok) for (const [i, record] of written.entries()) ledger.note(record, before[i]);
    return gate.alive ? outcome : never;
  };
  return new Proxy(disk, {
    get(target, name: keyof MemoryStore) {
      if (name === 'commit') return commit;
      const method = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => (gate.alive ? method.apply(target, args) : never);
    },
  });
}

/** A public key in the form that the contract asks for. */
export const simKey = (site: string): string => `sim:${site.padEnd(16, '0')}`;

/** Cheap stand-ins that still tell a changed text and a foreign signer. */
function simCrypto(site: string): Crypto {
  return {
    hash,
    sign: (text) => `${simKey(site)}:${hash(text)}`,
    verify: (keys, text, signature) => keys.some((key) => signature === `${key}:${hash(text)}`),
  };
}

function hash(text: string): string {
  let h = 0x811c9dc5;
  let g = 0x1234567;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    h = Math.imul(h ^ c, 0x01000193);
    g = Math.imul(g + c, 0x85ebca6b) ^ (g >>> 13);
  }
  return `${(h >>> 0).toString(36)}${(g >>> 0).toString(36)}`;
}
