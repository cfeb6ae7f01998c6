import type { Test } from 'tap';
import type { Store } from '@lianxue/shared/replication/store.ts';
import { testLog } from './log-contract.ts';
import {
  conflict,
  contact,
  erase,
  held,
  peer,
  plan,
  quarantined,
  received,
  replicate,
  write,
} from './sample-records.ts';

type OpenStore = (t: Test) => Promise<Store> | Store;

/** The one suite that every store passes; `open` gives an empty one with the sample types. */
export function testStore(t: Test, open: OpenStore): void {
  testLog(t, open);
  testLinks(t, open);
  testAttention(t, open);
  testOutbox(t, open);
}

function testLinks(t: Test, open: OpenStore): void {
  t.test('cursors and receipts are kept by peer and lane', async (t) => {
    const store = await open(t);
    const at = { epoch: 'x', seq: 4 };
    const cursor = {
      peer: 'there',
      lane: 'bulk',
      at,
      lineage: [{ epoch: 'x', start: 0 }],
      owed: { epoch: 'x', seq: 9 },
    } as const;
    const receipt = { peer: 'there', lane: 'bulk', received: at, refused: [2, 3], at: 9 } as const;
    const moved = { ...cursor, lineage: [...cursor.lineage], at: { epoch: 'x', seq: 5 } };
    await store.commit(
      plan([
        { do: 'cursor', cursor: { ...cursor, lineage: [...cursor.lineage] } },
        { do: 'cursor', cursor: moved },
        { do: 'receipt', receipt: { ...receipt, refused: [...receipt.refused] } },
      ]),
    );
    t.strictSame(await store.cursor('there', 'bulk'), moved);
    t.equal(await store.cursor('there', 'catalog'), undefined);
    t.strictSame(await store.receipt('there', 'bulk'), receipt);
    t.equal(await store.receipt('other', 'bulk'), undefined);
    const guards = [{ is: 'cursor', peer: 'there', lane: 'bulk', at: moved.at } as const];
    t.match(await store.commit(plan([], { guards })), { ok: true });
    const forked = [{ ...guards[0], at: { epoch: 'y', seq: 5 } }] as typeof guards;
    t.match(await store.commit(plan([], { guards: forked })), { ok: false });
  });

  t.test('milestones of one feed come in order, from a place on', async (t) => {
    const store = await open(t);
    const at = (seq: number, more: object = {}) => ({
      do: 'milestone' as const,
      milestone: {
        peer: 'there',
        lane: 'bulk' as const,
        way: 'out' as const,
        at: { epoch: 'x', seq },
        sentAt: seq,
        doneAt: seq + 1,
        ...more,
      },
    });
    await store.commit(plan([at(3), at(9), at(5, { way: 'in' }), at(7, { peer: 'other' }), at(6)]));
    const feed = { peer: 'there', lane: 'bulk', way: 'out' } as const;
    const seqs = async (seq: number, limit = 9) =>
      (await store.milestones({ ...feed, seq, limit })).map((found) => found.at.seq);
    t.strictSame(await seqs(4), [9, 6]);
    t.strictSame(await seqs(0, 1), [3]);
    t.strictSame(await store.milestones({ ...feed, seq: 9, limit: 9 }), [at(9).milestone]);
  });

  t.test('comparisons are kept by peer, lane and way', async (t) => {
    const store = await open(t);
    const verification = {
      peer: 'there',
      lane: 'bulk',
      way: 'in',
      at: { epoch: 'x', seq: 4 },
      round: 7,
      done: { seq: 3, since: 2 },
      repaired: 1,
    } as const;
    const later = { ...verification, repaired: 2 };
    await store.commit(plan([{ do: 'verified', verification }]));
    await store.commit(plan([{ do: 'verified', verification: later }]));
    t.strictSame(await store.verification({ peer: 'there', lane: 'bulk', way: 'in' }), later);
    t.equal(await store.verification({ peer: 'there', lane: 'bulk', way: 'out' }), undefined);
  });

  t.test('peers, contacts and meta are replaced whole', async (t) => {
    const store = await open(t);
    const regrant = { before: ['site:b'], after: { type: 'course', id: 'c1' } };
    await store.commit(
      plan([
        { do: 'peer', peer: peer('b') },
        { do: 'peer', peer: peer('a') },
        { do: 'peer', peer: { ...peer('b', 2), regrant, active: false } },
        { do: 'contact', contact: contact('a') },
        { do: 'meta', key: 'restored', value: '1' },
        { do: 'meta', key: 'restored', value: '2' },
      ]),
    );
    t.strictSame(await store.peers(), [peer('a'), { ...peer('b', 2), regrant, active: false }]);
    t.strictSame(await store.peer('a'), peer('a'));
    t.equal(await store.peer('c'), undefined);
    t.strictSame(await store.contact('a'), contact('a'));
    t.equal(await store.contact('b'), undefined);
    t.equal(await store.meta('restored'), '2');
    const guards = [{ is: 'peer', site: 'b', n: 2 } as const];
    t.match(await store.commit(plan([], { guards })), { ok: true });
  });
}

