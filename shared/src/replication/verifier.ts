import { CodedError } from '../base/errors.ts';
import { isOn, epochAt } from './lineage.ts';
import type { Batch, Upstream, VerifyReply } from './messages.ts';
import { keyOf, LANES, ORIGIN } from './model.ts';
import type { Entry, Lane, Lineage, Position } from './model.ts';
import { takeBack } from './heal.ts';
import { openBatch } from './intake.ts';
import { readOrphans } from './orphans.ts';
import { encodeAll, mendFrom, takeAgain, tellMended } from './repair.ts';
import { isSettled } from './settled.ts';
import type { Site } from './site.ts';
import type { Verification } from './store.ts';
import {
  advanced,
  batchOf,
  digestOf,
  keptRange,
  newVerification,
  sentRange,
  STRIDE,
} from './verify.ts';

/**
 * The dialling side compares its feeds with the upstream's, one stretch at a
 * time: its copy of the upstream's log and the upstream's copy of its own. The
 * cost of a step does not grow with what is kept.
 */
export class Verifier {
  private readonly site: Site;
  private readonly peer: string;
  private readonly upstream: Upstream;
  private readonly roundMs: number;
  /** What we have and the upstream did not send, by lane, and how far its log must be read before that is believed. */
  private readonly suspects = new Map<Lane, { head: number; names: ReadonlySet<string> }>();

  constructor(site: Site, options: { peer: string; upstream: Upstream; roundMs: number }) {
    this.site = site;
    this.peer = options.peer;
    this.upstream = options.upstream;
    this.roundMs = options.roundMs;
  }

  /**
   * Compares one stretch; false when there is nothing to compare now. `begun`
   * asks for a whole new round of each feed that it does not name yet.
   */
  async step(begun?: Set<string>): Promise<boolean> {
    if (!(await isSettled(this.site))) return false;
    for (const lane of LANES)
      for (const way of ['in', 'out'] as const) {
        const path = way === 'in' ? await this.inPath(lane) : await this.outPath(lane);
        const known = await this.open({ lane, way, path, begun });
        if (known && (await this.compare(known, path))) return true;
      }
    return false;
  }

  private async inPath(lane: Lane): Promise<Path> {
    const cursor = await this.site.store.cursor(this.peer, lane);
    return { lineage: cursor?.lineage ?? [], end: cursor?.at ?? ORIGIN };
  }

  private async outPath(lane: Lane): Promise<Path> {
    const { lineage } = await this.site.store.log(lane);
    const receipt = await this.site.store.receipt(this.peer, lane);
    return { lineage, end: receipt?.received ?? ORIGIN };
  }

  /** The round to go on with, undefined when it has come to the end and the next is not due. */
  private async open(of: {
    lane: Lane;
    way: 'in' | 'out';
    path: Path;
    begun: Set<string> | undefined;
  }): Promise<Verification | undefined> {
    const { lane, way, path, begun } = of;
    const now = this.site.clock.now();
    const key = { peer: this.peer, lane, way };
    const known = (await this.site.store.verification(key)) ?? newVerification(key);
    const isAsked = begun !== undefined && !begun.has(`${lane}/${way}`);
    begun?.add(`${lane}/${way}`);
    // A log that went another way since is compared from its beginning.
    if (!isOn(path.lineage, path.end.seq, known.at) || known.round === 0)
      return path.end.seq === 0
        ? undefined
        : { ...newVerification(key), round: now, repaired: known.repaired };
    if (known.at.seq < path.end.seq && !isAsked) return known;
    const isDue = isAsked || now - known.round >= this.roundMs || now < known.round;
    return isDue && path.end.seq > 0 ? { ...known, at: ORIGIN, round: now } : undefined;
  }

