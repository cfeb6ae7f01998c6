import t from 'tap';
import { startNetwork } from '../support/network.ts';

const PUBLISH = `mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { id state revision } }`;
const COURSES = `{ courses { totalCount nodes { id title } } }`;

const course = (code: string, audience: string[]) => ({
  input: {
    code,
    version: 1,
    title: `课程 ${code}`,
    category: '党性教育',
    kind: 'online',
    minutes: 45,
    school: '浙江大学',
    licence: 'network',
    audience,
  },
});

t.test('publish, enrol, decide, learn, through the public APIs', async (t) => {
  const network = await startNetwork({ branches: ['zj', 'hb'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const [zj, hb] = [network.node('zj'), network.node('hb')];
  const academy = await hub.as('academy');

  const published = await academy.ask(PUBLISH, course('C1', ['branch:zj']));
  t.same(published['publishCourse'], { id: 'C1@1', state: 'published', revision: 1 });
  await academy.ask(PUBLISH, course('C2', ['*']));
  await network.settle();

  const staff = await zj.as('staff');
  const elsewhere = await hb.as('staff');
  const codes = (data: Record<string, any>) =>
    data['courses'].nodes.map((node: { id: string }) => node.id);
  t.same(codes(await staff.ask(COURSES)), ['C1@1', 'C2@1'], 'named and general ones at zj');
  t.same(codes(await elsewhere.ask(COURSES)), ['C2@1'], 'only the general one at hb');

  const learnerId = (
    await staff.ask('mutation { registerLearner(input: {unit: "省委党校"}) { id } }')
  )['registerLearner'].id;
  const opened = await academy.ask(
    `mutation ($input: OpenOfferingInput!) { openOffering(input: $input) { id } }`,
    {
      input: {
        courseId: 'C1@1',
        title: '第一期',
        year: 2026,
        opensAt: Date.now(),
        closesAt: Date.now() + 1e9,
        capacity: 1,
        audience: ['branch:zj'],
      },
    },
  );
  await network.settle();

  const ENROL = `mutation ($input: EnrolInput!) { enrol(input: $input) { id state } }`;
  const input = { learnerId, offeringId: opened['openOffering'].id };
  const enrolled = (await staff.ask(ENROL, { input }))['enrol'];
  t.equal(enrolled.state, 'pending');
  t.same((await staff.ask(ENROL, { input }))['enrol'], enrolled, 'asking twice asks once');
  await network.settle();
  const ENROLMENTS = '{ enrolments { nodes { id state decision { reason owner } } } }';
  t.same((await staff.ask(ENROLMENTS))['enrolments'].nodes, [
    { id: enrolled.id, state: 'associated', decision: { reason: 'free_seat', owner: 'hub' } },
  ]);

  const learner = await zj.as('learner', { learnerId });
  await learner.ask(
    `mutation ($input: RecordLearningInput!) { recordLearning(input: $input) { id } }`,
    {
      input: {
        learnerId,
        courseId: 'C1@1',
        courseVersion: 1,
        enrolmentId: enrolled.id,
        startedAt: Date.now(),
        activeSeconds: 2700,
        completion: 1,
      },
    },
  );
  await network.settle();
  const office = await hub.as('office');
  const RECORDS = '{ learningRecords { nodes { learnerId branch completion } } }';
  const expected = [{ learnerId, branch: 'zj', completion: 1 }];
  t.same((await office.ask(RECORDS))['learningRecords'].nodes, expected);
  t.same((await elsewhere.ask(RECORDS))['learningRecords'].nodes, [], 'not at another branch');

  const foreign = await hub.as('branch', { branch: 'hb' });
  t.same((await foreign.ask(RECORDS))['learningRecords'].nodes, [], 'nor to its people at the hub');
  t.same(codes(await foreign.ask(COURSES)), ['C2@1']);
  const everything = await foreign.ask(`{
    enrolments { nodes { id learnerId } } offerings { nodes { id } } syncStatus { peers { site } }
    seatLeases(offeringId: "${input.offeringId}") { id } course(id: "C1@1") { id }
    offering(id: "${input.offeringId}") { id }
  }`);
  t.same(everything, {
    enrolments: { nodes: [] },
    offerings: { nodes: [] },
    syncStatus: { peers: [{ site: 'hb' }] },
    seatLeases: [],
    course: null,
    offering: null,
  });

  const stranger = await zj.as('learner', { learnerId: 'somebody-else' });
  const OWN = '{ enrolments { nodes { id } } learningRecords { nodes { id } } }';
  t.same(await stranger.ask(OWN), { enrolments: { nodes: [] }, learningRecords: { nodes: [] } });
  for (const document of [
    `{ learner(id: "${learnerId}") { id } }`,
    `mutation { enrol(input: {learnerId: "${learnerId}", courseId: "C2@1"}) { id } }`,
    `mutation { cancelEnrolment(id: "${enrolled.id}", revision: 1) { id } }`,
    `mutation { recordLearning(input: {learnerId: "${learnerId}", courseId: "C2@1",
      courseVersion: 1, startedAt: 1, activeSeconds: 1, completion: 1}) { id } }`,
  ])
    t.equal((await stranger.send(document)).errors[0]?.extensions['code'], 'FORBIDDEN', document);
  const own = await hub.as('branch', { branch: 'zj' });
  t.same((await own.ask(RECORDS))['learningRecords'].nodes, expected);

  const status = (
    await office.ask('{ syncStatus { peers { site state lanes { backlog behind } } } }')
  )['syncStatus'];
  t.same(
    status.peers.map((peer: { site: string; state: string }) => [peer.site, peer.state]),
    [
      ['hb', 'ok'],
      ['zj', 'ok'],
    ],
  );
});
