import { Seeded } from './seeded.ts';
import type { SimSite } from './sim-site.ts';
import { doAtCopy } from './workload.ts';
import type { World } from './world.ts';

/**
 * A branch's disk is copied while it lives, and both machines run with one key.
 * The hub has to notice and hold them; staff stop one, end the hold, let the
 * copy hand over what it has and go on with the original: nothing that either
 * wrote may be lost. Draws of its own for when all this happens.
 */
export class CloneFault {
  private readonly world: World;
  private readonly rng: Seeded;
  private readonly begin: number;
  private original: SimSite | undefined;
  private copy: SimSite | undefined;
  noticed = false;
  private resolved = false;

  constructor(world: World, seed: number) {
    this.world = world;
    this.rng = new Seeded(seed ^ 0xc10e);
    this.begin = 50 + this.rng.below(200);
  }

  /** What happens of it in one step of the network's life. */
  async step(n: number): Promise<void> {
    const { rng } = this;
    if (!this.copy || !this.original) {
      if (n >= this.begin) await this.copyOne();
      return;
    }
    // An operator who copied a machine may stop and start either.
    if (rng.chance(0.05)) this.copy.crash();
    if (!this.copy.isUp && rng.chance(0.3)) await this.copy.start();
    if (rng.chance(0.3)) await doAtCopy(this.world, this.copy);
    await this.held();
  }

  private async copyOne(): Promise<void> {
    const node = this.rng.pick(this.world.nodes);
    if (!node.isUp) return;
    this.original = node;
    this.copy = this.world.copyOf(node);
    await this.copy.start();
  }

  private async held(): Promise<boolean> {
    const peer = this.copy && (await this.world.hub.disk.peer(this.copy.name));
    const held = (peer?.clonedAt ?? 0) > 0;
    if (held) this.noticed = true;
    return held;
  }

  /** Staff stop one of the two, let the other hand over what it has, and go on with the first. */
  private async decide(): Promise<void> {
    const { world, original, copy } = this;
    if (!original || !copy || this.resolved || !(await this.held())) return;
    original.crash();
    await world.hub.engine?.endHold(copy.name);
    if (!copy.isUp) await copy.start();
    await world.scheduler.pass(20 * 60_000);
    copy.crash();
    await original.start();
    this.resolved = true;
  }

  /** Once all other trouble is over: both go on writing until it is noticed and decided. */
  async end(): Promise<string[]> {
    if (!this.copy || !this.original) return [];
    const sites = [this.original, this.copy];
    for (let round = 0; round < 20 && !this.resolved; round++) {
      for (const site of sites) {
        if (!site.isUp) await site.start();
        await doAtCopy(this.world, site);
        await this.world.scheduler.pass(3 * 60_000);
      }
      await this.decide();
    }
    const faults = this.noticed ? [] : [`two copies of ${this.copy.name} went unnoticed`];
    return this.resolved
      ? faults
      : [...faults, `two copies of ${this.copy.name} were never resolved`];
  }
}