  private async compare(known: Verification, path: Path): Promise<boolean> {
    const { lane, way } = known;
    const after = known.at.seq;
    const seq = Math.min(path.end.seq, after + STRIDE);
    const to = { epoch: epochAt(path.lineage, seq), seq };
    const stretch = { lane, after, to: seq };
    const upstream = await this.up();
    const placed =
      way === 'in'
        ? await keptRange(this.site, this.peer, stretch)
        : await sentRange(this.site, upstream, stretch);
    const digest = digestOf(this.site, placed);
    const reply = await this.upstream.verify({ lane, way, after, to, digest });
    if (!reply.ready) return false;
    if (reply.equal) {
      await this.save(advanced(known, to));
      return true;
    }
    if (way === 'in') return this.mendIn(known, reply);
    return this.mendOut(known, await batchOf(this.site, placed, stretch));
  }

  /** Our copy differs, or the upstream's own record is damaged. */
  private async mendIn(known: Verification, reply: VerifyReply): Promise<boolean> {
    const { batch } = reply;
    const peer = await this.up();
    const fits = batch?.origin === this.peer && batch.from.seq === known.at.seq;
    if (!fits || !openBatch(this.site, batch, peer.keys)) throw new CodedError('BAD_BATCH');
    const mended = await takeAgain(this.site, { peer, owners: null }, batch);
    tellMended(this.site, this.peer, mended.repaired, 'the upstream');
    let repaired = mended.repaired.length;
    if (mended.copies.length > 0)
      repaired += await this.upstream.mend({ entries: encodeAll(mended.copies) });
    const next = { ...known, repaired: known.repaired + repaired };
    if (mended.extras.length > 0 && !(await this.resolve(next, { reply, extras: mended.extras })))
      return false;
    await this.save(advanced(next, batch.to));
    return true;
  }

  /**
   * We have records by way of this stretch that the upstream does not send us
   * any more. Mostly they moved on in its log and are on their way; what is
   * still here when we have read that far is given back, and it tells us anew.
   */
  private async resolve(
    { lane }: Verification,
    { reply, extras }: { reply: VerifyReply; extras: readonly Entry[] },
  ): Promise<boolean> {
    const nameOf = (entry: Entry): string => `${keyOf(entry)}/${entry.rev}/${entry.seq}`;
    const before = this.suspects.get(lane);
    const cursor = await this.site.store.cursor(this.peer, lane);
    const still = before && (cursor?.at.seq ?? 0) >= before.head;
    if (!before || !still) {
      if (!before)
        this.suspects.set(lane, { head: reply.head, names: new Set(extras.map(nameOf)) });
      return false;
    }
    this.suspects.delete(lane);
    const lost = extras.filter((entry) => before.names.has(nameOf(entry)));
    if (lost.length > 0)
      await this.upstream.giveBack({ lane, common: null, entries: encodeAll(lost) });
    return true;
  }

  /** The upstream's copy of ours differs, or our own record is damaged. */
  private async mendOut(known: Verification, batch: Batch): Promise<boolean> {
    const reply = await this.upstream.repair(batch);
    const mended = await mendFrom(this.site, reply.copies);
    tellMended(this.site, this.peer, mended, "the upstream's copy");
    for (const entry of readOrphans(this.site, this.peer, reply.extras)) {
      const own = await this.site.store.record(entry);
      // What has another place in our log is told by it.
      const moved = own?.pos != null && (own.pos <= known.at.seq || own.pos > batch.to.seq);
      if (!moved) await takeBack(this.site, entry, { peer: this.peer, common: null });
    }
    const repaired = known.repaired + reply.repaired + mended.length;
    await this.save(advanced({ ...known, repaired }, batch.to));
    return true;
  }

  private async up() {
    const peer = await this.site.store.peer(this.peer);
    if (!peer) throw new CodedError('UNKNOWN_SITE');
    return peer;
  }

  private async save(verification: Verification): Promise<void> {
    await this.site.store.commit({
      guards: [],
      steps: [{ do: 'verified', verification }],
      epochs: this.site.epochs,
    });
  }
}

interface Path {
  lineage: Lineage;
  end: Position;
}
