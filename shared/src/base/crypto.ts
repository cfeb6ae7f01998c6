import { hash, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readPublicKey } from './keys.ts';
import type { KeyPair } from './keys.ts';

/**
 * Digests and signatures, each signature tagged with its algorithm so that
 * another can come beside it. Keys are parsed once: parsing costs as much as
 * verifying.
 */
export interface SigningCrypto {
  hash(text: string | Uint8Array): string;
  sign(text: string): string;
  verify(keys: readonly string[], text: string, signature: string): boolean;
}

const TAG = 'ed25519:';
/** Parsed keys kept; a network has some hundred sites with a few keys each. */
const KEYS_MAX = 5_000;

/** SHA-256 in base64url. */
export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'base64url');

export function createCrypto(own: Pick<KeyPair, 'privateKey'>): SigningCrypto {
  const parsed = new Map<string, KeyObject | undefined>();
  const keyOf = (text: string): KeyObject | undefined => {
    if (parsed.has(text)) return parsed.get(text);
    if (parsed.size >= KEYS_MAX) parsed.clear();
    const key = readPublicKey(text);
    parsed.set(text, key);
    return key;
  };
  return {
    hash: sha256,
    sign: (text) => TAG + sign(null, Buffer.from(text), own.privateKey).toString('base64'),
    verify(keys, text, signature) {
      if (!signature.startsWith(TAG)) return false;
      const bytes = Buffer.from(signature.slice(TAG.length), 'base64');
      const data = Buffer.from(text);
      return keys.some((name) => {
        const key = keyOf(name);
        return key !== undefined && verify(null, data, key, bytes);
      });
    },
  };
}
