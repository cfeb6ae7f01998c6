import t from 'tap';
import { createMemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';
import { erase, epochs, plan, quarantined, sampleTypes, write } from './sample-records.ts';
import { testStore } from './store-contract.ts';

testStore(t, () => createMemoryStore({ types: sampleTypes }));

t.test('an old image can be restored, more than once', async (t) => {
  const store = createMemoryStore({ types: sampleTypes });
  await store.commit(plan([write('course', 'c1')]));
  const backup = store.snapshot();
  for (const epoch of ['e2', 'e3']) {
    await store.commit(plan([write('course', 'c2')], { epochs: epochs(epoch, { catalog: 'e1' }) }));
    t.equal((await store.log('catalog')).lineage.length, 2);
    store.restore(backup);
    t.strictSame((await store.log('catalog')).head, { epoch: 'e1', seq: 1 });
    t.equal(await store.record({ type: 'course', id: 'c2' }), undefined);
  }
});

t.test('truncating leaves what stood before the commits dropped', async (t) => {
  const store = createMemoryStore({ types: sampleTypes, journal: 10 });
  const enqueue = (id: string) =>
    ({ do: 'enqueue', job: 'digest', key: { type: 'course', id }, at: 1 }) as const;
  const item = quarantined('q', { type: 'visit', id: 'v1' });
  await store.commit(
    plan([write('visit', 'v1'), write('course', 'c1'), { do: 'quarantine', item }]),
  );
  await store.commit(plan([enqueue('a'), enqueue('b')]));
  const before = await look();
  await store.commit(plan([erase('visit', 'v1')], { epochs: epochs('e2', { bulk: 'e1' }) }));
  await store.commit(plan([{ do: 'dequeue', n: 1 }, write('course', 'c0'), enqueue('c')]));
  t.notSame(await look(), before);
  t.equal(store.truncate(2), 2);
  t.strictSame(await look(), before);
  t.equal(store.truncate(9), 2, 'no more than there is');
  t.equal((await store.log('bulk')).head.seq, 0);

  async function look() {
    return {
      feed: await store.feed('bulk', 0, 9),
      logs: [await store.log('bulk'), await store.log('catalog')],
      courses: await store.scan({ types: ['course'], after: null, limit: 9 }),
      quarantine: await store.quarantine({ limit: 9 }),
      outbox: await store.outbox({ limit: 9 }),
    };
  }
});
