import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { CodedError } from './errors.ts';

/** A site's own key pair. A public key is told to others as `ed25519:` and its 32 bytes in base64. */
export interface KeyPair {
  privateKey: KeyObject;
  publicKey: string;
}

const ALGORITHM = 'ed25519';

/** Makes a key and writes it as PEM, readable by its owner alone; never over an existing file. */
export function createKeyFile(file: string): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  // The mode above is cut by the umask, never widened; this makes it exact.
  chmodSync(file, 0o600);
  return pairOf(privateKey);
}

/** Reads a key file; throws KEY_FILE when it is missing, no Ed25519 key, or open to others. */
export function readKeyFile(file: string): KeyPair {
  if (!existsSync(file)) throw new CodedError('KEY_FILE', { detail: `${file} does not exist.` });
  if ((statSync(file).mode & 0o077) !== 0)
    throw new CodedError('KEY_FILE', { detail: `${file} may be read by others: chmod 600 it.` });
  const privateKey = createPrivateKey(readFileSync(file, 'utf8'));
  if (privateKey.asymmetricKeyType !== ALGORITHM)
    throw new CodedError('KEY_FILE', { detail: `${file} is not an Ed25519 key.` });
  return pairOf(privateKey);
}

function pairOf(privateKey: KeyObject): KeyPair {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const raw = Buffer.from(String(x), 'base64url');
  return { privateKey, publicKey: `${ALGORITHM}:${raw.toString('base64')}` };
}

/** The key behind its text; undefined when it is of another algorithm or malformed. */
export function readPublicKey(text: string): KeyObject | undefined {
  const [algorithm, encoded] = text.split(':', 2);
  const raw = Buffer.from(encoded ?? '', 'base64');
  if (algorithm !== ALGORITHM || raw.length !== 32) return undefined;
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
}
