/** What the engine needs of the world, so that a simulation can hold all of it. The store has a file of its own. */

export interface Clock {
  /** Wall time in ms since 1970, UTC. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** A fresh unguessable token, safe in file names and in a `rev` (no dot). */
  token(): string;
}

export interface Crypto {
  /** Digest as text; SHA-256 in production. */
  hash(text: string): string;
  /** Signature of this site over `text`, tagged with its algorithm. */
  sign(text: string): string;
  /** True if one of `keys` made `signature` over `text`. */
  verify(keys: readonly string[], text: string, signature: string): boolean;
}

/** A caller's turn to be worked for, where only so many are at once. */
export interface Turn {
  /** Others go on while this is awaited. */
  rest<T>(waiting: Promise<T>): Promise<T>;
}
export const FREE_TURN: Turn = { rest: (waiting) => waiting };

/** Where the engine reports what a person may want to know; never personal data, never bodies. */
export interface Journal {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}
