import type { TypeVersion } from './messages.ts';
import type { Entry, Fault, Grant, Key, Lane, Lineage, Position, StoredRecord } from './model.ts';

/**
 * The engine's unit of work. All reads are ordinary; every change is a `Plan`
 * that commits whole or not at all, so no engine code ever runs inside an open
 * transaction (an async callback inside one would silently commit half of it).
 */
export interface Store {
  commit(plan: Plan): Promise<Outcome>;

  /** This site's own log of a lane: the last position, or ORIGIN, and the path of epochs. */
  log(lane: Lane): Promise<{ head: Position; lineage: Lineage }>;
  /** Log rows after `after` in order. `to` is the last sequence scanned, so superseded rows leave holes. */
  feed(lane: Lane, after: number, limit: number): Promise<{ rows: FeedRow[]; to: number }>;

  record(key: Key): Promise<StoredRecord | undefined>;
  /** In the order asked. */
  records(keys: readonly Key[]): Promise<(StoredRecord | undefined)[]>;
  /** Pages through whole tables in (type, id) order; `peer` keeps rows owned by or received from that site. */
  scan(query: ScanQuery): Promise<StoredRecord[]>;

  /** Records that came by a stretch of a peer's feed, in the order of its places. */
  ranged(query: RangeQuery): Promise<StoredRecord[]>;

  cursor(peer: string, lane: Lane): Promise<Cursor | undefined>;
  receipt(peer: string, lane: Lane): Promise<Receipt | undefined>;
  peer(site: string): Promise<Peer | undefined>;
  peers(): Promise<Peer[]>;
  contact(peer: string): Promise<Contact | undefined>;
  meta(key: string): Promise<string | undefined>;
  /** Those of one feed that reach `seq` or further, in the order they were written. */
  milestones(query: MilestoneQuery): Promise<Milestone[]>;
  verification(of: VerificationKey): Promise<Verification | undefined>;

  quarantine(query: QuarantineQuery): Promise<Quarantined[]>;
  /** Open ones, of one peer or of all. */
  countQuarantine(peer: string | null): Promise<number>;
  conflicts(query: {
    state: ConflictState | null;
    after: string;
    limit: number;
  }): Promise<Conflict[]>;
  /** Of these owners, of all when null. */
  held(owners: readonly string[] | null, after: string, limit: number): Promise<Held[]>;
  outbox(query: OutboxQuery): Promise<OutboxItem[]>;
  countOutbox(): Promise<OutboxCounts>;
}

export interface Plan {
  /** All must hold, else nothing is written and `commit` answers which one failed. */
  guards: Guard[];
  steps: Step[];
  /**
   * What this process knows of its epochs, per lane: a log whose last epoch is
   * still the one found at start gets `proposed` before the first append.
   */
  epochs: Epochs;
}

export type Epochs = Readonly<Record<Lane, { inherited: string; proposed: string }>>;

export type Guard =
  | { is: 'cursor'; peer: string; lane: Lane; at: Position }
  /** `rev` null: the record must not exist. */
  | { is: 'record'; key: Key; rev: string | null }
  /** `n` 0: the peer must not be known yet. */
  | { is: 'peer'; site: string; n: number }
  /** No append to this lane since `seq`: serialises decisions that count. */
  | { is: 'head'; lane: Lane; seq: number };

/** A write of this site: the store assigns its position and `rev`, then logs it. */
export type OwnWrite = Omit<StoredRecord, 'rev' | 'via' | 'viaAt' | 'pos'>;

export type Step =
  | { do: 'write'; lane: Lane; record: OwnWrite; history: boolean }
  /** A version from a peer; `log` re-logs it for this site's own downstreams. */
  | { do: 'replicate'; lane: Lane; record: StoredRecord; history: boolean; log: boolean }
  /** The same version came again at another place of a feed: only that place changes. */
  | { do: 'place'; key: Key; via: string; viaAt: Position }
  /** Logs a record again, unchanged but for `reach`, so that feeds reconsider it. */
  | { do: 'touch'; lane: Lane; key: Key; reach: string[] }
  | { do: 'cursor'; cursor: Cursor }
  | { do: 'receipt'; receipt: Receipt }
  | { do: 'peer'; peer: Peer }
  | { do: 'contact'; contact: Contact }
  | { do: 'meta'; key: string; value: string }
  | { do: 'verified'; verification: Verification }
  | { do: 'milestone'; milestone: Milestone }
  | { do: 'quarantine'; item: Quarantined }
  | { do: 'release'; ref: string; state: Exclude<QuarantineState, 'open'>; at: number }
  /** Open quarantine of older versions of this record needs nobody any more. */
  | { do: 'supersede'; key: Key; at: number }
  /** Does nothing when one of that `ref` is there, whatever became of it. */
  | { do: 'conflict'; item: Conflict }
  | { do: 'settle'; ref: string; at: number }
  | { do: 'hold'; item: Held }
  | { do: 'unhold'; ref: string }
  | { do: 'enqueue'; job: string; key: Key; at: number }
  | { do: 'dequeue'; n: number }
  /** A run failed: try again at `dueAt`, or never by itself when that is null. */
  | { do: 'postpone'; n: number; attempts: number; dueAt: number | null; error: string };

/** `revs` are those assigned to the `write` steps, in their order. */
export type Outcome = { ok: true; revs: string[] } | { ok: false; failed: Guard };

export interface FeedRow extends Position, Key {
  /** The record as it stands; undefined when this row was superseded and its history is not kept. */
  record: StoredRecord | undefined;
}

export interface ScanQuery {
  types: readonly string[];
  peer?: string;
  after: Key | null;
  limit: number;
}

