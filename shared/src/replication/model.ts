/**
 * The words of the engine: lanes, positions, records, entries, and the
 * declaration that makes a record type replicate.
 */

/** Most urgent first. A lane has its own log sequence and cursors; there is no order across lanes. */
export const LANES = ['control', 'catalog', 'workflow', 'bulk'] as const;
export type Lane = (typeof LANES)[number];

/**
 * `put` a version, `del` a tombstone, `erase` a tombstone whose earlier bodies
 * must vanish everywhere (privacy law), `gone` the receiver lost the right to
 * see the record (never written by an owner, made by the sender for one peer).
 */
export type Op = 'put' | 'del' | 'erase' | 'gone';

/** A place in one site's log of one lane. `seq` is dense from 1; `{epoch: '', seq: 0}` is before everything. */
export interface Position {
  epoch: string;
  seq: number;
}
export const ORIGIN: Position = { epoch: '', seq: 0 };

/** The path of epochs of one log, oldest first: entries with `seq > start` belong to `epoch` until the next one starts. */
export type Lineage = { epoch: string; start: number }[];

export interface Key {
  type: string;
  id: string;
}

/**
 * What travels about one version of one record. `rev` is its owner's stamp
 * `epoch.seq` in the owner's own log, which identifies the version for ever;
 * `trail` lists the stamps of earlier versions, newest first, so that any site
 * can tell a descendant from a rival without knowing the owner's history.
 */
export interface Version extends Key {
  owner: string;
  rev: string;
  trail: string[];
  /** Counts the versions of this record, from 1; for people and for guards, never for order. */
  version: number;
  op: Op;
  schemaVersion: number;
  /** Owner's wall clock in ms when written; for people, never for order. */
  at: number;
  /** Hash over identity and body as computed by the owner. */
  hash: string;
  /** Owner's signature over `proofText`, so that a copy given back by anyone proves its author. */
  sig: string;
  /** Raw JSON as the owner wrote it, so that unknown fields survive; null unless `op` is `put`. */
  body: string | null;
}

/** A version as one site keeps it. */
export interface StoredRecord extends Version {
  /** The direct peer it came from and its place in that peer's feed; null for own writes. */
  via: string | null;
  viaAt: Position | null;
  /** Its latest place in this site's own log of the lane; null when this site does not pass it on. */
  pos: number | null;
  /** Tokens that may see it now, and every token that ever could (so that a loss can be told). */
  audience: string[];
  reach: string[];
}

/** A version on the wire, with its place in the sender's feed. */
export interface Entry extends Version {
  seq: number;
}

/** What is wrong with one field, in both languages. `field` is a dotted path, `$` the whole record. */
export interface Fault {
  code: string;
  field: string;
  zh: string;
  en: string;
}

/** What a record of a type that defines sites says about one: who it is and what it may see. */
export interface Grant {
  site: string;
  /** The site directly above it, which may speak for it. */
  parent: string;
  tokens: string[];
  /** Public keys, `algorithm:base64`, any of which may sign for the site. */
  keys: string[];
  active: boolean;
}

/** The declaration of a record type. The engine knows nothing else about a domain. */
export interface RecordType {
  name: string;
  /** `hub` the network's root site, `branch` any other site, `author` whoever wrote it first. */
  owner: 'hub' | 'branch' | 'author';
  lane: Lane;
  /** `up` never leaves the hub downwards, `down` is never written by a branch. */
  way: 'up' | 'down' | 'both';
  /** Version of the schema that this software writes. */
  version: number;
  /** `history` sends every version in order; `latest` may skip superseded ones. */
  retain: 'latest' | 'history';
  /** Faults of a body of the current version; unknown fields are no fault. */
  validate(body: unknown): Fault[];
  /** Tokens of the branches that may see it, from the body alone; nobody if absent. */
  audience?: ((body: never) => string[]) | undefined;
  /** Lifts a body written under an older schema version. */
  upcast?: ((body: never, from: number) => unknown) | undefined;
  /** Jobs to queue, in the same transaction, when a version of this type is written or applied here. */
  reacts?: readonly string[] | undefined;
  /** Present on the type whose records define the sites of the network. */
  grants?: ((body: never) => Grant) | undefined;
}

export const keyOf = (key: Key): string => `${key.type}/${key.id}`;
export const revOf = (at: Position): string => `${at.epoch}.${at.seq}`;

/** The owner's position behind a `rev`; throws nothing: a malformed stamp gives `{epoch: '', seq: 0}`. */
export function positionOf(rev: string): Position {
  const dot = rev.lastIndexOf('.');
  const seq = Number(rev.slice(dot + 1));
  return dot > 0 && Number.isSafeInteger(seq) && seq > 0
    ? { epoch: rev.slice(0, dot), seq }
    : ORIGIN;
}
