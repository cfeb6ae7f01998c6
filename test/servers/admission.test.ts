import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { createCrypto } from '@lianxue/shared/base/crypto.ts';
import { isCoded } from '@lianxue/shared/base/errors.ts';
import { readKeyFile } from '@lianxue/shared/base/keys.ts';
import { createTokenSigner } from '@lianxue/shared/federation/peer-token.ts';
import { createSyncClient } from '@lianxue/shared/federation/sync-client.ts';
import type { SyncClient } from '@lianxue/shared/federation/sync-client.ts';
import { Admission, ADMISSION } from '@lianxue/shared/server/admission.ts';
import type { Place } from '@lianxue/shared/server/admission.ts';
import { keyFile } from '@lianxue/shared/server/site.ts';
import { LANES } from '@lianxue/shared/replication/model.ts';
import { request } from 'undici';
import { startNetwork } from '../support/network.ts';
import { sendAs } from '../support/raw-sync.ts';
import type { SiteProcess } from '../support/site-process.ts';

const open = (limits: Partial<typeof ADMISSION>) =>
  new Admission({ ...ADMISSION, ...limits }, () => 0.5);

t.test('never more at work than there are places, and each gets its turn', async (t) => {
  const admission = open({ places: 3, perSite: 100 });
  let most = 0;
  let done = 0;
  const one = async (i: number): Promise<void> => {
    const place = await admission.enter(`s${i % 7}`);
    most = Math.max(most, admission.figures().working);
    await place.rest(sleep(i % 3));
    most = Math.max(most, admission.figures().working);
    place.leave();
    place.leave();
    done += 1;
  };
  await Promise.all(Array.from({ length: 60 }, (_, i) => one(i)));
  t.equal(done, 60);
  t.ok(most <= 3, 'bounded');
  t.match(admission.figures(), { working: 0, waiting: 0, refused: 0 });
});

t.test(
  'a resting place lets another in, and goes before new ones when it comes back',
  async (t) => {
    const admission = open({ places: 1 });
    const order: string[] = [];
    const pull = await admission.enter('a');
    let news = (): void => undefined;
    const resting = pull.rest(new Promise<void>((resolve) => (news = resolve)));
    const second = await admission.enter('b');
    const third = admission.enter('c').then((place: Place) => {
      order.push('new');
      place.leave();
    });
    news();
    await sleep(1);
    second.leave();
    await resting;
    order.push('back');
    pull.leave();
    await third;
    t.strictSame(order, ['back', 'new']);
    t.equal(admission.figures().working, 0);

    const gone = await admission.enter('a');
    const left = gone.rest(sleep(5));
    gone.leave();
    await left;
    t.equal(admission.figures().working, 0, 'who left while resting takes no place');
  },
);

t.test('who cannot be taken in time is told when to come again', async (t) => {
  const busy = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: unknown) => (isCoded(error, 'BUSY') ? error.retryAfterMs : error),
    );
  const admission = open({ places: 1, waitMs: 20, queue: 1, perSite: 2, sendBytes: 10 });
  const first = await admission.enter('a');
  const late = busy(admission.enter('b'));
  t.equal(await busy(admission.enter('c')), 5_500, 'the queue is full');
  t.equal(await late, 5_500, 'too long a wait');
  t.match(admission.figures(), { working: 1, waiting: 0, refused: 2 });
  const again = admission.enter('a');
  t.equal(await busy(admission.enter('a')), 5_500, 'one site may not take it all');
  first.leave();
  (await again).leave();
  const sent = admission.send(10);
  t.equal(await busy(admission.enter('a')), 5_500, 'too much on its way out');
  sent();
  sent();
  (await admission.enter('a')).leave();
  t.match(admission.figures(), { working: 0, sending: 0 });
});

function clientOf(hub: SiteProcess, node: SiteProcess) {
  const signer = createTokenSigner({
    site: node.name,
    audience: 'hub',
    crypto: createCrypto(readKeyFile(keyFile(node.dataDir))),
    now: () => Date.now(),
    newToken: () => crypto.randomUUID(),
  });
  return createSyncClient({ url: hub.url, tokenFor: signer });
}