export interface RangeQuery {
  types: readonly string[];
  via: string;
  /** Places `after < seq <= to` of the peer's feed, all of one lane. */
  after: number;
  to: number;
}

/** That a feed had got across up to a place. Times are this site's clock, ms. */
export interface Milestone {
  peer: string;
  lane: Lane;
  /** `in`: the peer's feed is durable here; `out`: ours is there. */
  way: 'in' | 'out';
  at: Position;
  /** When the last of it was sent; 0 when not known, and for `in`. */
  sentAt: number;
  doneAt: number;
}
export interface MilestoneQuery extends Pick<Milestone, 'peer' | 'lane' | 'way'> {
  seq: number;
  limit: number;
}

export interface VerificationKey {
  peer: string;
  lane: Lane;
  /** `in`: our copy of the peer's feed; `out`: its copy of ours. */
  way: 'in' | 'out';
}

/** How far both sides of a feed were compared, body by body. Times are this site's clock, ms, 0 = never. */
export interface Verification extends VerificationKey {
  /** Where the round under way has come to. */
  at: Position;
  /** When it began. */
  round: number;
  /** Everything up to `seq` was compared at `since` or later. */
  done: { seq: number; since: number };
  /** Records mended on either side, ever. */
  repaired: number;
}

/** How far this site has durably taken in a peer's feed, and the path of epochs it followed. */
export interface Cursor {
  peer: string;
  lane: Lane;
  at: Position;
  lineage: Lineage;
  /**
   * Where the peer's log stood when all that a restore had lost was durable
   * there again; ORIGIN when nothing is owed. Until the cursor has passed it, a
   * second restore of the peer may lose it once more: then this place is no
   * longer on the peer's path, and a hello brings it back again.
   */
  owed: Position;
}

/** How far a peer has durably taken in this site's feed. `refused` are the sequences it holds in quarantine. */
export interface Receipt {
  peer: string;
  lane: Lane;
  received: Position;
  refused: number[];
  at: number;
}

/** A site this one knows, and what it may see. */
export interface Peer extends Grant {
  /** `up` and `down` exchange feeds with this site; a `far` one is reached through its parent. */
  role: 'up' | 'down' | 'far';
  /** What its feed carries where sites below it may see more than itself; null otherwise. */
  sees: string[] | null;
  /** Every token it or a site below it ever held, so that what it may once have got can be taken back. */
  tokensEver: string[];
  /** Tokens whose change has not been worked into the log yet; null when none. */
  regrant: { before: string[]; after: Key | null } | null;
  /** When two machines were found to speak with its key, ms; 0 when it is not held for that. */
  clonedAt: number;
  /** Counts the changes of this row, for its guard. */
  n: number;
}

/** How the exchange with a peer goes. Times are this site's clock, ms, 0 = never. */
export interface Contact {
  peer: string;
  lastAttemptAt: number;
  lastSuccessAt: number;
  /** Code of the last failure, '' after a success. */
  lastError: string;
  /** Its log heads as it last told them, per lane. */
  heads: Partial<Record<Lane, number>>;
  software: string;
  /** Schema versions it writes, by record type, as it last told them. */
  types: TypeVersion[];
  /** The restore of this site (see `meta.restored`) after which the peer has given back what we lost. */
  returned: string;
}

export type QuarantineState = 'open' | 'replayed' | 'superseded' | 'discarded';

/** One entry that could not be applied, with the raw line, until someone or an upgrade replays it. */
export interface Quarantined extends Key {
  /** Its name, `peer/lane/epoch.seq`, so that a second delivery finds it; `type` and `id` are '' when unreadable. */
  ref: string;
  peer: string;
  lane: Lane;
  at: Position;
  faults: Fault[];
  raw: string;
  state: QuarantineState;
  since: number;
  settledAt: number;
}
export interface QuarantineQuery {
  peer?: string;
  lane?: Lane;
  type?: string;
  id?: string;
  code?: string;
  state?: QuarantineState;
  /** Continue after this `ref`; pages are in `ref` order. */
  after?: string;
  limit: number;
}

export type ConflictState = 'open' | 'settled' | 'kept';
/**
 * Two versions of one record of which neither was written upon the other.
 * `open`: of our own record; theirs came back from a lost time line and waits
 * for a person. `kept`: of another site's record; its owner went on without
 * theirs, and it is kept in case the owner forgets that it has it to look at.
 */
export interface Conflict extends Key {
  /** `type/id/rev` of theirs. */
  ref: string;
  from: string;
  theirs: Entry;
  oursRev: string;
  since: number;
  state: ConflictState;
  settledAt: number;
}

/** A third site's version that a peer returned and this site no longer knows: kept for its owner, or for the site on the way there. */
export interface Held extends Key {
  /** `owner/type/id/rev`. */
  ref: string;
  owner: string;
  from: string;
  entry: Entry;
  since: number;
}

export interface OutboxItem extends Key {
  /** Never given twice by one database, and in the order of enqueuing. */
  n: number;
  job: string;
  at: number;
  /** Runs that failed so far. */
  attempts: number;
  /** Not to be run earlier, ms; null when it failed for good and waits for a person. */
  dueAt: number | null;
  /** Error code of the last failure, '' before any; never a message, which may quote data. */
  error: string;
}

/** In the order of `n`. `dueBy` keeps the items to be run by then, which leaves out those failed for good. */
export interface OutboxQuery {
  job?: string;
  dueBy?: number;
  after?: number;
  limit: number;
}

export interface OutboxCounts {
  /** Due now or later. */
  waiting: number;
  failed: number;
}
