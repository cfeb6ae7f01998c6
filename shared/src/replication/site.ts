import type { TypeVersion } from './messages.ts';
import { LANES } from './model.ts';
import type { Lane, RecordType } from './model.ts';
import type { Clock, Crypto, Journal, Rng } from './ports.ts';
import type { Epochs, Guard, Outcome, Step, Store, Verification } from './store.ts';

/** Everything the engine's parts share: who this site is, its ports, and this process's epochs. */
export interface Site {
  readonly name: string;
  /** The network's root site, owner of the types that `hub` owns. */
  readonly root: string;
  /** The site this one dials, or null at the root. */
  readonly upstream: string | null;
  /** Whether it has downstreams, and so passes on what it takes in. */
  readonly serves: boolean;
  readonly software: string;
  /** This site's own public keys, present and past, to know its own signature again. */
  readonly keys: readonly string[];
  readonly types: ReadonlyMap<string, RecordType>;
  readonly store: Store;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly crypto: Crypto;
  readonly journal: Journal;
  readonly epochs: Epochs;
  /** How often a wait looks at the log by itself, ms: another process on the same database wakes nobody here. */
  readonly glanceMs: number;
  /** Per `peer/lane`: up to here the log was seen to hold nothing more for a waiting peer. A hint for figures, lost at a stop. */
  readonly scanned: Map<string, number>;
  /** Held versions that each peer was given to look at since its last hello; forgotten at a stop, when all say hello anew. */
  readonly offered: Map<string, Set<string>>;
  /** The last batches handed to each `peer/lane`, see `sent.ts`. */
  readonly sent: Map<string, SentBatch[]>;
  /** Comparisons by the downstreams, as far as they have come; what is done of them is in the store. */
  readonly verifying: Map<string, Verification>;
  /** The processes that spoke for each peer since this one started, the latest speaker last. */
  readonly speakers: Map<string, HeardSpeaker[]>;
  /** How this process names itself to its upstream. */
  readonly process: { readonly id: string; said: number };
  /** Woken after each commit that logged something. */
  readonly news: News;
}

/** A batch handed over: up to where, and when. */
export interface SentBatch {
  seq: number;
  at: number;
}

/** A process of a peer, see `clones.ts`. */
export interface HeardSpeaker {
  id: string;
  /** Highest count it was heard with. */
  turn: number;
  /** How often it spoke anew after another process of that peer had. */
  returns: number;
}

/** Wakes whoever waits for a change; a wake with nobody waiting is forgotten, as everyone looks before waiting. */
export class News {
  private waiting = new Set<() => void>();
  /** True once the site is stopping: nobody should wait any more. */
  closed = false;

  close(): void {
    this.closed = true;
    this.wake();
  }

  wake(): void {
    const all = this.waiting;
    this.waiting = new Set();
    for (const wake of all) wake();
  }

  /** Resolves at the next wake. `cancel` forgets it. */
  next(): { woken: Promise<void>; cancel: () => void } {
    let wake = (): void => undefined;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    if (this.closed) wake();
    else this.waiting.add(wake);
    return { woken, cancel: () => this.waiting.delete(wake) };
  }
}

/** Reads where each lane's log stands and proposes this process's epochs. */
export async function readEpochs(store: Store, rng: Rng): Promise<Epochs> {
  const epochs = {} as Record<Lane, { inherited: string; proposed: string }>;
  for (const lane of LANES) {
    const { lineage } = await store.log(lane);
    epochs[lane] = { inherited: lineage.at(-1)?.epoch ?? '', proposed: rng.token() };
  }
  return epochs;
}

/** What this site knows, for a hello. */
export const typesOf = (site: Site): TypeVersion[] =>
  [...site.types.values()].map(({ name, version }) => ({ name, version }));

/** Commits and tells whoever waits for news. */
export async function commit(site: Site, guards: Guard[], steps: Step[]): Promise<Outcome> {
  const outcome = await site.store.commit({ guards, steps, epochs: site.epochs });
  if (outcome.ok) site.news.wake();
  return outcome;
}

/** How often a guarded plan is made anew when another writer came first; more means a live lock. */
export const MAX_ATTEMPTS = 20;