function testAttention(t: Test, open: OpenStore): void {
  t.test('quarantine is released, superseded and found again', async (t) => {
    const store = await open(t);
    const other = quarantined('there/bulk/x.9', {
      lane: 'bulk',
      type: '',
      id: '',
      peer: 'other',
      faults: [],
    });
    await store.commit(
      plan([
        { do: 'quarantine', item: quarantined('there/catalog/x.5') },
        { do: 'quarantine', item: quarantined('there/catalog/x.4', { id: 'c2' }) },
        { do: 'quarantine', item: other },
      ]),
    );
    const refs = async (query: object) =>
      (await store.quarantine({ limit: 9, ...query })).map(({ ref }) => ref);
    t.strictSame(await refs({}), ['there/bulk/x.9', 'there/catalog/x.4', 'there/catalog/x.5']);
    t.strictSame(await refs({ after: 'there/bulk/x.9', limit: 1 }), ['there/catalog/x.4']);
    t.strictSame(await refs({ peer: 'other' }), ['there/bulk/x.9']);
    t.strictSame(await refs({ lane: 'bulk' }), ['there/bulk/x.9']);
    t.equal((await refs({ type: 'course' })).length, 2);
    t.equal((await refs({ code: 'BAD_FIELD' })).length, 2);
    t.equal((await refs({ code: 'BAD' })).length, 0);
    t.strictSame((await store.quarantine({ limit: 1 }))[0], other);
    t.equal(await store.countQuarantine(null), 3);
    t.equal(await store.countQuarantine('there'), 2);

    const item = quarantined('there/catalog/x.5', { raw: 'again', since: 6 });
    const key = { type: 'course', id: 'c2' };
    await store.commit(
      plan([
        { do: 'quarantine', item },
        { do: 'supersede', key, at: 7 },
        { do: 'release', ref: 'there/bulk/x.9', state: 'discarded', at: 8 },
        { do: 'release', ref: 'none', state: 'discarded', at: 8 },
      ]),
    );
    t.strictSame(await store.quarantine({ state: 'open', limit: 9 }), [item]);
    t.match(await store.quarantine({ state: 'superseded', limit: 9 }), [
      { id: 'c2', settledAt: 7 },
    ]);
    t.match(await store.quarantine({ state: 'discarded', limit: 9 }), [{ settledAt: 8 }]);
    await store.commit(plan([{ do: 'supersede', key, at: 9 }]));
    t.match(await store.quarantine({ state: 'superseded', limit: 9 }), [{ settledAt: 7 }]);
    t.equal(await store.countQuarantine(null), 1);
  });

  t.test('conflicts wait until they are settled', async (t) => {
    const store = await open(t);
    await store.commit(
      plan([
        { do: 'conflict', item: conflict('b') },
        { do: 'conflict', item: conflict('a') },
        { do: 'settle', ref: 'b', at: 6 },
        { do: 'settle', ref: 'none', at: 6 },
      ]),
    );
    const all = { after: '', limit: 9 };
    const settled = { ...conflict('b'), state: 'settled', settledAt: 6 };
    t.strictSame(await store.conflicts({ ...all, state: null }), [conflict('a'), settled]);
    t.strictSame(await store.conflicts({ ...all, state: 'open' }), [conflict('a')]);
    t.strictSame(await store.conflicts({ state: null, after: 'a', limit: 9 }), [settled]);
  });

  t.test('held versions wait for their owner', async (t) => {
    const store = await open(t);
    const items = [held('b'), held('a'), held('c', 'fourth')];
    await store.commit(plan(items.map((item) => ({ do: 'hold', item }))));
    t.strictSame(await store.held(['third'], '', 9), [held('a'), held('b')]);
    t.strictSame(await store.held(['third'], 'a', 9), [held('b')]);
    t.strictSame(await store.held(['third'], '', 1), [held('a')]);
    await store.commit(plan([{ do: 'unhold', ref: 'a' }]));
    t.strictSame(await store.held(['third'], '', 9), [held('b')]);
  });

  t.test('an erasure, own or received, leaves no body waiting anywhere', async (t) => {
    const gone = { ...received('course', 'c1'), op: 'erase', body: null } as const;
    for (const step of [erase('course', 'c1'), replicate(gone, false)]) {
      const store = await open(t);
      const other = quarantined('there/catalog/x.5', { id: 'c2' });
      await store.commit(
        plan([
          write('course', 'c1'),
          { do: 'quarantine', item: quarantined('there/catalog/x.4') },
          { do: 'quarantine', item: other },
          { do: 'conflict', item: conflict('a') },
          { do: 'hold', item: held('a') },
          step,
        ]),
      );
      const [first, second] = await store.quarantine({ limit: 9 });
      t.strictSame(first, { ...quarantined('there/catalog/x.4'), raw: '' });
      t.strictSame(second, other);
      const [left] = await store.conflicts({ state: null, after: '', limit: 9 });
      t.strictSame(left?.theirs, { ...conflict('a').theirs, body: null });
      t.strictSame(await store.held(['third'], '', 9), []);
      t.equal((await store.record({ type: 'course', id: 'c1' }))?.body, null);
    }
  });
}

