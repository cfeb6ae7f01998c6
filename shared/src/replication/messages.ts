import type { Key, Lane, Lineage, Position } from './model.ts';

/**
 * What two sites say to each other. The dialling side ("node", the downstream)
 * asks, the answering side ("hub", the upstream) replies; nothing is ever sent
 * unasked. Entries ride as NDJSON text, see `codec.ts`.
 */

/** A stretch of one site's log of one lane. It covers `(from, to]`, with holes where entries were superseded or not for this reader. */
export interface Batch {
  origin: string;
  lane: Lane;
  lineage: Lineage;
  from: Position;
  to: Position;
  count: number;
  /** Digest of `entries`. */
  digest: string;
  /** The sending site's signature over `batchText`. */
  signature: string;
  /** NDJSON. */
  entries: string;
}

export interface LaneHello {
  lane: Lane;
  /** The speaker's own log. */
  lineage: Lineage;
  head: number;
  /** How far the speaker has the listener's log, and along which path. */
  cursor: Position;
  cursorLineage: Lineage;
  /** Until here the listener must not forget what the speaker gave it back (see `Cursor.owed`). */
  owed: Position;
  /** Sequences of the listener's log that the speaker keeps in quarantine. */
  refused: number[];
}

/** The process that speaks for a site. */
export interface Speaker {
  /** Random, made at its start. */
  id: string;
  /** Counts what it says. */
  turn: number;
}

export interface HelloRequest {
  site: string;
  speaker: Speaker;
  protocol: { min: number; max: number };
  software: string;
  types: TypeVersion[];
  lanes: LaneHello[];
  /** False while sites below the speaker may still have what it lost in a restore. */
  settled?: boolean | null | undefined;
}

/** A record type that a site knows, and the schema version it writes. */
export interface TypeVersion {
  name: string;
  version: number;
}

export interface HelloReply {
  site: string;
  protocol: number;
  software: string;
  types: TypeVersion[];
  lanes: LaneHello[];
  /** Versions of the caller's own records that other sites gave back and that wait for it. */
  held: number;
  /** False while the replier was itself restored and has not heard from everybody yet. */
  settled: boolean;
  at: number;
}

export interface PullRequest {
  speaker: Speaker;
  /** The caller's cursors: what it names it has durably applied, so they are its receipts too. */
  lanes: {
    lane: Lane;
    cursor: Position;
    /** As in the hello: the replier may have been restored since. */
    owed: Position;
    refused: number[];
    /** Where to go on with, while the caller still applies what it got up to there; no receipt. */
    ahead?: Position | null | undefined;
  }[];
  /** The caller's own heads, for the other side's backlog figure. */
  heads: Partial<Record<Lane, number>>;
  /** Most ms to wait for news when there is none; the server may wait less. */
  waitMs: number;
  maxEntries: number;
}

export interface PullReply {
  /** The caller must say hello: one of its cursors is not on this log's path, or something is held for it. */
  hello: boolean;
  batches: Batch[];
  heads: Partial<Record<Lane, number>>;
  settled: boolean;
  at: number;
}

export interface PushReply {
  /** False when `from` was not where the receiver stood: go on from `received`, or say hello. */
  accepted: boolean;
  /** Durable here up to and including this place. */
  received: Position;
  /** Of that, what is kept in quarantine instead of applied, by sequence. */
  refused: number[];
}

/** Versions from a lost time line, page by page. `next` '' after the last page. */
export interface OrphanRequest {
  /** `fork` what the replier still has of the caller's lost branch of a lane; `held` what others gave back. */
  kind: 'fork' | 'held';
  lane: Lane;
  /** The caller's own log as it stands. */
  lineage: Lineage;
  head: number;
  after: string;
}
export interface OrphanReply {
  entries: string;
  next: string;
}

/** The caller took in all orphans of a lane: the replier's cursor goes back to the common point. */
export interface RewindRequest {
  lane: Lane;
  /** Where the replier's cursor stood in its hello: a late copy of this request finds it moved and does nothing. */
  from: Position;
  lineage: Lineage;
  head: number;
}
export interface RewindReply {
  cursor: Position;
}

