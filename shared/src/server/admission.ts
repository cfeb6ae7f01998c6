import { CodedError } from '../base/errors.ts';
import type { Turn } from '../replication/ports.ts';

/**
 * How much sync work is done at once. After an outage a thousand nodes come
 * back together: without a bound their batches all stand in memory at the same
 * time, and nobody's request ends in time. People's requests pass by here.
 */
export interface AdmissionLimits {
  /** Sync requests being worked on at once. */
  places: number;
  /** Of these and of those waiting, how many one site may have. */
  perSite: number;
  /** Requests waiting for a place. */
  queue: number;
  /** Longest wait for a place, ms. */
  waitMs: number;
  /** Bytes of answers on their way out at once, after which nobody new is let in. */
  sendBytes: number;
}

export const ADMISSION: AdmissionLimits = {
  places: 16,
  perSite: 4,
  queue: 512,
  waitMs: 2_000,
  sendBytes: 64 * 1024 * 1024,
};

/** A refused caller comes back after a time drawn evenly between these, ms, so that a herd spreads out. */
const AGAIN_MS = { least: 1_000, most: 10_000 };

/** A place taken by one request. While it rests, as a pull without news does, others work. */
export interface Place extends Turn {
  /** Gives the place up; further calls do nothing. */
  leave(): void;
}

interface Waiting {
  site: string;
  go: () => void;
}

export class Admission {
  private readonly limits: AdmissionLimits;
  private readonly draw: () => number;
  private readonly bySite = new Map<string, number>();
  private readonly queue: Waiting[] = [];
  private readonly returning: Waiting[] = [];
  private working = 0;
  private refused = 0;
  private sending = 0;

  /** `draw` is uniform in [0, 1). */
  constructor(limits: AdmissionLimits, draw: () => number) {
    this.limits = limits;
    this.draw = draw;
  }

  figures() {
    const { working, refused, sending } = this;
    return { working, waiting: this.queue.length + this.returning.length, refused, sending };
  }

  /** Resolves with a place; throws BUSY, with when to come again, if there is none in time. */
  async enter(site: string): Promise<Place> {
    const { places, perSite, queue, sendBytes } = this.limits;
    const full = this.sending >= sendBytes || this.queue.length >= queue;
    if (full || (this.bySite.get(site) ?? 0) >= perSite) throw this.refusal();
    this.count(site, 1);
    if (this.working < places && this.queue.length === 0) this.working += 1;
    else if (!(await this.wait(site))) {
      this.count(site, -1);
      throw this.refusal();
    }
    return this.placeOf(site);
  }

  /** Counts the bytes of an answer until the function given back is called. */
  send(bytes: number): () => void {
    this.sending += bytes;
    let open = true;
    return () => {
      if (open) this.sending -= bytes;
      open = false;
    };
  }

  private placeOf(site: string): Place {
    let state: 'working' | 'resting' | 'left' = 'working';
    const leave = (): void => {
      if (state === 'left') return;
      if (state === 'working') this.free();
      state = 'left';
      this.count(site, -1);
    };
    return {
      leave,
      rest: async (waiting) => {
        if (state !== 'working') return waiting;
        state = 'resting';
        this.free();
        try {
          return await waiting;
        } finally {
          await this.back(site);
          // The caller may have gone while this one rested.
          if ((state as string) === 'left') this.free();
          else state = 'working';
        }
      },
    };
  }

  /** Whoever was let in once goes before those who come new, and is not refused. */
  private back(site: string): Promise<void> {
    if (this.working < this.limits.places) {
      this.working += 1;
      return Promise.resolve();
    }
    return new Promise((go) => this.returning.push({ site, go }));
  }

  private wait(site: string): Promise<boolean> {
    return new Promise((resolve) => {
      const entry = { site, go: () => resolve(true) };
      const timer = setTimeout(() => {
        const at = this.queue.indexOf(entry);
        if (at < 0) return;
        this.queue.splice(at, 1);
        resolve(false);
      }, this.limits.waitMs);
      entry.go = () => {
        clearTimeout(timer);
        resolve(true);
      };
      this.queue.push(entry);
    });
  }

  /** Hands the place to the next in line. */
  private free(): void {
    const next = this.returning.shift() ?? this.queue.shift();
    if (next) next.go();
    else this.working -= 1;
  }

  private count(site: string, by: number): void {
    const now = (this.bySite.get(site) ?? 0) + by;
    if (now > 0) this.bySite.set(site, now);
    else this.bySite.delete(site);
  }

  private refusal(): CodedError {
    this.refused += 1;
    const { least, most } = AGAIN_MS;
    return new CodedError('BUSY', { retryAfterMs: least + this.draw() * (most - least) });
  }
}
