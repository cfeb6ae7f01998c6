import t from 'tap';
import type { Test } from 'tap';
import type { Sight } from '@lianxue/shared/domains/node-rows.ts';
import {
  findCourse,
  listCourses,
  listSupplements,
} from '@lianxue/shared/domains/catalog/queries.ts';
import {
  findEnrolment,
  findLearner,
  listEnrolments,
  listLearners,
} from '@lianxue/shared/domains/enrollment/queries.ts';
import {
  findOffering,
  leasesOf,
  listLeases,
  listOfferings,
  queuedFor,
  readTally,
  usedSeats,
} from '@lianxue/shared/domains/enrollment/seat-queries.ts';
import { tallySeats } from '@lianxue/shared/domains/enrollment/seats.ts';
import {
  findLearningRecord,
  historyOf,
  listLearningRecords,
} from '@lianxue/shared/domains/learning/queries.ts';
import {
  findBranch,
  findLiaison,
  liaisonsOf,
  listBranches,
  profilesOf,
} from '@lianxue/shared/domains/membership/queries.ts';
import { listAlerts, listAnnouncements } from '@lianxue/shared/domains/network/queries.ts';
import { SmallNetwork } from '../conformance/small-network.ts';

const asOf = 1_750_000_000_000;
const zj: Sight = { site: 'zj', tokens: ['*', 'branch:zj', 'region:33'] };
const hb: Sight = { site: 'hb', tokens: ['*', 'branch:hb'] };
const ids = (nodes: readonly { id: string }[]): string[] => nodes.map((node) => node.id);

async function open(t: Test): Promise<SmallNetwork> {
  const network = await SmallNetwork.open();
  t.teardown(() => network.close());
  return network;
}

const course = (title: string, more: object = {}): object => ({
  code: title,
  version: 1,
  title,
  category: '党的理论教育',
  kind: 'online',
  minutes: 45,
  school: '浙江大学',
  licence: 'CC0',
  audience: ['*'],
  state: 'published',
  ...more,
});

