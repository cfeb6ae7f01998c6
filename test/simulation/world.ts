import { recordTypes } from '@lianxue/shared/domains/index.ts';
import type { Store } from '@lianxue/shared/replication/store.ts';
import type { Upstream } from '@lianxue/shared/replication/messages.ts';
import { faultyUpstream } from './faulty-upstream.ts';
import type { Weather } from './faulty-upstream.ts';
import { Ledger } from './ledger.ts';
import { Scheduler } from './scheduler.ts';
import { Seeded } from './seeded.ts';
import { simKey, SimSite } from './sim-site.ts';
import type { SimWorldPorts } from './sim-site.ts';

/** A hub and three branches, each with a disk, in one virtual time, under one seed. */

export const HUB = 'hub';
export const BRANCHES = ['zj', 'hb', 'sn'] as const;
const START = Date.UTC(2026, 8, 1);

/** Which sites a seed restores from old backups. */
export type Restores = 'none' | 'node' | 'hub' | 'both';

/** Faults built in on purpose, at the ports, to see whether the checker finds them. */
export interface Plant {
  store?: (store: Store, site: string) => Store;
  /** Wraps what a node sees of the hub. */
  upstream?: (upstream: Upstream, rng: Seeded) => Upstream;
}

export class World {
  readonly scheduler = new Scheduler();
  readonly rng: Seeded;
  readonly ledger = new Ledger();
  readonly sites: readonly SimSite[];
  readonly hub: SimSite;
  readonly nodes: readonly SimSite[];
  private readonly ports: SimWorldPorts;
  readonly cut = new Set<string>();
  weather: Weather;
  failure: Error | undefined;
  /** Draws of its own for what rots, so that it does not change the rest of a scenario. */
  readonly decay: Seeded;
  /** Bodies written so far, so that each can be unlike every other. */
  marks = 0;

  constructor(seed: number, plant: Plant = {}) {
    this.rng = new Seeded(seed);
    this.decay = new Seeded(seed ^ 0xdecaf);
    this.weather = {
      loss: this.rng.next() * 0.15,
      duplicate: this.rng.next() * 0.15,
      delayMs: 5 + this.rng.below(1500),
    };
    // Faults of the network draw from a generator of their own, so that a plant does not change the scenario.
    const netRng = new Seeded(seed ^ 0x5eed);
    const quiet = new Seeded(seed ^ 0xc0de);
    const ports: SimWorldPorts = {
      scheduler: this.scheduler,
      ledger: this.ledger,
      rng: new Seeded(seed ^ 0x70ce),
      types: recordTypes,
      root: HUB,
      epochMs: START,
      upstreamGrant: { site: HUB, parent: '', tokens: [], keys: [simKey(HUB)], active: true },
      upstreamFor: (site: string) => {
        const upstream = faultyUpstream({
          scheduler: this.scheduler,
          rng: netRng,
          quiet,
          weather: this.weather,
          open: () => !this.cut.has(site),
          target: () => this.hub.engine?.serve(site),
        });
        return plant.upstream ? plant.upstream(upstream, netRng) : upstream;
      },
      plantStore: (store: Store, site: string) => plant.store?.(store, site) ?? store,
      failed: (error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      },
    };
    this.ports = ports;
    this.hub = new SimSite(HUB, ports);
    this.nodes = BRANCHES.map((name) => new SimSite(name, ports));
    this.sites = [this.hub, ...this.nodes];
  }

  get now(): number {
    return START + this.scheduler.now;
  }

  /** A second machine with the disk of a branch as it is now. */
  copyOf(node: SimSite): SimSite {
    const copy = new SimSite(node.name, this.ports);
    copy.disk.restore(node.disk.snapshot());
    return copy;
  }

  /** Ends all faults: everything up, every path open, clocks right. */
  async heal(): Promise<void> {
    this.cut.clear();
    this.weather.loss = 0;
    this.weather.duplicate = 0;
    this.weather.delayMs = 10;
    for (const site of this.sites) {
      site.skew = 0;
      if (!site.isUp) await site.start();
    }
  }
}
