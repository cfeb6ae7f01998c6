import { CodedError } from '../../base/errors.ts';

/**
 * Counts failed sign-ins in a sliding pair of windows. Kept in memory: a restart
 * forgives, which an attacker cannot cause, and a flood fills no disk.
 */
export class Attempts {
  private readonly limits: { windowMs: number; keysMax: number };
  private current = new Map<string, number>();
  private earlier = new Map<string, number>();
  private since = 0;

  constructor(limits: { windowMs: number; keysMax: number }) {
    this.limits = limits;
  }

  /** Throws RATE_LIMITED when `key` failed `max` times in about one window. */
  check(key: string, max: number, now: number): void {
    this.turn(now);
    const count = (this.current.get(key) ?? 0) + (this.earlier.get(key) ?? 0);
    if (count >= max) throw new CodedError('RATE_LIMITED');
  }

  add(key: string, now: number): void {
    this.turn(now);
    if (this.current.size < this.limits.keysMax || this.current.has(key))
      this.current.set(key, (this.current.get(key) ?? 0) + 1);
  }

  forget(key: string): void {
    this.current.delete(key);
    this.earlier.delete(key);
  }

  private turn(now: number): void {
    const { windowMs } = this.limits;
    if (now - this.since < windowMs) return;
    this.earlier = now - this.since < 2 * windowMs ? this.current : new Map();
    this.current = new Map();
    this.since = now;
  }
}
