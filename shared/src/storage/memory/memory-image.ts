import { LANES } from '../../replication/model.ts';
import type { Key, Lane, Lineage, StoredRecord } from '../../replication/model.ts';
import type {
  Conflict,
  Contact,
  Cursor,
  Held,
  Milestone,
  OutboxItem,
  Peer,
  Quarantined,
  Receipt,
  Verification,
  VerificationKey,
} from '../../replication/store.ts';
import { createMemoryTable } from './memory-table.ts';
import type { MemoryTable } from './memory-table.ts';

/** One log row; its sequence is its index + 1. `kept` is the version as logged, for types that keep history. */
export interface MemoryLogRow extends Key {
  epoch: string;
  kept: StoredRecord | undefined;
}

/** Everything a memory store holds. Values are never changed in place, so that images can share them. */
export interface MemoryImage {
  tables: Map<string, MemoryTable>;
  logs: Map<Lane, MemoryLogRow[]>;
  lineages: Map<Lane, Lineage>;
  cursors: Map<string, Cursor>;
  receipts: Map<string, Receipt>;
  peers: Map<string, Peer>;
  contacts: Map<string, Contact>;
  meta: Map<string, string>;
  verifications: Map<string, Verification>;
  /** By feed, oldest first; each list is replaced, never changed. */
  milestones: Map<string, readonly Milestone[]>;
  quarantine: Map<string, Quarantined>;
  conflicts: Map<string, Conflict>;
  held: Map<string, Held>;
  outbox: Map<number, OutboxItem>;
  /** `last`: the highest outbox number ever given. */
  numbers: Map<'last', number>;
}

export const verificationOf = ({ peer, lane, way }: VerificationKey): string =>
  `${way}/${lane}/${peer}`;
export const linkOf = (peer: string, lane: Lane): string => `${lane}/${peer}`;

export function emptyImage(types: readonly string[]): MemoryImage {
  return {
    tables: new Map(types.map((type) => [type, createMemoryTable()])),
    logs: new Map(LANES.map((lane) => [lane, []])),
    lineages: new Map(LANES.map((lane) => [lane, []])),
    cursors: new Map(),
    receipts: new Map(),
    peers: new Map(),
    contacts: new Map(),
    meta: new Map(),
    verifications: new Map(),
    milestones: new Map(),
    quarantine: new Map(),
    conflicts: new Map(),
    held: new Map(),
    outbox: new Map(),
    numbers: new Map(),
  };
}

export function copyImage(image: MemoryImage): MemoryImage {
  return {
    tables: new Map([...image.tables].map(([type, table]) => [type, table.copy()])),
    logs: new Map([...image.logs].map(([lane, rows]) => [lane, rows.slice()])),
    lineages: new Map(image.lineages),
    cursors: new Map(image.cursors),
    receipts: new Map(image.receipts),
    peers: new Map(image.peers),
    contacts: new Map(image.contacts),
    meta: new Map(image.meta),
    verifications: new Map(image.verifications),
    milestones: new Map(image.milestones),
    quarantine: new Map(image.quarantine),
    conflicts: new Map(image.conflicts),
    held: new Map(image.held),
    outbox: new Map(image.outbox),
    numbers: new Map(image.numbers),
  };
}
