import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { RESTORED } from '@lianxue/shared/replication/settled.ts';
import { releaseLeases } from '@lianxue/shared/server/jobs/release-leases.ts';
import type { Client } from '../support/client.ts';
import { startNetwork } from '../support/network.ts';
import type { TestNetwork } from '../support/network.ts';

const PUBLISH = `mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { id } }`;
const OPEN = `mutation ($input: OpenOfferingInput!) { openOffering(input: $input) { id } }`;
const LEASE = `mutation ($input: LeaseSeatsInput!) { leaseSeats(input: $input) { id quota used } }`;
const ENROL = `mutation ($input: EnrolInput!) { enrol(input: $input) { id seat revision } }`;
const CANCEL = `mutation ($id: ID!, $revision: Int!) { cancelEnrolment(id: $id, revision: $revision) { desired } }`;
const LEARNER = `mutation ($id: ID!) { registerLearner(input: {id: $id}) { id } }`;
const STATES = `{ enrolments(first: 100) { nodes { learnerId state decision { reason } } } }`;

async function open(
  network: TestNetwork,
  capacity: number,
): Promise<{ academy: Client; offeringId: string }> {
  const academy = await network.hub.as('academy');
  const course = {
    code: 'C1',
    version: 1,
    title: '课程',
    category: '党性教育',
    kind: 'on_site',
    minutes: 360,
    school: '浙江大学',
    licence: 'network',
    audience: ['*'],
  };
  await academy.ask(PUBLISH, { input: course });
  const input = {
    courseId: 'C1@1',
    title: '第一期',
    year: 2026,
    opensAt: Date.now(),
    closesAt: Date.now() + 1e9,
    capacity,
    audience: ['*'],
  };
  const opened = await academy.ask(OPEN, { input });
  await network.settle();
  return { academy, offeringId: opened['openOffering'].id };
}

const statesOf = async (client: Client): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await client.ask(STATES))['enrolments'].nodes.map(
      (node: { learnerId: string; state: string; decision: { reason: string } | null }) => [
        node.learnerId,
        `${node.state} ${node.decision?.reason ?? ''}`.trim(),
      ],
    ),
  );

t.test(
  'leased seats hold offline, the others go in order, and freed ones to who waits',
  async (t) => {
    let ahead = 0;
    const clock = {
      now: () => Date.now() + ahead,
      sleep: (ms: number) => sleep(ms, undefined, { ref: false }),
    };
    const network = await startNetwork({ branches: ['zj', 'hb'], clock, leaseGraceMs: 0 });
    t.teardown(() => network.stop());
    const { hub } = network;
    const { academy, offeringId } = await open(network, 3);
    const lease = { offeringId, branch: 'zj', quota: 2, expiresAt: clock.now() + 3_600_000 };
    await academy.ask(LEASE, { input: lease });
    const tooMany = await academy.send(LEASE, { input: lease });
    t.equal(tooMany.errors[0]?.extensions['code'], 'NO_SEAT', 'no more is promised than there is');
    await network.settle();

    const zj = await network.node('zj').as('staff');
    const hb = await network.node('hb').as('staff');
    const enrol = async (client: Client, learnerId: string) => {
      await client.ask(LEARNER, { id: learnerId });
      return (await client.ask(ENROL, { input: { learnerId, offeringId } }))['enrol'];
    };
    await hub.stop();
    t.equal((await enrol(zj, 'z1')).seat, 1, 'a leased seat is filled while the hub is away');
    await hub.start();
    await enrol(hb, 'h1');
    await network.settle();
    const h2 = await enrol(hb, 'h2');
    await network.settle();
    const h3 = await enrol(hb, 'h3');
    await network.settle();
    t.same(await statesOf(zj), { z1: 'associated leased_seat' });
    t.same(await statesOf(hb), {
      h1: 'associated free_seat',
      h2: 'queued full',
      h3: 'queued full',
    });

    ahead = 2 * 3_600_000;
    const { engine, db } = hub.site;
    t.equal(await releaseLeases({ engine, db, leaseGraceMs: 0 }), 1);
    t.equal(await releaseLeases({ engine, db, leaseGraceMs: 0 }), 0, 'once');
    await network.settle();
    t.same(await statesOf(zj), { z1: 'associated leased_seat' }, 'a seat given stays given');
    t.same(
      await statesOf(hb),
      { h1: 'associated free_seat', h2: 'associated free_seat', h3: 'queued full' },
      'the unused one goes to the first who waits',
    );

    await hb.ask(CANCEL, { id: h2.id, revision: h2.revision });
    await network.settle();
    t.same(await statesOf(hb), {
      h1: 'associated free_seat',
      h2: 'cancelled withdrawn',
      h3: 'associated free_seat',
    });
    const stale = await hb.send(CANCEL, { id: h3.id, revision: 9 });
    t.equal(stale.errors[0]?.extensions['code'], 'CONFLICT');
  },
);

