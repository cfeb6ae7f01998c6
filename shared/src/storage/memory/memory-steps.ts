import { keyOf, ORIGIN, revOf } from '../../replication/model.ts';
import type { Key, Lane, StoredRecord } from '../../replication/model.ts';
import type { Epochs, Guard, OwnWrite, Quarantined, Step } from '../../replication/store.ts';
import { linkOf, verificationOf } from './memory-image.ts';
import type { MemoryImage } from './memory-image.ts';
import type { MemoryTable } from './memory-table.ts';

/** One commit under way on an image: `undo` collects its inverse, newest last, when the store keeps a journal. */
export interface MemoryCommit {
  image: MemoryImage;
  epochs: Epochs;
  undo: (() => void)[] | undefined;
  revs: string[];
  openByKey: () => ReadonlyMap<string, readonly string[]>;
  quarantineChanged: () => void;
}

/** A simulation asks only for what was lately. */
const MILESTONES = 100;

interface Settable<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
  delete(key: K): unknown;
}

function put<K, V>(commit: MemoryCommit, map: Settable<K, V>, key: K, value: V | undefined): void {
  if (commit.undo) {
    const before = map.get(key);
    commit.undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
  }
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function store(commit: MemoryCommit, record: StoredRecord): void {
  const table = commit.image.tables.get(record.type) as MemoryTable;
  if (commit.undo) {
    const before = table.get(record.id);
    commit.undo.push(() => table.set(record.id, before));
  }
  table.set(record.id, record);
}

function putQuarantine(commit: MemoryCommit, ref: string, item: Quarantined): void {
  put(commit, commit.image.quarantine, ref, item);
  commit.undo?.push(commit.quarantineChanged);
  commit.quarantineChanged();
}

/** An erasure takes every earlier body along, wherever it was kept. */
function forget(commit: MemoryCommit, key: Key): void {
  const { image } = commit;
  const same = (other: Key) => other.id === key.id && other.type === key.type;
  for (const rows of image.logs.values())
    for (const [i, row] of rows.entries())
      if (row.kept !== undefined && same(row)) {
        rows[i] = { ...row, kept: undefined };
        commit.undo?.push(() => (rows[i] = row));
      }
  for (const [ref, item] of image.quarantine)
    if (same(item)) putQuarantine(commit, ref, { ...item, raw: '' });
  for (const [ref, item] of image.conflicts)
    if (same(item))
      put(commit, image.conflicts, ref, { ...item, theirs: { ...item.theirs, body: null } });
  for (const [ref, item] of image.held) if (same(item)) put(commit, image.held, ref, undefined);
}

interface Append extends Key {
  lane: Lane;
  /** Makes the record as it stands once it has this place. */
  at: (epoch: string, pos: number) => StoredRecord;
  history: boolean;
}

function append(commit: MemoryCommit, { lane, type, id, at, history }: Append): StoredRecord {
  const { image, epochs, undo } = commit;
  const rows = image.logs.get(lane) ?? [];
  const lineage = image.lineages.get(lane) ?? [];
  let epoch = lineage.at(-1)?.epoch;
  if (epoch === undefined || epoch === epochs[lane].inherited) {
    epoch = epochs[lane].proposed;
    put(commit, image.lineages, lane, [...lineage, { epoch, start: rows.length }]);
  }
  const record = at(epoch, rows.length + 1);
  store(commit, record);
  rows.push({ epoch, type, id, kept: history ? record : undefined });
  undo?.push(() => rows.pop());
  return record;
}

function write(commit: MemoryCommit, step: { lane: Lane; record: OwnWrite; history: boolean }) {
  const { type, id } = step.record;
  const at = (epoch: string, pos: number): StoredRecord => ({
    ...step.record,
    rev: revOf({ epoch, seq: pos }),
    via: null,
    viaAt: null,
    pos,
  });
  if (step.record.op === 'erase') forget(commit, step.record);
  commit.revs.push(append(commit, { lane: step.lane, type, id, at, history: step.history }).rev);
}

function touch(commit: MemoryCommit, { lane, key, reach }: Extract<Step, { do: 'touch' }>): void {
  const record = commit.image.tables.get(key.type)?.get(key.id);
  if (record === undefined) return;
  const kept = commit.image.logs.get(lane)?.[(record.pos ?? 0) - 1]?.kept;
  const merged = [...new Set([...record.reach, ...reach])];
  const at = (_epoch: string, pos: number): StoredRecord => ({ ...record, reach: merged, pos });
  append(commit, { lane, type: key.type, id: key.id, at, history: kept !== undefined });
}

function supersede(commit: MemoryCommit, { key, at }: Extract<Step, { do: 'supersede' }>): void {
  for (const ref of commit.openByKey().get(keyOf(key)) ?? []) {
    const item = commit.image.quarantine.get(ref);
    if (item) putQuarantine(commit, ref, { ...item, state: 'superseded', settledAt: at });
  }
}

function enqueue(commit: MemoryCommit, { job, key, at }: Extract<Step, { do: 'enqueue' }>): void {
  const n = (commit.image.numbers.get('last') ?? 0) + 1;
  put(commit, commit.image.numbers, 'last', n);
  const { type, id } = key;
  put(commit, commit.image.outbox, n, { n, job, type, id, at, attempts: 0, dueAt: at, error: '' });
}

/** Applies one step; types and lanes were checked before, so that nothing can fail half way. */
export function applyStep(commit: MemoryCommit, step: Step): void {
  const { image } = commit;
  switch (step.do) {
    case 'write':
      return write(commit, step);
    case 'replicate': {
      const { lane, record, history } = step;
      const { type, id } = record;
      const at = (_epoch: string, pos: number): StoredRecord => ({ ...record, pos });
      if (record.op === 'erase') forget(commit, record);
      if (step.log) append(commit, { lane, type, id, at, history });
      else store(commit, { ...record, pos: null });
      return;
    }
    case 'place': {
      const record = image.tables.get(step.key.type)?.get(step.key.id);
      if (record) store(commit, { ...record, via: step.via, viaAt: step.viaAt });
      return;
    }
    case 'touch':
      return touch(commit, step);
    case 'cursor':
      return put(commit, image.cursors, linkOf(step.cursor.peer, step.cursor.lane), step.cursor);
    case 'receipt':
      return put(
        commit,
        image.receipts,
        linkOf(step.receipt.peer, step.receipt.lane),
        step.receipt,
      );
    case 'peer':
      return put(commit, image.peers, step.peer.site, step.peer);
    case 'contact':
      return put(commit, image.contacts, step.contact.peer, step.contact);
    case 'meta':
      return put(commit, image.meta, step.key, step.value);
    case 'milestone': {
      const feed = verificationOf(step.milestone);
      const rows = [...(image.milestones.get(feed) ?? []), step.milestone];
      return put(commit, image.milestones, feed, rows.slice(-MILESTONES));
    }
    case 'verified':
      return put(commit, image.verifications, verificationOf(step.verification), step.verification);
    case 'quarantine':
      return putQuarantine(commit, step.item.ref, step.item);
    case 'release': {
      const item = image.quarantine.get(step.ref);
      if (item) putQuarantine(commit, step.ref, { ...item, state: step.state, settledAt: step.at });
      return;
    }
    case 'supersede':
      return supersede(commit, step);
    case 'conflict':
      if (!image.conflicts.has(step.item.ref))
        put(commit, image.conflicts, step.item.ref, step.item);
      return;
    case 'settle': {
      const item = image.conflicts.get(step.ref);
      if (item)
        put(commit, image.conflicts, step.ref, { ...item, state: 'settled', settledAt: step.at });
      return;
    }
    case 'hold':
      return put(commit, image.held, step.item.ref, step.item);
    case 'unhold':
      return put(commit, image.held, step.ref, undefined);
    case 'enqueue':
      return enqueue(commit, step);
    case 'dequeue':
      return put(commit, image.outbox, step.n, undefined);
    case 'postpone': {
      const item = image.outbox.get(step.n);
      const { attempts, dueAt, error } = step;
      if (item) put(commit, image.outbox, step.n, { ...item, attempts, dueAt, error });
      return;
    }
  }
}

export function holds(image: MemoryImage, guard: Guard): boolean {
  switch (guard.is) {
    case 'cursor': {
      const at = image.cursors.get(linkOf(guard.peer, guard.lane))?.at ?? ORIGIN;
      return at.seq === guard.at.seq && at.epoch === guard.at.epoch;
    }
    case 'record':
      return (image.tables.get(guard.key.type)?.get(guard.key.id)?.rev ?? null) === guard.rev;
    case 'peer':
      return (image.peers.get(guard.site)?.n ?? 0) === guard.n;
    case 'head':
      return (image.logs.get(guard.lane)?.length ?? 0) === guard.seq;
  }
}
