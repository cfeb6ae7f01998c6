import { CodedError } from '../base/errors.ts';
import { openBatch, takeIn } from './intake.ts';
import { refusedFrom } from './known-peer.ts';
import { epochAt, isOn, stillOwed, upTo } from './lineage.ts';
import { MAX_ENTRIES } from './messages.ts';
import type { Batch, PullReply, PullRequest, Upstream } from './messages.ts';
import { tookIn } from './milestones.ts';
import { LANES, ORIGIN } from './model.ts';
import type { Lane, Position } from './model.ts';
import { nextTurn } from './reunite.ts';
import { commit, MAX_ATTEMPTS } from './site.ts';
import type { Site } from './site.ts';

/** The dialling side's way down: asks for batches and applies them, each with its cursor in one commit. */
export class Puller {
  private readonly site: Site;
  private readonly peer: string;
  private readonly upstream: Upstream;

  constructor(site: Site, options: { peer: string; upstream: Upstream }) {
    this.site = site;
    this.peer = options.peer;
    this.upstream = options.upstream;
  }

  /** Asks for what comes after the cursors; waits up to `waitMs` for news. */
  async ask(waitMs: number): Promise<PullReply> {
    return this.upstream.pull(await this.request(waitMs, new Map()));
  }

  /**
   * Asks already for what comes behind a reply that is about to be applied, so
   * that both sides work at the same time; undefined when it said that there is
   * nothing. The cursors sent along are still those of before: they are receipts.
   * It does not wait for news, as the receipts for this reply would wait as well.
   */
  async askBehind(reply: PullReply): Promise<{ reply: Promise<PullReply> } | undefined> {
    const hasMore = reply.batches.some(({ lane, to }) => to.seq < (reply.heads[lane] ?? 0));
    if (!hasMore) return undefined;
    const ahead = new Map(reply.batches.map(({ lane, to }) => [lane, to]));
    const asked = this.upstream.pull(await this.request(0, ahead));
    // Awaited after the reply was applied; when that fails first, nobody is there to hear of this one.
    asked.catch(() => undefined);
    return { reply: asked };
  }

  private async request(waitMs: number, ahead: ReadonlyMap<Lane, Position>): Promise<PullRequest> {
    const heads: PullRequest['heads'] = {};
    const lanes = [];
    for (const lane of LANES) {
      heads[lane] = (await this.site.store.log(lane)).head.seq;
      const cursor = await this.site.store.cursor(this.peer, lane);
      const behind = ahead.get(lane);
      lanes.push({
        lane,
        cursor: cursor?.at ?? ORIGIN,
        owed: cursor?.owed ?? ORIGIN,
        refused: await refusedFrom(this.site, this.peer, lane),
        ...(behind ? { ahead: behind } : {}),
      });
    }
    return { speaker: nextTurn(this.site), lanes, heads, waitMs, maxEntries: MAX_ENTRIES };
  }

  /** False when none of them went on from where this site stands. Throws BAD_BATCH. */
  async applyAll(batches: readonly Batch[]): Promise<boolean> {
    let took = false;
    for (const batch of batches) took = (await this.apply(batch)) || took;
    return took;
  }

  private async apply(batch: Batch): Promise<boolean> {
    const peer = await this.site.store.peer(this.peer);
    if (!peer) throw new CodedError('UNKNOWN_SITE');
    const lines = batch.origin === this.peer && openBatch(this.site, batch, peer.keys);
    if (!lines) throw new CodedError('BAD_BATCH');
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const before = await this.site.store.cursor(this.peer, batch.lane);
      const at = before?.at ?? ORIGIN;
      // A late copy of an earlier reply, or a cursor that a restore moved: the next pull tells.
      if (batch.from.seq !== at.seq || !isOn(batch.lineage, batch.to.seq, at)) return false;
      const intake = await takeIn(this.site, { peer, owners: null }, batch, { lines });
      const cursor = {
        peer: this.peer,
        lane: batch.lane,
        at: { epoch: epochAt(batch.lineage, batch.to.seq), seq: batch.to.seq },
        lineage: upTo(batch.lineage, batch.to.seq),
        owed: stillOwed(before, batch.to.seq),
      };
      const outcome = await commit(
        this.site,
        [{ is: 'cursor', peer: this.peer, lane: batch.lane, at }, ...intake.guards],
        [...intake.steps, { do: 'cursor', cursor }, ...tookIn(this.site, batch)],
      );
      if (!outcome.ok) continue;
      if (intake.refused > 0)
        this.site.journal.warn(
          { peer: this.peer, lane: batch.lane, refused: intake.refused },
          'entries went to quarantine',
        );
      return true;
    }
    throw new CodedError('BUSY');
  }
}
