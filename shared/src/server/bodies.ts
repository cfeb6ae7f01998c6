import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { sha256 } from '../base/crypto.ts';
import { CodedError } from '../base/errors.ts';
import type { TokenVerifier } from '../federation/peer-token.ts';

/**
 * Request bodies: bounded as they come and again after inflating, since a few
 * kilobytes can inflate to gigabytes, and compared with what a site signed.
 * Fastify itself inflates nothing.
 */

/** Most bytes of a person's request. */
const PERSON_BYTES = 256 * 1024;
/** Most bytes of a site's: a batch of 1 Mi characters of Chinese, escaped once more as a JSON string. */
export const SITE_BYTES = 8 * 1024 * 1024;

const unpack = promisify(gunzip);

export function registerBodies(app: FastifyInstance, verifier: TokenVerifier | undefined): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (request.method === 'GET' || request.method === 'HEAD') return payload;
    const limit = request.claims ? SITE_BYTES : PERSON_BYTES;
    const raw = await collect(payload as Readable, limit);
    if (request.claims) verifier?.take(request.claims, sha256(raw));
    const plain = await inflate(raw, request.headers['content-encoding'], limit);
    const body = Object.assign(Readable.from([plain]), { receivedEncodedLength: raw.length });
    return body;
  });
}

async function collect(payload: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload) {
    size += (chunk as Buffer).length;
    if (size > limit) throw new CodedError('TOO_LARGE');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function inflate(raw: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return raw;
  if (encoding !== 'gzip')
    throw new CodedError('BAD_INPUT', { detail: 'Content-Encoding must be gzip.' });
  try {
    return await unpack(raw, { maxOutputLength: limit });
  } catch (cause) {
    const large = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new CodedError(large ? 'TOO_LARGE' : 'BAD_INPUT', { cause });
  }
}
