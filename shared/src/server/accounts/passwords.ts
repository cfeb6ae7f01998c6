import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Passwords as argon2id in the PHC string form, which carries its own costs so that they can be raised later. */

const derive = promisify(argon2);

/** OWASP's second choice: 19 MiB, two passes, one lane. */
const COSTS = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const FORM = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/-]+)\$([\w+/-]+)$/;

const text = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('=', '');

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', {
    ...COSTS,
    message: password,
    nonce,
    tagLength: TAG_BYTES,
  });
  const { memory, passes, parallelism } = COSTS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(nonce)}$${text(tag)}`;
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const parts = FORM.exec(stored);
  if (!parts) return false;
  const [memory = 0, passes = 0, parallelism = 0] = parts.slice(1, 4).map(Number);
  const nonce = Buffer.from(parts[4] ?? '', 'base64');
  const expected = Buffer.from(parts[5] ?? '', 'base64');
  const costs = { memory, passes, parallelism, nonce, tagLength: expected.length };
  const tag = await derive('argon2id', { ...costs, message: password });
  return timingSafeEqual(tag, expected);
}