const PULL = {
  speaker: { id: 'test', turn: 1 },
  lanes: LANES.map((lane) => ({
    lane,
    cursor: { epoch: '', seq: 0 },
    owed: { epoch: '', seq: 0 },
    refused: [],
  })),
  heads: {},
  waitMs: 0,
  maxEntries: 1000,
};

const figuresOf = async (hub: SiteProcess): Promise<Record<string, number>> => {
  const { body } = await request(`${hub.url}/readyz`);
  return ((await body.json()) as { sync: Record<string, number> }).sync;
};

t.test('a herd is served or told when to come again, and long polls hold no place', async (t) => {
  const network = await startNetwork({
    branches: ['zj', 'hb'],
    hub: { syncPlaces: 2, syncWaitMs: 40 },
    pollMs: 20_000,
  });
  t.teardown(() => network.stop());
  const { hub } = network;
  let idle = false;
  for (let i = 0; i < 200 && !idle; i += 1, await sleep(20))
    idle = (await figuresOf(hub))['working'] === 0;
  t.ok(idle, 'both nodes wait for news, and take no place');

  const clients = ['zj', 'hb'].map((code) => clientOf(hub, network.node(code)));
  const slow = hub.site.store.log.bind(hub.site.store);
  hub.site.store.log = async (lane) => {
    await sleep(5);
    return slow(lane);
  };
  const calls = Array.from({ length: 60 }, (_, i) => (clients[i % 2] as SyncClient).pull(PULL));
  const ends = await Promise.allSettled(calls);
  hub.site.store.log = slow;
  const served = ends.filter(({ status }) => status === 'fulfilled').length;
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  t.ok(served > 0 && refused.length > 0, `${served} served, ${refused.length} refused`);
  for (const error of refused) t.ok(isCoded(error, 'BUSY') && error.retryAfterMs >= 1_000);
  t.ok(((await figuresOf(hub))['refused'] ?? 0) >= refused.length);
  for (const client of clients) await client.close();

  const academy = await hub.as('academy');
  await academy.ask('{ courses { totalCount } }');
  await network.settle();
});

t.test('a reader that takes its answer too slowly is cut, and others are not', async (t) => {
  const network = await startNetwork({ branches: ['zj'], hub: { syncSendMs: 300 } });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  await zj.stop();
  const text = '长'.repeat(15_000);
  for (let i = 0; i < 60; i += 1)
    await hub.site.engine.transact((work) =>
      work.put(
        { type: 'Announcement', id: `a${i}` },
        { title: `${i}`, text, importance: 'normal', audience: ['*'], state: 'published' },
      ),
    );
  // More than the system's own buffers take.
  const pulls = Array.from(
    { length: 10 },
    (_, i) => `p${i}: syncPull(input: $input) { batches { entries } }`,
  );
  const plain = JSON.stringify({
    query: `mutation($input: SyncPullInput!) { ${pulls.join(' ')} }`,
    variables: { input: { ...PULL, heads: [] } },
  });
  const body = Buffer.from(plain);
  const token = createTokenSigner({
    site: 'zj',
    audience: 'hub',
    crypto: createCrypto(readKeyFile(keyFile(zj.dataDir))),
    now: () => Date.now(),
    newToken: () => crypto.randomUUID(),
  })({ method: 'POST', path: '/graphql', body });
  const socket = connect({ port: Number(new URL(hub.url).port), host: '127.0.0.1' });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n` +
      `authorization: Bearer ${token}\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  socket.write(body);
  const until = async (is: (figures: Record<string, number>) => boolean): Promise<boolean> => {
    for (let i = 0; i < 200; i += 1, await sleep(20)) if (is(await figuresOf(hub))) return true;
    return false;
  };
  t.ok(await until((now) => (now['sending'] ?? 0) > 5_000_000), 'an answer is on its way');
  t.ok(await until((now) => now['working'] === 0), 'and holds no place');
  t.equal((await sendAs(hub, zj)).status, 200, 'others are answered meanwhile');
  t.ok(await until((now) => now['sending'] === 0), 'what it did not take is forgotten');
  socket.resume();
  await closed;
  t.pass('it is cut');
  await zj.start();
  await network.settle();
  t.match(await zj.site.store.record({ type: 'Announcement', id: 'a59' }), { op: 'put' });
});
