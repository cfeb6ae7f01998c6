import { CodedError, isCoded } from '../base/errors.ts';
import { nextBatch } from './feed.ts';
import { isOn } from './lineage.ts';
import { MAX_ENTRIES } from './messages.ts';
import type { PullReply, Upstream } from './messages.ts';
import { milestone } from './milestones.ts';
import { LANES, ORIGIN } from './model.ts';
import type { Lane, Position } from './model.ts';
import { Puller } from './puller.ts';
import { healForks, isPassedOn, passHeld, sayHello, takeHeld } from './reunite.ts';
import { isSettledBelow, markRestored, newContact, restoreOf } from './settled.ts';
import type { commit, Site } from './site.ts';
import type { Contact, Peer } from './store.ts';
import { Verifier } from './verifier.ts';

/**
 * The dialling side: says hello, brings back what a restore lost, then pushes
 * and pulls until something fails, and starts again after a pause. Every step
 * can be cut anywhere and repeated.
 */

export interface LinkTimes {
  /** Longest wait of one pull, ms. */
  pollMs: number;
  /** First and longest pause after a failure, ms; the pause is drawn evenly below its bound, which doubles. */
  retryMs: number;
  retryMaxMs: number;
  /** Between two comparisons of a stretch with the upstream, and from the beginning of one whole round to the next, ms. */
  verifyMs: number;
  roundMs: number;
}
export const LINK_TIMES: LinkTimes = {
  pollMs: 25_000,
  retryMs: 500,
  retryMaxMs: 15 * 60_000,
  verifyMs: 5_000,
  roundMs: 6 * 3_600_000,
};

/** A contact row is written at most this often (ms) while nothing but its times change. */
const CONTACT_EVERY = 5_000;
/** Hellos in a row that may each still find something to bring back. */
const MAX_HELLOS = 10;

export class Link {
  private readonly site: Site;
  private readonly peer: string;
  private readonly upstream: Upstream;
  private readonly times: LinkTimes;
  private readonly puller: Puller;
  private readonly verifier: Verifier;
  private running = false;
  private paused = false;
  /** What sites below gave back and was handed on since the last failure. */
  private readonly passed = new Set<string>();
  /** Whether the last hello said that all below had given back. */
  private saidSettled = false;
  /** Whether anything was exchanged since the last failure. */
  private progressed = false;
  private contact: Contact | undefined;
  private contactSavedAt = 0;

  constructor(site: Site, options: { peer: string; upstream: Upstream; times: LinkTimes }) {
    this.site = site;
    this.peer = options.peer;
    this.upstream = options.upstream;
    this.times = options.times;
    this.puller = new Puller(site, options);
    this.verifier = new Verifier(site, { ...options, roundMs: options.times.roundMs });
  }

  /** Keeps the link going until `stop`; resolves when it has stopped. */
  async run(): Promise<void> {
    this.running = true;
    let failures = 0;
    while (this.running) {
      try {
        await this.greet();
        await this.exchange();
      } catch (error) {
        this.passed.clear();
        await this.noteFailure(error);
        // A hello alone is no progress: an overloaded upstream may greet and then take nothing.
        failures = this.progressed ? 1 : failures + 1;
        this.progressed = false;
        const bound = Math.min(this.times.retryMaxMs, this.times.retryMs * 2 ** failures);
        // What an overloaded upstream asks for, within reason, is the least; the rest is drawn evenly.
        const asked = isCoded(error) ? Math.min(error.retryAfterMs, this.times.retryMaxMs) : 0;
        if (this.running) await this.pause(Math.max(asked, this.site.rng.next() * bound));
      }
    }
  }

  /** No new exchange starts; what is under way ends with its commit. */
  stop(): void {
    this.running = false;
    this.site.news.wake();
  }

  /** Holds the exchange back without forgetting anything, until `resume`. */
  hold(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
    this.site.news.wake();
  }

  /** One whole exchange now: hello, everything up, everything down. */
  async syncOnce(): Promise<void> {
    await this.greet();
    await this.pushAll();
    while (await this.pullOnce(0));
    await this.pushAll();
  }

