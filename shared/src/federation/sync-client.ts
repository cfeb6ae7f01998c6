import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Agent } from 'undici';
import { CodedError, ERRORS } from '../base/errors.ts';
import type { ErrorCode, FieldFault } from '../base/errors.ts';
import type { Batch, PullReply, Upstream } from '../replication/messages.ts';
import type { Lane } from '../replication/model.ts';
import { readReply } from './replies.ts';
import { readSyncDocuments } from './sync-documents.ts';

/**
 * The upstream as this site reaches it: each message is one GraphQL mutation
 * over HTTP, signed for itself. Nothing is retried here, as the link does that
 * with what it then knows; no redirect is followed, as a hub has one address.
 */
export interface SyncClient extends Upstream {
  /** Lets what is handed over be answered, within 5 s, and cuts waiting pulls, which reject with UNREACHABLE. */
  close(): Promise<void>;
}

export interface SyncClientOptions {
  /** Base address of the upstream, such as `https://hub.example.cn`. */
  url: string;
  /** A fresh token for this very request, see `peer-token.ts`. */
  tokenFor: (request: { method: string; path: string; body: Uint8Array }) => string;
  /** How long past its own wait an answer may take, ms. */
  deadlineMs?: number;
  /** Most bytes of an answer, after inflating. */
  replyBytes?: number;
}

const DEADLINE_MS = 30_000;
const CLOSE_MS = 5_000;
const REPLY_BYTES = 32 * 1024 * 1024;
/** Smaller bodies gain nothing by packing. */
const GZIP_FROM = 1024;
const PATH = '/graphql';

const pack = promisify(gzip);

interface WireHead {
  lane: Lane;
  seq: number;
}
type WirePull = Omit<PullReply, 'heads'> & { heads: WireHead[] };

const toHeads = (heads: PullReply['heads']): WireHead[] =>
  Object.entries(heads).map(([lane, seq]) => ({ lane: lane as Lane, seq }));

const fromHeads = (heads: readonly WireHead[]): PullReply['heads'] =>
  Object.fromEntries(heads.map(({ lane, seq }) => [lane, seq]));

export function createSyncClient(options: SyncClientOptions): SyncClient {
  const documents = readSyncDocuments();
  const base = new URL(options.url);
  const path = base.pathname.replace(/\/$/, '') + PATH;
  const limits = {
    bytes: options.replyBytes ?? REPLY_BYTES,
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
  };
  // A pull is held open meanwhile, so pushes need a connection of their own.
  const agent = new Agent({ connections: 4, pipelining: 1, connect: { timeout: 10_000 } });

  async function send<T>(name: string, variables: object, waitMs = 0): Promise<T> {
    const text = JSON.stringify({ query: documents.get(name), variables, operationName: name });
    const packed = text.length > GZIP_FROM;
    const body = packed ? await pack(text) : Buffer.from(text);
    const deadline = waitMs + limits.deadlineMs;
    const reply = await reach(async () => {
      const answer = await agent.request({
        origin: base.origin,
        path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-encoding': 'gzip',
          authorization: `Bearer ${options.tokenFor({ method: 'POST', path, body })}`,
          ...(packed ? { 'content-encoding': 'gzip' } : {}),
        },
        body,
        headersTimeout: deadline,
        bodyTimeout: deadline,
        signal: AbortSignal.timeout(deadline),
      });
      return readReply(answer, limits.bytes);
    });
    const failed = reply.errors?.[0];
    if (failed) throw codedOf(failed, reply.retryAfterMs);
    const data = reply.data?.[name];
    if (data === undefined || data === null)
      throw new CodedError('UNREACHABLE', { detail: 'The answer is not one of this protocol.' });
    return data as T;
  }

  const handing = new Set<Promise<unknown>>();
  /** Remembers a message that changes something, for `close`. */
  async function hand<T>(sending: Promise<T>): Promise<T> {
    handing.add(sending);
    try {
      return await sending;
    } finally {
      handing.delete(sending);
    }
  }

  return {
    hello: (input) => send('syncHello', { input }),
    async pull(message) {
      const input = { ...message, heads: toHeads(message.heads) };
      const reply = await send<WirePull>('syncPull', { input }, message.waitMs);
      return { ...reply, heads: fromHeads(reply.heads) };
    },
    push: (input: Batch) => hand(send('syncPush', { input })),
    orphans: (input) => send('syncOrphans', { input }),
    rewind: async (input) => ({ cursor: await send('syncRewind', { input }) }),
    giveBack: (input) => hand(send('syncReturn', { input })),
    release: async ({ refs }) => void (await send('syncRelease', { refs })),
    trace: ({ type, id }) => send('syncTrace', { type, id }),
    verify: (input) => send('syncVerify', { input }),
    repair: (input) => hand(send('syncRepair', { input })),
    mend: ({ entries }) => hand(send('syncMend', { entries })),
    async close() {
      const patience = AbortSignal.timeout(CLOSE_MS);
      const tired = new Promise((resolve) => patience.addEventListener('abort', resolve));
      await Promise.race([Promise.allSettled(handing), tired]);
      await agent.destroy();
    },
  };
}

async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('UNREACHABLE', { cause });
  }
}

interface WireError {
  extensions?: { code?: unknown; faults?: unknown };
}

/** A newer peer may answer with a code that this software does not know: then only that it failed is known. */
function codedOf({ extensions }: WireError, retryAfterMs: number): CodedError {
  const code = String(extensions?.code);
  const known = Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : 'INTERNAL';
  const faults = Array.isArray(extensions?.faults) ? (extensions.faults as FieldFault[]) : [];
  const detail = known === code ? 'Said by the peer.' : code;
  return new CodedError(known, { faults, detail, retryAfterMs });
}
