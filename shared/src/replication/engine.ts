import { CodedError } from '../base/errors.ts';
import { endHold } from './clones.ts';
import type { Grant, Key, RecordType } from './model.ts';
import { Link, LINK_TIMES } from './link.ts';
import type { LinkTimes } from './link.ts';
import type { Trace, Upstream } from './messages.ts';
import type { Clock, Crypto, Journal, Rng, Turn } from './ports.ts';
import { replay } from './replay.ts';
import type { Replay } from './replay.ts';
import { serve } from './serve.ts';
import { registerRoot, registerUpstream, startServing } from './serving.ts';
import { isSettled } from './settled.ts';
import { commit, MAX_ATTEMPTS, News, readEpochs } from './site.ts';
import type { Site } from './site.ts';
import { readStatus } from './status.ts';
import type { SyncStatus } from './status.ts';
import type { QuarantineQuery, Store } from './store.ts';
import { traceOf } from './trace.ts';
import { Work } from './work.ts';

/** The one replication engine, run by hub and node alike over the same declared record types. */

export interface EngineOptions {
  /** This site's id. */
  site: string;
  /** The network's root site; the same as `site` there. */
  root: string;
  /** The site this one dials; null at the root. */
  upstream: Grant | null;
  /** Public keys of the root site, for a site that dials another one: what comes back to it may be the root's. */
  rootKeys?: readonly string[] | undefined;
  /** Whether other sites dial this one. */
  serves: boolean;
  software: string;
  /** This site's own public keys, present and past. */
  keys: readonly string[];
  types: readonly RecordType[];
  store: Store;
  clock: Clock;
  rng: Rng;
  crypto: Crypto;
  journal: Journal;
  /** How often a wait looks by itself for what another process wrote, ms; 2,000 by default. */
  glanceMs?: number;
}

const GLANCE_MS = 2_000;

export interface Engine {
  readonly site: Site;
  /**
   * Runs a business transaction: `fn` reads and writes through its `Work`, and
   * is run anew when something it read changed before the commit, so it must
   * have no other effect. Throws CONFLICT after 20 attempts.
   */
  transact<T>(fn: (work: Work) => Promise<T>): Promise<T>;
  /** The answering side for one authenticated caller; its long polls rest while they wait. */
  serve(caller: string, turn?: Turn): Upstream;
  /** The dialling side; only where there is an upstream. */
  link(upstream: Upstream, times?: Partial<LinkTimes>): Link;
  replay(query: Omit<QuarantineQuery, 'state' | 'limit' | 'after'>): Promise<Replay>;
  status(): Promise<SyncStatus>;
  /** Where a record is, as this site knows it. */
  trace(key: Key): Promise<Trace>;
  /** The same as the upstream knows it, asked now; null where there is none. Throws UNREACHABLE. */
  traceUpstream(key: Key): Promise<Trace | null>;
  /** Ends the hold on a peer of which two machines spoke; false if there was none. */
  endHold(peer: string): Promise<boolean>;
  /** False while what this site promised before a restore may still be unknown to it. */
  settled(): Promise<boolean>;
  /** Resolves at the next commit; for whoever shows or works on fresh data. */
  news(): { woken: Promise<void>; cancel: () => void };
  /** Ends all waits; the store may be closed once running calls have returned. */
  stop(): void;
}

/** Starts an engine on a store: reads its log, registers the upstream, and replays what an upgrade made readable. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { upstream, types, site: name, rootKeys, ...rest } = options;
  const site: Site = {
    glanceMs: GLANCE_MS,
    ...rest,
    name,
    upstream: upstream?.site ?? null,
    types: new Map(types.map((type) => [type.name, type])),
    epochs: await readEpochs(options.store, options.rng),
    scanned: new Map(),
    offered: new Map(),
    sent: new Map(),
    verifying: new Map(),
    speakers: new Map(),
    process: { id: options.rng.token(), said: 0 },
    news: new News(),
  };
  if (upstream) {
    await registerUpstream(site, upstream);
    if (rootKeys) await registerRoot(site, rootKeys);
  }
  await startServing(site);
  await replayKnown(site);
  let dialled: Upstream | undefined;

  return {
    site,
    transact: (fn) => transact(site, fn),
    serve: (caller, turn) => serve(site, caller, turn),
    link: (up, times) => {
      if (!site.upstream) throw new Error('the root site dials nobody');
      dialled = up;
      return new Link(site, {
        peer: site.upstream,
        upstream: up,
        times: { ...LINK_TIMES, ...times },
      });
    },
    replay: (query) => replay(site, query),
    status: () => readStatus(site),
    trace: (key) => traceOf(site, key),
    traceUpstream: async (key) => {
      if (!site.upstream) return null;
      if (!dialled) throw new CodedError('UNREACHABLE');
      return dialled.trace(key);
    },
    endHold: (peer) => endHold(site, peer),
    settled: () => isSettled(site),
    news: () => site.news.next(),
    stop: () => site.news.close(),
  };
}

/** Name of the software that last ran here. */
const SOFTWARE = 'software';

/**
 * Entries that this software may have learnt to read: of types that it knows
 * now, and after a change of software also those whose fields it refused.
 */
async function replayKnown(site: Site): Promise<void> {
  const isNew = (await site.store.meta(SOFTWARE)) !== site.software;
  if ((await site.store.countQuarantine(null)) > 0)
    for (const type of site.types.keys()) {
      await replay(site, { type, code: 'UNKNOWN_TYPE' });
      if (isNew) await replay(site, { type, code: 'BAD_FIELD' });
    }
  if (isNew) await commit(site, [], [{ do: 'meta', key: SOFTWARE, value: site.software }]);
}

async function transact<T>(site: Site, fn: (work: Work) => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const work = new Work(site);
    const result = await fn(work);
    if (await work.commit()) return result;
  }
  throw new CodedError('CONFLICT');
}
