import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { newId } from '@lianxue/shared/base/ids.ts';
import type { Store } from '@lianxue/shared/replication/store.ts';
import { startNetwork } from '../support/network.ts';
import type { SiteProcess } from '../support/site-process.ts';

async function learn(node: SiteProcess, count: number): Promise<void> {
  for (let done = 0; done < count; done += 100)
    await node.site.engine.transact(async (work) => {
      for (let i = 0; i < Math.min(100, count - done); i++)
        await work.put(
          { type: 'LearningRecord', id: newId(Date.now()) },
          {
            learnerId: 'l1',
            branch: node.name,
            courseId: 'C1@1',
            courseVersion: 1,
            startedAt: 1,
            recordedAt: 2,
            activeSeconds: 3,
            completion: 0.5,
            flags: [],
            kind: 'recorded',
          },
        );
    });
}

const countOf = (site: SiteProcess): unknown =>
  site.site.db.$client.prepare('select count(*) from learning_records').pluck().get();

/** Makes commits of batches slow; resolves when the first such commit has begun. */
function slowIntake(store: Store, ms: number): Promise<void> {
  const commit = store.commit.bind(store);
  return new Promise((begun) => {
    store.commit = async (plan) => {
      if (!plan.steps.some((step) => step.do === 'replicate')) return commit(plan);
      begun();
      await sleep(ms);
      return commit(plan);
    };
  });
}

t.test('a hub that stops finishes the push it has begun, and says so', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const zj = network.node('zj');
  await network.settle();
  const begun = slowIntake(network.hub.site.store, 400);
  await learn(zj, 10);
  await begun;
  const stopping = Date.now();
  await network.hub.stop();
  t.ok(Date.now() - stopping < 5_000, 'in good time, though a pull was held open');
  await sleep(50);
  const receipt = await zj.site.store.receipt('hub', 'bulk');
  t.equal(receipt?.received.seq, 10, 'the node got its receipt');
  await network.hub.start();
  t.equal(countOf(network.hub), 10);
  await network.settle();
});

t.test('a node that stops amid a push loses nothing and sends nothing twice', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const begun = slowIntake(hub.site.store, 200);
  await learn(zj, 3_000);
  await begun;
  const stopping = Date.now();
  await zj.stop();
  t.ok(Date.now() - stopping < 5_000);
  await zj.start();
  await learn(zj, 500);
  await network.settle();
  t.equal(countOf(hub), 3_500);
  t.equal((await hub.site.engine.status()).quarantined, 0);
});

t.test('both stop and start again and again while records are written', async (t) => {
  const network = await startNetwork({ branches: ['zj', 'hb'] });
  t.teardown(() => network.stop());
  for (let round = 0; round < 4; round++) {
    const [zj, hb] = [network.node('zj'), network.node('hb')];
    await learn(zj, 250);
    const stopping = round % 2 === 0 ? network.hub : zj;
    await Promise.all([stopping.stop(), learn(hb, 150)]);
    await stopping.start();
  }
  await network.settle();
  t.equal(countOf(network.hub), 4 * 400);
  t.equal((await network.hub.site.engine.status()).quarantined, 0);
});
