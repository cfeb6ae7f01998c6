import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { startNetwork } from '../support/network.ts';
import type { SiteProcess } from '../support/site-process.ts';

/** A copied machine: two processes with one key are noticed and held, and nothing that either wrote is lost. */

const STATUS = '{ syncStatus { peers { site state lastError { code } } } }';

async function register({ site }: SiteProcess, id: string): Promise<void> {
  const body = { homeBranch: 'zj', state: 'active', unit: id };
  await site.engine.transact((work) => work.put({ type: 'Learner', id }, body));
}

async function until(is: () => Promise<boolean>): Promise<boolean> {
  for (let i = 0; i < 400; i += 1, await sleep(25)) if (await is()) return true;
  return false;
}

t.test('a clone', async (t) => {
  const network = await startNetwork({ branches: ['zj', 'hb'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const office = await hub.as('office');
  const peerOf = async (site: string) =>
    (await office.ask(STATUS))['syncStatus'].peers.find(
      (peer: { site: string }) => peer.site === site,
    );
  const isHeld = async () => (await peerOf('zj')).lastError?.code === 'CLONED';

  await t.test('is not what a restart or a copy that replaced its original is', async (t) => {
    for (let i = 0; i < 5; i += 1) {
      await zj.stop();
      await zj.start();
      await register(zj, `restart-${i}`);
      await network.settle();
    }
    t.notOk(await isHeld());
  });

  await zj.stop();
  const twin = await network.twin('zj');
  await zj.start();
  await twin.start();

  await t.test('is noticed, and held without harm to others', async (t) => {
    t.ok(await until(isHeld), 'the hub sees it');
    t.match(await peerOf('zj'), { state: 'error' });
    t.match(await peerOf('hb'), { state: 'ok' });
    t.ok(hub.logLines.some((line) => line.includes('two machines')));
    const told = async ({ site }: SiteProcess) =>
      (await site.engine.status()).peers[0]?.lastError === 'CLONED';
    t.ok(await until(() => told(zj)), 'one machine is told');
    t.ok(await until(() => told(twin)), 'and the other');
    for (const machine of [zj, twin])
      t.notOk(await machine.site.engine.settled(), 'neither promises anything meanwhile');
    await hub.stop();
    await hub.start();
    t.ok((await hub.site.store.peer('zj'))?.clonedAt, 'also after a restart');
  });

  await t.test('goes on as one when staff say so, with what both wrote', async (t) => {
    await register(zj, 'here');
    await register(twin, 'there');
    await zj.stop();
    const again = await hub.as('office');
    const end = 'mutation { endHold(site: "zj") }';
    t.same(await again.ask(end), { endHold: true });
    t.same(await again.ask(end), { endHold: false });
    const atHub = async (id: string) =>
      (await hub.site.store.record({ type: 'Learner', id }))?.op === 'put';
    t.ok(await until(() => atHub('there')), 'the copy hands over what it has');
    await twin.stop();
    await zj.start();
    t.ok(await until(() => atHub('here')), 'the original goes on');
    await network.settle();
    for (const id of ['here', 'there'])
      t.match(await zj.site.store.record({ type: 'Learner', id }), { op: 'put' }, `${id} is at zj`);
    t.equal((await hub.site.store.peer('zj'))?.clonedAt, 0);
    t.ok(await until(() => zj.site.engine.settled()), 'and promises again');
    const staff = await zj.as('staff');
    t.match(await staff.send(end), { errors: [{}] }, 'a branch cannot end its own hold');
  });
});