  /** Compares everything with the upstream now; after `syncOnce`. */
  async verifyAll(): Promise<void> {
    const begun = new Set<string>();
    while (await this.verifier.step(begun));
  }

  private async pause(ms: number): Promise<void> {
    await Promise.race([this.site.clock.sleep(ms), this.stopped()]);
  }

  /** Resolves once `stop` was called. */
  private async stopped(): Promise<void> {
    while (this.running) {
      const news = this.site.news.next();
      if (this.site.news.closed) return;
      await news.woken;
    }
  }

  /** Says hello until both sides stand on common ground. */
  private async greet(): Promise<void> {
    for (let i = 0; i < MAX_HELLOS; i++) {
      const settled = await this.isSettledBelow();
      const reply = await sayHello(this.site, this.upstream, { settled });
      const { software, types } = reply;
      await this.saveContact({ software, types }, 'attempt');
      const reunion = { upstream: this.upstream, peer: this.peer, reply };
      if (await healForks(this.site, reunion)) {
        this.passed.clear();
        continue;
      }
      // Before what is held, which asks what the upstream really has.
      for (const { lane, cursor, refused } of reply.lanes)
        await this.saveReceipt(lane, { received: cursor, refused, sentAt: 0 });
      await takeHeld(this.site, reunion);
      await this.passOn();
      this.saidSettled = settled;
      if (reply.settled) await this.saveContact({ returned: await restoreOf(this.site) }, 'always');
      await this.saveContact({}, 'success');
      return;
    }
    throw new CodedError('FORKED');
  }

  private async isSettledBelow(): Promise<boolean> {
    const { site, peer, passed } = this;
    return (await isSettledBelow(site)) && (await isPassedOn(site, { peer, passed }));
  }

  private passOn(): Promise<void> {
    const { site, upstream, peer, passed } = this;
    return passHeld(site, { upstream, peer, passed });
  }

  private async exchange(): Promise<void> {
    let live = true;
    const isLive = (): boolean => live && this.running && !this.site.news.closed;
    const loops = [this.pushLoop(isLive), this.pullLoop(isLive), this.verifyLoop(isLive)];
    try {
      await Promise.race([Promise.all(loops), this.stopped()]);
    } finally {
      live = false;
      this.site.news.wake();
      // The loser may still fail later, when nobody listens; its failure is the same link's and is noted at the next try.
      for (const loop of loops) loop.catch(() => undefined);
    }
  }

  private async pushLoop(isLive: () => boolean): Promise<void> {
    while (isLive()) {
      const news = this.site.news.next();
      if (!this.paused) await this.pushAll(isLive);
      if (isLive()) await Promise.race([news.woken, this.site.clock.sleep(this.site.glanceMs)]);
      news.cancel();
    }
  }

  private async pullLoop(isLive: () => boolean): Promise<void> {
    while (isLive()) {
      if (this.paused)
        await Promise.race([this.site.news.next().woken, this.site.clock.sleep(1000)]);
      else {
        // The upstream waits for that as well, and only a hello tells it.
        if (!this.saidSettled && (await this.isSettledBelow())) await this.greet();
        await this.pullOnce(this.times.pollMs, isLive);
      }
    }
  }

  private async verifyLoop(isLive: () => boolean): Promise<void> {
    while (isLive()) {
      await Promise.race([this.site.clock.sleep(this.times.verifyMs), this.stopped()]);
      if (isLive() && !this.paused) await this.verifier.step();
    }
  }

  private async up(): Promise<Peer> {
    const peer = await this.site.store.peer(this.peer);
    if (!peer) throw new CodedError('UNKNOWN_SITE');
    return peer;
  }

