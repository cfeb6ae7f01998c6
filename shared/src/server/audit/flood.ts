/**
 * Bounds how many refusals of one kind are written one by one: who sends a
 * million bad tokens must not fill the disk. What is left out is counted, and
 * the count is written when the window ends.
 */
export interface Flood<T> {
  /** Whether this one is written by itself. */
  admit(key: string, sample: T, now: number): boolean;
  /** What was left out in windows that are over, or in all of them. */
  drain(now: number, all?: boolean): { sample: T; count: number }[];
}

const WINDOW_MS = 10 * 60_000;
const EACH = 20;
/** Kinds told apart; who varies the kind as well shares one place with all others. */
const KINDS = 2_000;
const OTHERS = 'others';

export function createFlood<T>(): Flood<T> {
  const seen = new Map<string, { since: number; count: number; sample: T }>();
  return {
    admit(wanted, sample, now) {
      const key = seen.has(wanted) || seen.size < KINDS ? wanted : OTHERS;
      const known = seen.get(key);
      if (!known || now - known.since >= WINDOW_MS) {
        // What was left out before is drained by then: `drain` goes before `admit`.
        seen.set(key, { since: now, count: 1, sample });
        return true;
      }
      known.count += 1;
      return known.count <= EACH;
    },
    drain(now, all = false) {
      const over = [...seen].filter(([, { since }]) => all || now - since >= WINDOW_MS);
      for (const [key] of over) seen.delete(key);
      return over
        .filter(([, { count }]) => count > EACH)
        .map(([, { sample, count }]) => ({ sample, count: count - EACH }));
    },
  };
}
