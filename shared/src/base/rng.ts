import { randomBytes } from 'node:crypto';

/** Draws nobody can guess. A token has 128 bits and no dot, so that it may stand in a `rev`. */
export const secureRng = {
  /** Uniform in [0, 1), with 48 random bits. */
  next: (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  token: (): string => randomBytes(16).toString('base64url'),
};