  /** Pushes every lane until nothing is left, urgent lanes first and again before each further batch. */
  private async pushAll(isLive: () => boolean = () => true): Promise<void> {
    await this.passOn();
    const reader = await this.up();
    let lane = 0;
    let stuck = 0;
    while (lane < LANES.length && isLive()) {
      const name = LANES[lane] as Lane;
      const from = (await this.site.store.receipt(this.peer, name))?.received ?? ORIGIN;
      const batch = await nextBatch(this.site, reader, {
        lane: name,
        from,
        scanned: 0,
        limit: MAX_ENTRIES,
      });
      if (!batch) {
        lane += 1;
        continue;
      }
      const sentAt = this.site.clock.now();
      const reply = await this.upstream.push(batch);
      this.progressed = true;
      const { head, lineage } = await this.site.store.log(name);
      if (!isOn(lineage, head.seq, reply.received)) throw new CodedError('FORKED');
      stuck = reply.received.seq === from.seq ? stuck + 1 : 0;
      if (stuck > 2) throw new CodedError('CURSOR');
      await this.saveReceipt(name, { ...reply, sentAt });
      await this.saveContact({}, 'success');
      // More urgent work may have been written meanwhile.
      lane = 0;
    }
  }

  /** Pulls and applies until nothing more is at hand; false when there was nothing. */
  private async pullOnce(waitMs: number, isLive: () => boolean = () => true): Promise<boolean> {
    let got = false;
    let asked = this.puller.ask(waitMs);
    for (;;) {
      const reply = await asked;
      if (!isLive()) return got;
      if (reply.hello) throw new CodedError('FORKED');
      this.progressed = true;
      const next = this.paused ? undefined : await this.puller.askBehind(reply);
      const took = await this.puller.applyAll(reply.batches);
      await this.notePull(reply);
      got ||= took;
      if (!next) return got;
      asked = next.reply;
      if (took) continue;
      // What was asked for behind this one has nothing to stand on here; the next pull tells where to go on.
      await asked;
      return got;
    }
  }

  private async notePull(reply: PullReply): Promise<void> {
    if (reply.settled) {
      const restore = await restoreOf(this.site);
      if (restore !== '' && this.contact?.returned !== restore)
        await this.saveContact({ returned: restore }, 'always');
    }
    await this.saveContact({ heads: reply.heads }, 'success');
  }

  private async saveReceipt(
    lane: Lane,
    { received, refused, sentAt }: { received: Position; refused: number[]; sentAt: number },
  ): Promise<void> {
    const known = await this.site.store.receipt(this.peer, lane);
    if (
      known?.received.seq === received.seq &&
      known.received.epoch === received.epoch &&
      known.refused.length === refused.length
    )
      return;
    const receipt = { peer: this.peer, lane, received, refused, at: this.site.clock.now() };
    const at = { peer: this.peer, lane, way: 'out', at: received, sentAt } as const;
    await this.write([{ do: 'receipt', receipt }, milestone(this.site, at)]);
  }

  private async noteFailure(error: unknown): Promise<void> {
    const code = isCoded(error) ? error.code : 'INTERNAL';
    this.site.journal.warn(
      { peer: this.peer, code, error: isCoded(error) ? undefined : error },
      'the exchange failed',
    );
    // Another machine of ours may be making promises: none that count are made here until the hub has sorted it out.
    if (code === 'CLONED') await this.write(await markRestored(this.site));
    await this.saveContact({ lastError: code }, 'attempt');
  }

  private async saveContact(
    change: Partial<Contact>,
    what: 'attempt' | 'success' | 'always',
  ): Promise<void> {
    const now = this.site.clock.now();
    const before =
      this.contact ?? (await this.site.store.contact(this.peer)) ?? newContact(this.peer);
    const after: Contact = {
      ...before,
      ...change,
      lastAttemptAt: now,
      ...(what === 'success' ? { lastSuccessAt: now, lastError: '' } : {}),
    };
    this.contact = after;
    const quiet =
      what === 'success' && before.lastError === '' && now - this.contactSavedAt < CONTACT_EVERY;
    if (quiet) return;
    this.contactSavedAt = now;
    await this.write([{ do: 'contact', contact: after }]);
  }

  /** Bookkeeping that is no news to anybody. */
  private async write(steps: Parameters<typeof commit>[2]): Promise<void> {
    await this.site.store.commit({ guards: [], steps, epochs: this.site.epochs });
  }
}
