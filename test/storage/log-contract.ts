import type { Test } from 'tap';
import type { Step, Store } from '@lianxue/shared/replication/store.ts';
import { epochs, erase, ownWrite, plan, received, replicate, write } from './sample-records.ts';

type OpenStore = (t: Test) => Promise<Store> | Store;

/** What every store owes the engine about records and the log of its own site. */
export function testLog(t: Test, open: OpenStore): void {
  t.test('an empty store is before everything', async (t) => {
    const store = await open(t);
    t.strictSame(await store.log('bulk'), { head: { epoch: '', seq: 0 }, lineage: [] });
    t.strictSame(await store.feed('bulk', 0, 10), { rows: [], to: 0 });
    t.strictSame(await store.feed('bulk', 7, 10), { rows: [], to: 7 });
    t.equal(await store.record({ type: 'course', id: 'c1' }), undefined);
    t.equal(await store.record({ type: 'unknown', id: 'c1' }), undefined);
  });

  t.test('writes are numbered densely in each lane', async (t) => {
    const store = await open(t);
    const first = await store.commit(
      plan([write('course', 'c1'), write('visit', 'v1'), write('notice', 'n1')]),
    );
    t.strictSame(first, { ok: true, revs: ['e1.1', 'e1.1', 'e1.2'] });
    const second = await store.commit(plan([write('course', 'c2')]));
    t.strictSame(second, { ok: true, revs: ['e1.3'] });
    t.strictSame(await store.log('catalog'), {
      head: { epoch: 'e1', seq: 3 },
      lineage: [{ epoch: 'e1', start: 0 }],
    });
    const record = await store.record({ type: 'course', id: 'c2' });
    t.strictSame(record, {
      ...ownWrite('course', 'c2'),
      rev: 'e1.3',
      via: null,
      viaAt: null,
      pos: 3,
    });
  });

  t.test('a process starts its epoch with its first append to a lane', async (t) => {
    const store = await open(t);
    await store.commit(plan([write('course', 'c1'), write('visit', 'v1')]));
    const later = { epochs: epochs('e2', { catalog: 'e1', bulk: 'e1' }) };
    await store.commit(plan([{ do: 'meta', key: 'k', value: 'v' }], later));
    t.equal((await store.log('catalog')).lineage.length, 1, 'not before it appends');
    const outcome = await store.commit(plan([write('course', 'c2'), write('course', 'c3')], later));
    t.strictSame(outcome, { ok: true, revs: ['e2.2', 'e2.3'] });
    await store.commit(plan([write('course', 'c4')], later));
    t.strictSame(await store.log('catalog'), {
      head: { epoch: 'e2', seq: 4 },
      lineage: [
        { epoch: 'e1', start: 0 },
        { epoch: 'e2', start: 1 },
      ],
    });
    t.strictSame((await store.log('bulk')).lineage, [{ epoch: 'e1', start: 0 }]);
    const { rows } = await store.feed('catalog', 0, 10);
    t.strictSame(
      rows.map(({ epoch, seq }) => `${epoch}.${seq}`),
      ['e1.1', 'e2.2', 'e2.3', 'e2.4'],
    );
  });

  t.test('a guard that does not hold stops the whole plan', async (t) => {
    const store = await open(t);
    const key = { type: 'course', id: 'c1' };
    await store.commit(plan([write('course', 'c1')]));
    const at = { epoch: 'x', seq: 4 };
    const guards = [
      { is: 'record', key, rev: null },
      { is: 'record', key, rev: 'e1.9' },
      { is: 'record', key: { type: 'course', id: 'none' }, rev: 'e1.1' },
      { is: 'head', lane: 'catalog', seq: 0 },
      { is: 'head', lane: 'bulk', seq: 1 },
      { is: 'cursor', peer: 'there', lane: 'bulk', at },
      { is: 'peer', site: 'there', n: 1 },
    ] as const;
    for (const guard of guards) {
      const steps = [write('course', 'c2')];
      const outcome = await store.commit(plan(steps, { guards: [guard] }));
      t.strictSame(outcome, { ok: false, failed: guard });
    }
    t.equal((await store.log('catalog')).head.seq, 1);
    const holding = [
      { is: 'record', key, rev: 'e1.1' },
      { is: 'record', key: { type: 'course', id: 'none' }, rev: null },
      { is: 'head', lane: 'catalog', seq: 1 },
      { is: 'cursor', peer: 'there', lane: 'bulk', at: { epoch: '', seq: 0 } },
      { is: 'peer', site: 'there', n: 0 },
    ] as const;
    t.match(await store.commit(plan([], { guards: [...holding] })), { ok: true });
  });

  t.test('a plan whose last step fails writes nothing', async (t) => {
    const store = await open(t);
    await store.commit(plan([write('course', 'c1')]));
    const good = [
      write('course', 'c1', { title: 'changed' }),
      { do: 'meta', key: 'k', value: 'v' },
      { do: 'enqueue', job: 'digest', key: { type: 'course', id: 'c1' }, at: 1 },
    ] as const;
    const unknown = { ...write('course', 'c2'), record: ownWrite('planet', 'p1') } as never;
    const wrongLane = { ...write('course', 'c2'), lane: 'bulk' } as never;
    const rejected = { do: 'write', lane: 'catalog' } as never;
    for (const bad of [unknown, wrongLane, rejected])
      await t.rejects(
        store.commit(plan([...good, bad], { epochs: epochs('e2', { catalog: 'e1' }) })),
      );
    t.equal((await store.record({ type: 'course', id: 'c1' }))?.rev, 'e1.1');
    t.equal((await store.log('catalog')).lineage.length, 1);
    t.equal(await store.meta('k'), undefined);
    t.strictSame(await store.outbox({ limit: 10 }), []);
  });

  t.test('the feed has holes where a record was superseded', async (t) => {
    const store = await open(t);
    await store.commit(plan([write('course', 'c1'), write('course', 'c2'), write('course', 'c1')]));
    const { rows, to } = await store.feed('catalog', 0, 2);
    t.equal(to, 2);
    t.equal(rows[0]?.record, undefined);
    t.match(rows[0], { epoch: 'e1', seq: 1, type: 'course', id: 'c1' });
    t.equal(rows[1]?.record?.rev, 'e1.2');
    t.equal((await store.feed('catalog', 2, 2)).rows[0]?.record?.rev, 'e1.3');
    t.equal((await store.feed('catalog', 2, 2)).to, 3);
  });

  t.test('history is fed as it was logged', async (t) => {
    const store = await open(t);
    await store.commit(plan([write('visit', 'v1', { minutes: 1 })]));
    await store.commit(plan([write('visit', 'v1', { minutes: 2 })]));
    await store.commit(plan([replicate(received('visit', 'v2'), true)]));
    const { rows } = await store.feed('bulk', 0, 10);
    t.strictSame(
      rows.map(({ record }) => [record?.rev, record?.pos, record?.body]),
      [
        ['e1.1', 1, '{"minutes":1}'],
        ['e1.2', 2, '{"minutes":2}'],
        ['x.1', 3, '{"title":"v2"}'],
      ],
    );
    t.strictSame(rows[2]?.record, { ...received('visit', 'v2'), pos: 3 });
  });

  t.test('a received version is logged only when it is passed on', async (t) => {
    const store = await open(t);
    await store.commit(plan([replicate(received('course', 'c1'), false)]));
    t.strictSame(await store.record({ type: 'course', id: 'c1' }), received('course', 'c1'));
    t.equal((await store.log('catalog')).head.seq, 0);
    t.strictSame((await store.log('catalog')).lineage, [], 'no epoch without an append');
    await store.commit(plan([replicate(received('course', 'c1', 2), true)]));
    const record = await store.record({ type: 'course', id: 'c1' });
    t.strictSame(record, { ...received('course', 'c1', 2), pos: 1 });
    t.strictSame((await store.feed('catalog', 0, 9)).rows[0]?.record, record);
    await store.commit(plan([replicate(received('course', 'c1', 3), false)]));
    t.equal((await store.feed('catalog', 0, 9)).rows[0]?.record, undefined);
  });

  t.test('touch logs a record again and widens its reach', async (t) => {
    const store = await open(t);
    await store.commit(
      plan([replicate(received('course', 'c1'), false), write('visit', 'v1', { minutes: 1 })]),
    );
    const touch: Omit<Extract<Step, { do: 'touch' }>, 'key'> = {
      do: 'touch',
      lane: 'catalog',
      reach: ['site:b', 'site:c'],
    };
    await store.commit(
      plan([
        { ...touch, key: { type: 'course', id: 'c1' } },
        { ...touch, key: { type: 'course', id: 'none' } },
        { ...touch, lane: 'bulk', key: { type: 'visit', id: 'v1' } },
      ]),
    );
    const reach = ['site:a', 'site:b', 'site:c'];
    const record = { ...received('course', 'c1'), pos: 1, reach };
    t.strictSame(await store.record({ type: 'course', id: 'c1' }), record);
    t.equal((await store.log('catalog')).head.seq, 1, 'a missing record is left alone');
    await store.commit(plan([write('visit', 'v1', { minutes: 2 })]));
    const { rows } = await store.feed('bulk', 1, 1);
    t.equal(rows[0]?.record?.body, '{"minutes":1}', 'history stays with the new place');
  });

  t.test('place changes only where a record came from', async (t) => {
    const store = await open(t);
    await store.commit(plan([replicate(received('course', 'c1'), true)]));
    const viaAt = { epoch: 'y', seq: 12 };
    const place = { do: 'place', via: 'other', viaAt } as const;
    await store.commit(
      plan([
        { ...place, key: { type: 'course', id: 'c1' } },
        { ...place, key: { type: 'course', id: 'none' } },
      ]),
    );
    t.strictSame(await store.record({ type: 'course', id: 'c1' }), {
      ...received('course', 'c1'),
      pos: 1,
      via: 'other',
      viaAt,
    });
    t.equal((await store.log('catalog')).head.seq, 1);
  });

  t.test('records come in the order asked, tombstones too', async (t) => {
    const store = await open(t);
    await store.commit(plan([write('course', 'c1'), write('notice', 'n1', null)]));
    const keys = [
      { type: 'notice', id: 'n1' },
      { type: 'course', id: 'c9' },
      { type: 'course', id: 'c1' },
    ];
    const found = await store.records(keys);
    t.strictSame(
      found.map((record) => record && [record.id, record.op, record.body]),
      [['n1', 'del', null], undefined, ['c1', 'put', '{"title":"c1"}']],
    );
  });

  t.test('scan pages through tables in the order of keys', async (t) => {
    const store = await open(t);
    const own = ['b', 'd', 'a', 'Z', '学'].map((id) => write('course', id));
    const theirs = ['c', 'e'].map((id) => replicate(received('notice', id), true));
    await store.commit(plan([...theirs, ...own, write('visit', 'v')]));
    const types = ['notice', 'course'];
    const seen: string[] = [];
    for (let after = null as { type: string; id: string } | null; ;) {
      const page = await store.scan({ types, after, limit: 2 });
      seen.push(...page.map(({ type, id }) => `${type}/${id}`));
      after = page.at(-1) ?? null;
      if (after === null) break;
    }
    const courses = ['Z', 'a', 'b', 'd', '学'].map((id) => `course/${id}`);
    t.strictSame(seen, [...courses, 'notice/c', 'notice/e']);
    await store.commit(plan([write('course', 'aa')]));
    const all = await store.scan({
      types: ['course'],
      after: { type: 'course', id: 'a' },
      limit: 1,
    });
    t.equal(all[0]?.id, 'aa', 'what was added since the last scan is in its place');
  });

  t.test('scan by peer finds what is owned by it or came from it', async (t) => {
    const store = await open(t);
    const relayed = { ...received('course', 'far'), owner: 'third' };
    const elsewhere = { ...received('course', 'moved'), via: 'other' };
    await store.commit(
      plan([
        write('course', 'mine'),
        replicate(relayed, true),
        replicate(elsewhere, true),
        replicate({ ...relayed, id: 'none', via: 'other' }, true),
      ]),
    );
    const found = await store.scan({ types: ['course'], peer: 'there', after: null, limit: 9 });
    t.strictSame(
      found.map(({ id }) => id),
      ['far', 'moved'],
    );
  });

  t.test('what came by a stretch of a feed is found in its order', async (t) => {
    const store = await open(t);
    const at = (type: string, id: string, seq: number) => replicate(received(type, id, seq), true);
    await store.commit(
      plan([
        write('course', 'mine'),
        at('course', 'c7', 7),
        at('notice', 'n5', 5),
        at('course', 'c4', 4),
        at('course', 'c9', 9),
        replicate({ ...received('course', 'elsewhere', 6), via: 'other' }, true),
      ]),
    );
    const types = ['course', 'notice'];
    const found = await store.ranged({ types, via: 'there', after: 4, to: 7 });
    t.strictSame(
      found.map(({ id }) => id),
      ['n5', 'c7'],
    );
    const notices = await store.ranged({ types: ['notice'], via: 'there', after: 0, to: 99 });
    t.equal(notices.length, 1);
  });

  t.test('an erasure takes every body of the record along', async (t) => {
    const store = await open(t);
    await store.commit(plan([write('visit', 'v1', { minutes: 7 }), write('visit', 'v2')]));
    await store.commit(plan([write('visit', 'v1', { minutes: 8 })]));
    await store.commit(plan([erase('visit', 'v1')]));
    t.match(await store.record({ type: 'visit', id: 'v1' }), { op: 'erase', body: null });
    const { rows, to } = await store.feed('bulk', 0, 10);
    t.equal(to, 4);
    t.strictSame(
      rows.map(({ record }) => record && [record.id, record.op]),
      [undefined, ['v2', 'put'], undefined, ['v1', 'erase']],
    );
  });
}