/** What the caller has of the replier's own lost branch, a page at a time; the hello after the last page ends it. */
export interface ReturnRequest {
  lane: Lane;
  /** Up to where both know the replier's log alike; null for versions that were not written upon what stood there. */
  common: Position | null;
  entries: string;
}

/** The caller dealt with these held versions. */
export interface ReleaseRequest {
  refs: string[];
}

/** The caller tells what it holds of a stretch, as a digest (see `verify.ts`). */
export interface VerifyRequest {
  lane: Lane;
  /** `in`: the caller's copy of the replier's log; `out`: the replier's copy of the caller's. */
  way: 'in' | 'out';
  /** The stretch begins after this sequence. */
  after: number;
  to: Position;
  digest: string;
}
export interface VerifyReply {
  /** False when the replier does not stand there, or is itself being restored: ask later. */
  ready: boolean;
  equal: boolean;
  /** Where the replier's log of this lane stands. */
  head: number;
  /** What differs, `in` only: the replier's side of the stretch. */
  batch: Batch | null;
}

/** What became of a stretch that was sent again because the copies differ. NDJSON. */
export interface RepairReply {
  /** Records the replier has mended from it. */
  repaired: number;
  /** The replier's own good copies of what came damaged. */
  copies: string;
  /** What the replier has by way of this stretch and the stretch did not have. */
  extras: string;
}

/** Good copies, signed by their owners, of what the replier sent damaged. */
export interface MendRequest {
  entries: string;
}

/** Where one record is, as one site knows it. All times but `writtenAt` are of that site's clock, ms. */
export interface Trace {
  site: string;
  /** When this was read. */
  at: number;
  /** What the site has: nothing, the record, a tombstone, or only that it may not see it any more. */
  state: 'none' | 'here' | 'deleted' | 'removed';
  owner: string;
  version: number;
  /** The owner's clock when it wrote this version; 0 when there is none. */
  writtenAt: number;
  /** When it was durable and visible here; 0 when that is not known. */
  takenAt: number;
  /** Versions of it in quarantine here, open. */
  quarantined: number;
  peers: PeerTrace[];
}

export interface PeerTrace {
  site: string;
  /**
   * `source` it came from there · `none` does not concern the peer · `waiting`
   * not sent yet · `sent` on its way, no receipt yet · `refused` durable there,
   * in quarantine · `applied` durable and visible there.
   */
  state: 'source' | 'none' | 'waiting' | 'sent' | 'refused' | 'applied';
  /** Log rows of this lane that stand before it; 0 unless waiting. */
  ahead: number;
  /** 0 when not known: before this process, or too long ago. */
  sentAt: number;
  receivedAt: number;
  /** The last exchange that went well; 0 never. */
  heardAt: number;
}

/** An upstream as its downstream sees it: the transport port. Failures reject with a `CodedError`. */
export interface Upstream {
  hello(message: HelloRequest): Promise<HelloReply>;
  pull(message: PullRequest): Promise<PullReply>;
  push(batch: Batch): Promise<PushReply>;
  orphans(message: OrphanRequest): Promise<OrphanReply>;
  rewind(message: RewindRequest): Promise<RewindReply>;
  /** Answers where the replier's log stands with all of it durable. */
  giveBack(message: ReturnRequest): Promise<Position>;
  release(message: ReleaseRequest): Promise<void>;
  verify(message: VerifyRequest): Promise<VerifyReply>;
  /** The caller's side of a stretch whose digests differ. */
  repair(batch: Batch): Promise<RepairReply>;
  /** Where a record is, as far as the caller may know. */
  trace(key: Key): Promise<Trace>;
  /** Answers how many records were mended. */
  mend(message: MendRequest): Promise<number>;
}

/** What a batch signature covers. */
export const batchText = (batch: Omit<Batch, 'signature' | 'entries'>): string =>
  JSON.stringify([
    'lianxue-batch',
    batch.origin,
    batch.lane,
    batch.lineage.map((step) => [step.epoch, step.start]),
    [batch.from.epoch, batch.from.seq],
    [batch.to.epoch, batch.to.seq],
    batch.count,
    batch.digest,
  ]);

export const PROTOCOL = { min: 1, max: 1 } as const;

/** Bounds of one batch; a single larger record still travels, alone. */
export const MAX_ENTRIES = 1000;
export const MAX_BATCH_CHARS = 1024 * 1024;
