import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { CodedError } from '../base/errors.ts';

/** A GraphQL answer as it comes from a peer: believed to be one only so far as its parts are there. */
export interface Reply {
  data?: Record<string, unknown> | null;
  errors?: { extensions?: { code?: unknown; faults?: unknown } }[];
  /** When the peer asks to be tried again, ms; 0 when it does not say. */
  retryAfterMs: number;
}

const unpack = promisify(gunzip);

/**
 * Reads an answer of at most `maxBytes`, before and after inflating: the other
 * side, or a proxy before it, may send anything. Throws UNREACHABLE when it is
 * larger or no GraphQL answer, BUSY when the peer is told to be overloaded.
 */
export async function readReply(answer: Dispatcher.ResponseData, maxBytes: number): Promise<Reply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      answer.body.destroy();
      throw new CodedError('UNREACHABLE', { detail: 'The answer is too large.' });
    }
    chunks.push(chunk as Buffer);
  }
  const raw = Buffer.concat(chunks);
  const packed = answer.headers['content-encoding'] === 'gzip';
  const text = (packed ? await unpack(raw, { maxOutputLength: maxBytes }) : raw).toString();
  const reply = parsed(text);
  const seconds = Number(answer.headers['retry-after']);
  const retryAfterMs = seconds > 0 ? seconds * 1000 : 0;
  if (reply?.data !== undefined || Array.isArray(reply?.errors)) return { ...reply, retryAfterMs };
  if (answer.statusCode === 503 || answer.statusCode === 429)
    throw new CodedError('BUSY', { retryAfterMs });
  throw new CodedError('UNREACHABLE', { detail: `HTTP ${answer.statusCode}, not GraphQL.` });
}

function parsed(text: string): Reply | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Reply | null) : null;
  } catch {
    return null; // a proxy's page; the caller says so by its status
  }
}