t.test('many ask at once and no seat is given twice', async (t) => {
  const network = await startNetwork({ branches: ['zj', 'hb'] });
  t.teardown(() => network.stop());
  const { offeringId } = await open(network, 7);
  const ask = async (code: string): Promise<void> => {
    const staff = await network.node(code).as('staff');
    await Promise.all(
      Array.from({ length: 15 }, async (_, i) => {
        const learnerId = `${code}-${i}`;
        await staff.ask(LEARNER, { id: learnerId });
        await staff.ask(ENROL, { input: { learnerId, offeringId } });
      }),
    );
  };
  await Promise.all([ask('zj'), ask('hb')]);
  await network.settle({ timeoutMs: 30_000 });
  const auditor = await network.hub.as('auditor');
  const states = Object.values(await statesOf(auditor));
  t.equal(states.filter((state) => state === 'associated free_seat').length, 7);
  t.equal(states.filter((state) => state === 'queued full').length, 23);
});

t.test('a restored site promises nothing until it is settled', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const { academy, offeringId } = await open(network, 3);
  const lease = { offeringId, branch: 'zj', quota: 1, expiresAt: Date.now() + 3_600_000 };
  await academy.ask(LEASE, { input: lease });
  await network.settle();
  const restore = async ({ site: { store, engine } }: typeof hub, value: string) => {
    const step = { do: 'meta', key: RESTORED, value } as const;
    await store.commit({ guards: [], steps: [step], epochs: engine.site.epochs });
  };
  await restore(hub, 'r1');
  const codeOf = async (client: Client, ask: string, input: object) =>
    (await client.send(ask, { input })).errors[0]?.extensions['code'];
  t.equal(await codeOf(academy, LEASE, lease), 'NOT_SETTLED');
  const times = { opensAt: Date.now(), closesAt: Date.now() + 1e9 };
  const offering = { courseId: 'C1@1', title: '第二期', year: 2026, ...times, capacity: 1 };
  t.equal(await codeOf(academy, OPEN, { ...offering, audience: ['*'] }), 'NOT_SETTLED');

  // With the hub away, the branch cannot hear what it forgot.
  await hub.stop();
  await restore(zj, 'r2');
  const staff = await zj.as('staff');
  await staff.ask(LEARNER, { id: 'l1' });
  const input = { learnerId: 'l1', offeringId };
  t.equal(await codeOf(staff, ENROL, input), 'NOT_SETTLED', 'not even its own seat');
  await hub.start();
  await zj.stop();
  await zj.start();
  await network.settle({ timeoutMs: 20_000 });
  const again = await zj.as('staff');
  t.match((await again.ask(ENROL, { input }))['enrol'], { seat: 1 });
  t.equal(await codeOf(await hub.as('academy'), LEASE, lease), undefined);
});

t.test('a restored hub decides only once it has heard from everybody', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const { offeringId } = await open(network, 1);
  const { store, engine } = hub.site;
  const step = { do: 'meta', key: RESTORED, value: 'r1' } as const;
  await store.commit({ guards: [], steps: [step], epochs: engine.site.epochs });

  const staff = await zj.as('staff');
  await staff.ask(LEARNER, { id: 'l1' });
  await staff.ask(ENROL, { input: { learnerId: 'l1', offeringId } });
  await sleep(1_500);
  t.same(await statesOf(staff), { l1: 'pending' });
  const [waiting] = await store.outbox({ limit: 10 });
  t.equal(waiting?.error, 'NOT_SETTLED');

  await zj.stop();
  await zj.start();
  await network.settle({ timeoutMs: 20_000 });
  const again = await zj.as('staff');
  t.same(await statesOf(again), { l1: 'associated free_seat' });
});