function testOutbox(t: Test, open: OpenStore): void {
  t.test('the outbox keeps the order, and what failed', async (t) => {
    const store = await open(t);
    const enqueue = (job: string, id: string, at: number) =>
      ({ do: 'enqueue', job, key: { type: 'course', id }, at }) as const;
    await store.commit(plan([enqueue('digest', 'c1', 5), enqueue('notify', 'c1', 5)]));
    await store.commit(plan([enqueue('digest', 'c2', 6)]));
    const all = await store.outbox({ limit: 9 });
    const [first, , third] = all;
    t.strictSame(
      all.map(({ job, id }) => `${job} ${id}`),
      ['digest c1', 'notify c1', 'digest c2'],
    );
    const n = first?.n ?? 0;
    const fresh = { job: 'digest', type: 'course', id: 'c1', at: 5, attempts: 0, dueAt: 5 };
    t.strictSame(first, { n, ...fresh, error: '' });
    t.strictSame(await store.outbox({ job: 'digest', limit: 9 }), [first, third]);
    t.strictSame(await store.outbox({ after: n + 1, limit: 9 }), [third]);
    t.strictSame(await store.outbox({ limit: 1 }), [first]);
    t.strictSame(await store.outbox({ dueBy: 5, limit: 9 }), all.slice(0, 2));
    t.strictSame(await store.countOutbox(), { waiting: 3, failed: 0 });

    const postpone = { do: 'postpone', n, error: 'INTERNAL' } as const;
    await store.commit(plan([{ ...postpone, attempts: 1, dueAt: 8 }]));
    t.strictSame((await store.outbox({ dueBy: 7, limit: 9 })).at(0)?.job, 'notify');
    t.equal((await store.outbox({ dueBy: 8, limit: 9 })).length, 3);
    await store.commit(plan([{ ...postpone, attempts: 2, dueAt: null }]));
    t.equal((await store.outbox({ dueBy: Infinity, limit: 9 })).length, 2, 'not by itself again');
    t.match(await store.outbox({ limit: 1 }), [{ n, attempts: 2, dueAt: null, error: 'INTERNAL' }]);
    t.strictSame(await store.countOutbox(), { waiting: 2, failed: 1 });

    const steps = all.map((item) => ({ do: 'dequeue', n: item.n }) as const);
    await store.commit(plan([...steps, { do: 'dequeue', n: 999 }]));
    await store.commit(plan([enqueue('digest', 'c3', 7)]));
    t.ok((await store.outbox({ limit: 9 }))[0]!.n > third!.n, 'numbers do not come again');
  });
}
