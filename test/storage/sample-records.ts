import { LANES } from '@lianxue/shared/replication/model.ts';
import type { Entry, Lane, StoredRecord } from '@lianxue/shared/replication/model.ts';
import type {
  Conflict,
  Contact,
  Epochs,
  Held,
  OwnWrite,
  Peer,
  Plan,
  Quarantined,
  Step,
} from '@lianxue/shared/replication/store.ts';
import type { KnownType } from '@lianxue/shared/storage/known-types.ts';
import { recordTable } from '@lianxue/shared/storage/kit.ts';

/** Two plain types in one lane and one that keeps history in another. */
export const sampleTypes: KnownType[] = [
  { name: 'course', lane: 'catalog' },
  { name: 'notice', lane: 'catalog' },
  { name: 'visit', lane: 'bulk' },
];
export const sampleTables = [
  recordTable({ name: 'course', type: 'course', fields: { title: 'text' }, indexes: [['title']] }),
  recordTable({ name: 'notice', type: 'notice', fields: { urgent: 'boolean' } }),
  recordTable({ name: 'visit', type: 'visit', fields: { minutes: 'integer' } }),
];

/** What a process that found logs ending in `inherited` would propose. */
export function epochs(proposed: string, inherited: Partial<Record<Lane, string>> = {}): Epochs {
  const lanes = LANES.map((lane) => [lane, { inherited: inherited[lane] ?? '', proposed }]);
  return Object.fromEntries(lanes) as Epochs;
}

export const plan = (steps: Step[], more: Partial<Plan> = {}): Plan => ({
  guards: [],
  steps,
  epochs: epochs('e1'),
  ...more,
});

export function ownWrite(type: string, id: string, body: object | null = { title: id }): OwnWrite {
  return {
    type,
    id,
    owner: 'here',
    trail: [],
    version: 1,
    op: body === null ? 'del' : 'put',
    schemaVersion: 1,
    at: 1_700_000_000_000,
    hash: `hash of ${id}`,
    sig: `sig of ${id}`,
    body: body && JSON.stringify(body),
    audience: [],
    reach: [],
  };
}

export const write = (type: string, id: string, body?: object | null): Step => ({
  do: 'write',
  lane: laneOf(type),
  record: ownWrite(type, id, body),
  history: type === 'visit',
});

export const erase = (type: string, id: string): Step => ({
  do: 'write',
  lane: laneOf(type),
  record: { ...ownWrite(type, id, null), op: 'erase', version: 9 },
  history: type === 'visit',
});

export const received = (type: string, id: string, seq = 1): StoredRecord => ({
  ...ownWrite(type, id),
  owner: 'there',
  rev: `x.${seq}`,
  trail: ['x.0', 'w.7'],
  via: 'there',
  viaAt: { epoch: 'x', seq },
  pos: null,
  audience: ['site:a'],
  reach: ['site:a', 'site:b'],
});

export const replicate = (record: StoredRecord, log: boolean): Step => ({
  do: 'replicate',
  lane: laneOf(record.type),
  record,
  history: record.type === 'visit',
  log,
});

const laneOf = (type: string): Lane =>
  sampleTypes.find(({ name }) => name === type)?.lane ?? 'catalog';

const entry = (type: string, id: string): Entry => {
  const { via: _via, viaAt: _at, pos: _pos, audience: _a, reach: _r, ...v } = received(type, id);
  return { ...v, seq: 4 };
};

export const quarantined = (ref: string, more: Partial<Quarantined> = {}): Quarantined => ({
  ref,
  type: 'course',
  id: 'c1',
  peer: 'there',
  lane: 'catalog',
  at: { epoch: 'x', seq: 4 },
  faults: [{ code: 'BAD_FIELD', field: 'title', zh: '太长', en: 'too long' }],
  raw: '{"q":4}\t{"title":"…"}',
  state: 'open',
  since: 5,
  settledAt: 0,
  ...more,
});

export const conflict = (ref: string): Conflict => ({
  ref,
  type: 'course',
  id: 'c1',
  from: 'there',
  theirs: entry('course', 'c1'),
  oursRev: 'e1.1',
  since: 5,
  state: 'open',
  settledAt: 0,
});

export const held = (ref: string, owner = 'third'): Held => ({
  ref,
  type: 'course',
  id: 'c1',
  owner,
  from: 'there',
  entry: entry('course', 'c1'),
  since: 5,
});

export const peer = (site: string, n = 1): Peer => ({
  site,
  parent: 'here',
  role: 'down',
  active: true,
  tokens: ['site:a'],
  sees: null,
  tokensEver: ['site:a', 'site:b'],
  keys: ['ed25519:AAAA'],
  regrant: null,
  clonedAt: 0,
  n,
});

export const contact = (of: string): Contact => ({
  peer: of,
  lastAttemptAt: 3,
  lastSuccessAt: 2,
  lastError: 'BUSY',
  heads: { bulk: 7 },
  software: '0.1.0',
  types: [{ name: 'course', version: 1 }],
  returned: '',
});