t.test('courses: pages, filters and sight', async (t) => {
  const network = await open(t);
  const { db } = network;
  const put = (id: string, body: object) => network.put('hub', { type: 'Course', id }, body);
  for (const n of [1, 2, 3, 4, 5]) await put(`c${n}`, course(`Course 课程 ${n}`));
  await put('c6', course('为浙江', { audience: ['branch:zj'], kind: 'case', unknownLater: 1 }));
  await put('c7', course('草稿', { state: 'draft' }));
  await put('c8', course('已删'));
  await network.remove('hub', { type: 'Course', id: 'c8' }, 'del');

  const first = listCourses(db, { sight: null }, { first: 3, asOf });
  t.same(ids(first.nodes), ['c1', 'c2', 'c3']);
  t.match(first, { totalCount: 7, asOf, pageInfo: { hasNextPage: true } });
  const after = first.pageInfo.endCursor;
  const rest = listCourses(db, { sight: null }, { first: 10, after, asOf });
  t.same(ids(rest.nodes), ['c4', 'c5', 'c6', 'c7']);
  t.equal(rest.pageInfo.hasNextPage, false);
  t.match(rest.nodes[2], { title: '为浙江', unknownLater: 1, owner: 'hub', revision: 1 });

  const seen = (sight: Sight) => ids(listCourses(db, { sight }, { asOf }).nodes);
  t.same(seen(zj), ['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  t.same(seen(hb), ['c1', 'c2', 'c3', 'c4', 'c5']);
  t.equal(findCourse(db, { id: 'c6', sight: hb }), undefined);
  t.equal(findCourse(db, { id: 'c6', sight: zj })?.kind, 'case');
  t.equal(findCourse(db, { id: 'c7', sight: zj }), undefined, 'a draft is not shown');
  t.equal(findCourse(db, { id: 'c8', sight: null }), undefined, 'nor a tombstone');

  const found = (filter: object) => ids(listCourses(db, { sight: null, filter }, { asOf }).nodes);
  t.same(found({ text: ' COURSE 课程 2 ' }), ['c2']);
  t.same(found({ text: '%' }), [], 'words are words, not patterns');
  t.same(found({ kind: 'case' }), ['c6']);
  t.same(found({ state: 'draft', owner: 'hub' }), ['c7']);
  t.same(found({ owner: 'zj' }), []);
  const empty = listCourses(db, { sight: null, filter: { text: 'x' } }, { asOf });
  t.same(empty.pageInfo, { hasNextPage: false, endCursor: null });

  for (const page of [{ first: 0 }, { first: 201 }, { after: 'x' }, { after: 'e30' }])
    t.throws(() => listCourses(db, { sight: null }, { ...page, asOf }), { code: 'BAD_INPUT' });

  const supplement = { courseId: 'c1', branch: 'zj', title: '补充', text: '', state: 'draft' };
  await network.put('zj', { type: 'CourseSupplement', id: 's1' }, supplement);
  await network.settle();
  t.same(ids(listSupplements(db, { courseId: 'c1', branch: 'zj' })), ['s1']);
  t.same(ids(listSupplements(db, { courseId: 'c1', branch: null })), ['s1']);
  t.same(listSupplements(db, { courseId: 'c1', branch: 'hb' }), []);
});

const request = (more: object): object => ({
  learnerId: 'l1',
  offeringId: 'o1',
  courseId: 'c1',
  host: 'hub',
  homeBranch: 'zj',
  desired: 'associated',
  requestedAt: 1,
  ...more,
});

t.test('enrolments, decisions and seats', async (t) => {
  const network = await open(t);
  const { db } = network;
  const offering = {
    courseId: 'c1',
    host: 'hub',
    title: '一期',
    year: 2026,
    opensAt: 0,
    closesAt: 9,
    capacity: 5,
    state: 'open',
    audience: ['branch:zj'],
  };
  await network.put('hub', { type: 'Offering', id: 'o1' }, offering);
  const lease = { offeringId: 'o1', host: 'hub', branch: 'zj', quota: 2, expiresAt: 9 };
  await network.put('hub', { type: 'SeatLease', id: 'L' }, { ...lease, state: 'held' });
  await network.put('hub', { type: 'SeatLease', id: 'M' }, { ...lease, state: 'released' });
  const enrol = (id: string, more: object) =>
    network.put('zj', { type: 'Enrolment', id }, request(more));
  await enrol('L.1', { leaseId: 'L', seat: 1 });
  await enrol('L.2', { leaseId: 'L', seat: 2, learnerId: 'l2', desired: 'cancelled' });
  await enrol('e3', { learnerId: 'l3', requestedAt: 3 });
  await enrol('e4', { learnerId: 'l4', requestedAt: 4, offeringId: null });
  await network.settle();
  const decisions = [
    { enrolmentId: 'L.1', learnerId: 'l1', state: 'associated', leaseId: 'L', seat: 1 },
    { enrolmentId: 'L.2', learnerId: 'earlier', state: 'associated', leaseId: 'M', seat: 2 },
    { enrolmentId: 'e3', learnerId: 'l3', state: 'queued' },
  ] as const;
  for (const { enrolmentId: id, ...more } of decisions) {
    const said = {
      reason: 'full',
      host: 'hub',
      homeBranch: 'zj',
      offeringId: 'o1',
      courseId: 'c1',
    };
    const body = { ...said, enrolmentId: id, ...more, decidedAt: 5 };
    await network.put('hub', { type: 'EnrolmentDecision', id }, body);
  }

  const list = (sight: Sight, filter: object = {}) =>
    listEnrolments(db, { sight, filter }, { asOf }).nodes;
  t.same(ids(list(null)), ['e4', 'e3', 'L.2', 'L.1'], 'newest first');
  t.same(
    list(zj).map((node) => node.state),
    ['pending', 'queued', 'pending', 'associated'],
    'a decision about an earlier learner on the seat does not count',
  );
  t.same(list(hb), [], 'another branch sees none');
  t.same(ids(list(null, { state: 'pending' })), ['e4', 'L.2']);
  t.same(ids(list(null, { state: 'associated', branch: 'zj', courseId: 'c1' })), ['L.1']);
  t.same(ids(list(null, { offeringId: 'o1', learnerId: 'l3' })), ['e3']);
  const pages = listEnrolments(db, { sight: null }, { first: 3, asOf });
  const after = pages.pageInfo.endCursor;
  t.same(ids(listEnrolments(db, { sight: null }, { after, asOf }).nodes), ['L.1']);
  t.match(findEnrolment(db, { id: 'e3', sight: zj })?.decision, { reason: 'full' });
  t.equal(findEnrolment(db, { id: 'e3', sight: hb }), undefined);

  t.same(usedSeats(db, 'L'), [1]);
  t.match(listLeases(db, { offeringId: 'o1', sight: zj }), [{ id: 'L', used: 1 }, { id: 'M' }]);
  t.same(listLeases(db, { offeringId: 'o1', sight: hb }), []);
  t.same(ids(leasesOf(db, { offeringId: 'o1', branch: 'zj' })), ['L']);
  t.same(queuedFor(db, 'o1'), ['e3']);
  const leases = listLeases(db, { offeringId: 'o1', sight: null });
  for (const except of ['L.2', 'none'])
    t.same(readTally(db, { offeringId: 'o1', except }), tallySeats({ leases, decisions, except }));
  t.same(readTally(db, { offeringId: 'o1' }), { confirmed: 1, outstandingQuota: 2 });

  t.same(ids(listOfferings(db, { sight: zj, filter: { year: 2026 } }, { asOf }).nodes), ['o1']);
  t.same(listOfferings(db, { sight: hb }, { asOf }).nodes, []);
  t.equal(findOffering(db, { id: 'o1', sight: zj })?.capacity, 5);

  await network.put('zj', { type: 'Learner', id: 'l1' }, { homeBranch: 'zj', state: 'active' });
  await network.settle();
  t.same(ids(listLearners(db, { sight: zj, filter: { state: 'active' } }, { asOf }).nodes), ['l1']);
  t.same(listLearners(db, { sight: hb }, { asOf }).nodes, []);
  t.ok(findLearner(db, { id: 'l1', sight: null }));
  t.equal(findLearner(db, { id: 'l1', sight: hb }), undefined);
});

t.test('learning records', async (t) => {
  const network = await open(t);
  const { db } = network;
  const row = {
    learnerId: 'l1',
    branch: 'zj',
    courseId: 'c1',
    courseVersion: 1,
    startedAt: 0,
    recordedAt: 1,
    activeSeconds: 60,
    completion: 1,
    flags: ['idle'],
    kind: 'recorded',
  };
  const put = (id: string, more: object) =>
    network.put('zj', { type: 'LearningRecord', id }, { ...row, ...more });
  await put('r1', {});
  await put('r2', { kind: 'correction', replaces: 'r1', recordedAt: 2 });
  await network.settle();
  const { nodes } = listLearningRecords(db, { sight: zj, filter: { learnerId: 'l1' } }, { asOf });
  t.match(nodes, [
    { id: 'r2', replacedBy: null, flags: ['idle'] },
    { id: 'r1', replacedBy: 'r2' },
  ]);
  t.same(listLearningRecords(db, { sight: hb }, { asOf }).nodes, []);
  t.equal(findLearningRecord(db, { id: 'r1', sight: zj })?.replacedBy, 'r2');
  t.equal(findLearningRecord(db, { id: 'r1', sight: hb }), undefined);
  t.equal(historyOf(db, { learnerId: 'l1', courseId: 'c1' }).length, 2);
});

t.test('branches, announcements and alerts', async (t) => {
  const network = await open(t);
  const { db } = network;
  const profile = { branch: 'zj', contacts: [], software: '1', capabilities: [], role: 'supply' };
  await network.put('zj', { type: 'BranchProfile', id: 'zj' }, profile);
  const officer = { branch: 'zj', person: '张三', scope: '同步', dutyFrom: 0, state: 'nominated' };
  await network.put('zj', { type: 'Liaison', id: 'li' }, officer);
  await network.settle();
  const list = (filter: object) => ids(listBranches(db, filter, { asOf }).nodes);
  t.same(list({}), ['zj', 'hb'], '33 before 42');
  t.same(list({ region: '330000' }), ['zj']);
  t.same(list({ text: 'HB', level: 'province', state: 'active' }), ['hb']);
  const { endCursor } = listBranches(db, {}, { first: 1, asOf }).pageInfo;
  t.same(ids(listBranches(db, {}, { after: endCursor, asOf }).nodes), ['hb']);
  t.equal(findBranch(db, 'zj')?.region, '33');
  t.same([...profilesOf(db, ['zj', 'hb']).keys()], ['zj']);
  t.same(ids(liaisonsOf(db, ['zj'])), ['li']);
  t.equal(findLiaison(db, 'li')?.person, '张三');
  t.same(profilesOf(db, []).size, 0);

  const notice = { title: '通知', text: '', importance: 'urgent', state: 'published' };
  const audience = ['region:33'];
  await network.put('hub', { type: 'Announcement', id: 'a' }, { ...notice, audience });
  const seen = (sight: Sight) => ids(listAnnouncements(db, { sight }, { asOf }).nodes);
  t.same([seen(null), seen(zj), seen(hb)], [['a'], ['a'], []]);
  const alert = { site: 'hb', stream: 'bulk', level: 'error', text: '滞后', raisedAt: 1 };
  await network.put('hub', { type: 'Alert', id: 'x' }, { ...alert, state: 'open' });
  t.same(ids(listAlerts(db, { sight: hb, filter: { state: 'open' } }, { asOf }).nodes), ['x']);
  t.same(listAlerts(db, { sight: zj }, { asOf }).nodes, []);
});
