import { check, oversold } from './checker.ts';
import { CloneFault } from './clone.ts';
import { workDesk } from './seat-desk.ts';
import type { SimSite } from './sim-site.ts';
import { rotSomething } from './decay.ts';
import { doSomething, writeBranches } from './workload.ts';
import { World } from './world.ts';
import type { Plant, Restores } from './world.ts';

/** One seed: a network lives through some hours of work and trouble, comes to rest, and is checked. */

const STEPS = 400;
const MINUTE = 60_000;
/** Virtual time in which a healed network must come to rest. */
const REST_MS = 60 * MINUTE;

export interface SeedResult {
  seed: number;
  restores: Restores;
  /** Broken promises; empty when all is well. */
  faults: string[];
  virtualMs: number;
  versions: number;
  restored: number;
  crashes: number;
  rotten: number;
  /** Copies of a living branch that the hub noticed. */
  clones: number;
}

const KINDS: readonly Restores[] = ['none', 'node', 'hub', 'both'];
const restoresOf = (seed: number): Restores => KINDS[seed % KINDS.length] ?? 'none';

export async function runSeed(seed: number, plant?: Plant): Promise<SeedResult> {
  const world = new World(seed, plant);
  const restores = restoresOf(seed);
  // Another of its kinds of trouble, in seeds of their own.
  const clone = restores === 'none' && seed % 8 === 4 ? new CloneFault(world, seed) : undefined;
  const count = { restored: 0, crashes: 0, rotten: 0 };
  const faults: string[] = [];
  try {
    await world.hub.start();
    await writeBranches(world);
    // A hub that forgets its branches altogether is an operator's case: nobody may dial in to remind it.
    world.hub.disk.restore(world.hub.disk.snapshot());
    for (const node of world.nodes) await node.start();
    for (let step = 0; step < STEPS && faults.length === 0; step++) {
      await oneStep(world, restores, count);
      await clone?.step(step);
      // Not where an old backup may take the last good copy away.
      if (restores === 'none' && !clone && world.decay.chance(0.03) && rotSomething(world))
        count.rotten += 1;
      faults.push(...oversold(world, await settledSites(world), world.sites));
    }
    await world.heal();
    if (clone) faults.push(...(await clone.end()));
    for (let i = 0; i < 12; i++) {
      for (const site of world.sites) await workDesk(site);
      await world.scheduler.pass(REST_MS / 12);
    }
    faults.push(...check(world));
  } catch (error) {
    faults.push(
      `stopped by ${String(error)} ${JSON.stringify((error as { faults?: unknown }).faults ?? [])}`,
    );
  }
  if (world.failure) faults.push(`a link ended with ${world.failure.message}`);
  return {
    seed,
    restores,
    faults,
    virtualMs: world.scheduler.now,
    versions: world.ledger.written.size,
    clones: clone?.noticed ? 1 : 0,
    ...count,
  };
}

async function oneStep(
  world: World,
  restores: Restores,
  count: { restored: number; crashes: number },
): Promise<void> {
  const { rng } = world;
  const site = rng.pick(world.sites);
  const draw = rng.next();
  if (draw < 0.55) await doSomething(world, site);
  else if (draw < 0.65)
    // Several workers and a person at once, as servers have.
    await Promise.all([workDesk(site), workDesk(site, 'newest'), doSomething(world, site)]);
  else if (draw < 0.72) site.backup();
  else if (draw < 0.78) {
    if (site.isUp) count.crashes += 1;
    site.crash();
  } else if (draw < 0.86) {
    if (!site.isUp) await site.start();
  } else if (draw < 0.9) toggle(world.cut, rng.pick(world.nodes).name);
  else if (draw < 0.93) site.skew = rng.below(2 * 86_400_000) - 86_400_000;
  else if (draw < 0.96) count.restored += await restore(world, site, restores);
  else if (rng.chance(0.3)) await world.scheduler.pass(rng.below(40 * MINUTE));
  await world.scheduler.pass(rng.below(20_000));
}

/** A host that is still taking back what it lost has seats in its view that it will yet see given back. */
async function settledSites(world: World): Promise<SimSite[]> {
  const settled: SimSite[] = [];
  for (const site of world.sites) if (await site.engine?.settled()) settled.push(site);
  return settled;
}

const toggle = (set: Set<string>, item: string): void => {
  if (!set.delete(item)) set.add(item);
};

/** An old image comes back, or the last commits are gone as after a power cut; the site starts again. */
async function restore(world: World, site: SimSite, restores: Restores): Promise<number> {
  const isHub = site === world.hub;
  if (restores === 'none' || (restores === 'node' && isHub) || (restores === 'hub' && !isHub))
    return 0;
  site.crash();
  const image = site.backups.length > 0 ? world.rng.pick(site.backups) : undefined;
  if (image && world.rng.chance(0.7)) await site.restore(image);
  else {
    site.disk.truncate(1 + world.rng.below(8));
    await site.restore(site.disk.snapshot());
  }
  world.ledger.writeOff(world.sites);
  await site.start();
  return 1;
}
