import { ORIGIN, revOf } from '../../replication/model.ts';
import type { Key, Lane, Position, StoredRecord } from '../../replication/model.ts';
import type { Epochs, Guard, Step } from '../../replication/store.ts';
import type { AttentionRows } from './attention-rows.ts';
import type { LinkRows } from './link-rows.ts';
import type { LogRows } from './log-rows.ts';
import { toKept } from './log-rows.ts';
import type { MilestoneRows } from './milestone-rows.ts';
import type { OutboxRows } from './outbox-rows.ts';
import type { RecordRows } from './record-rows.ts';

/** All rows of a store, by what they are for. */
export interface StoreRows {
  records: ReadonlyMap<string, RecordRows>;
  log: LogRows;
  links: LinkRows;
  attention: AttentionRows;
  outbox: OutboxRows;
  milestones: MilestoneRows;
}

/** One commit, inside its transaction: where each log stands now, read at its first append. */
export interface SqliteCommit {
  rows: StoreRows;
  epochs: Epochs;
  heads: Map<Lane, Position>;
  revs: string[];
}

/** The next place in a log; starts this process's epoch if the log still ends with an earlier one's. */
function nextPlace({ rows, epochs, heads }: SqliteCommit, lane: Lane): Position {
  const head = heads.get(lane) ?? rows.log.head(lane);
  const starts = head.epoch === '' || head.epoch === epochs[lane].inherited;
  const epoch = starts ? epochs[lane].proposed : head.epoch;
  if (starts) rows.log.startEpoch(lane, { epoch, start: head.seq });
  const place = { epoch, seq: head.seq + 1 };
  heads.set(lane, place);
  return place;
}

interface Logged {
  lane: Lane;
  at: Position;
  record: StoredRecord;
  history: boolean;
}

function putLogged({ rows }: SqliteCommit, { lane, at, record, history }: Logged): void {
  const { type, id } = record;
  rows.records.get(type)?.put(record);
  const kept = history ? toKept(record) : null;
  rows.log.append({ lane, epoch: at.epoch, seq: at.seq, type, id, kept });
}

/** An erasure takes every earlier body along, wherever it was kept. */
function forget({ rows }: SqliteCommit, key: Key): void {
  rows.log.forget(key);
  rows.attention.forget(key);
}

type StepOf<D extends Step['do']> = Extract<Step, { do: D }>;

function write(commit: SqliteCommit, { lane, record, history }: StepOf<'write'>): void {
  if (record.op === 'erase') forget(commit, record);
  const at = nextPlace(commit, lane);
  const rev = revOf(at);
  const written = { ...record, rev, via: null, viaAt: null, pos: at.seq };
  putLogged(commit, { lane, at, record: written, history });
  commit.revs.push(rev);
}

function replicate(commit: SqliteCommit, step: StepOf<'replicate'>): void {
  const { lane, record, history, log } = step;
  if (record.op === 'erase') forget(commit, record);
  if (!log) {
    commit.rows.records.get(record.type)?.put({ ...record, pos: null });
    return;
  }
  const at = nextPlace(commit, lane);
  putLogged(commit, { lane, at, record: { ...record, pos: at.seq }, history });
}

function touch(commit: SqliteCommit, { lane, key, reach }: StepOf<'touch'>): void {
  const record = commit.rows.records.get(key.type)?.get(key.id);
  if (record === undefined) return;
  const history = record.pos !== null && commit.rows.log.isKept(lane, record.pos);
  const at = nextPlace(commit, lane);
  const merged = [...new Set([...record.reach, ...reach])];
  putLogged(commit, { lane, at, record: { ...record, reach: merged, pos: at.seq }, history });
}

function place({ rows }: SqliteCommit, { key, via, viaAt }: StepOf<'place'>): void {
  const records = rows.records.get(key.type);
  const record = records?.get(key.id);
  if (record) records?.put({ ...record, via, viaAt });
}

export function applyStep(commit: SqliteCommit, step: Step): void {
  const { links, attention, outbox, milestones } = commit.rows;
  switch (step.do) {
    case 'write':
      return write(commit, step);
    case 'replicate':
      return replicate(commit, step);
    case 'place':
      return place(commit, step);
    case 'touch':
      return touch(commit, step);
    case 'cursor':
      return links.putCursor(step.cursor);
    case 'receipt':
      return links.putReceipt(step.receipt);
    case 'peer':
      return links.putPeer(step.peer);
    case 'contact':
      return links.putContact(step.contact);
    case 'meta':
      return links.putMeta(step.key, step.value);
    case 'milestone':
      return milestones.add(step.milestone);
    case 'verified':
      return links.putVerification(step.verification);
    case 'quarantine':
      return attention.putQuarantine(step.item);
    case 'release':
      return attention.release(step.ref, step.state, step.at);
    case 'supersede':
      return attention.supersede(step.key, step.at);
    case 'conflict':
      return attention.putConflict(step.item);
    case 'settle':
      return attention.settle(step.ref, step.at);
    case 'hold':
      return attention.hold(step.item);
    case 'unhold':
      return attention.unhold(step.ref);
    case 'enqueue':
      return outbox.enqueue(step);
    case 'dequeue':
      return outbox.dequeue(step.n);
    case 'postpone':
      return outbox.postpone(step);
  }
}

export function holds({ records, links, log }: StoreRows, guard: Guard): boolean {
  switch (guard.is) {
    case 'cursor': {
      const at = links.cursor(guard.peer, guard.lane)?.at ?? ORIGIN;
      return at.seq === guard.at.seq && at.epoch === guard.at.epoch;
    }
    case 'record':
      return (records.get(guard.key.type)?.rev(guard.key.id) ?? null) === guard.rev;
    case 'peer':
      return (links.peer(guard.site)?.n ?? 0) === guard.n;
    case 'head':
      return log.head(guard.lane).seq === guard.seq;
  }
}
