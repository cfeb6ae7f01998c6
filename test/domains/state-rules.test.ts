import t from 'tap';
import type { LearningRecordRecord } from '@lianxue/schema/gen/wire.ts';
import {
  courseIdOf,
  courseReaders,
  courseSteps,
  isOpenCourse,
  supplementSteps,
} from '@lianxue/shared/domains/catalog/rules.ts';
import {
  learnerSteps,
  leaseSteps,
  offeringSteps,
} from '@lianxue/shared/domains/enrollment/rules.ts';
import {
  appendFaults,
  assertAppendOnly,
  learningSteps,
  progressOf,
  reversalFaults,
  standing,
} from '@lianxue/shared/domains/learning/rules.ts';
import {
  branchSteps,
  exchanges,
  identityFaults,
  liaisonSteps,
  tokensOf,
} from '@lianxue/shared/domains/membership/rules.ts';
import {
  alertSteps,
  announcementReaders,
  announcementSteps,
} from '@lianxue/shared/domains/network/rules.ts';
import { assertMove, canMove } from '@lianxue/shared/domains/transitions.ts';

t.test('state machines', async (t) => {
  const machines = {
    courseSteps,
    supplementSteps,
    learnerSteps,
    leaseSteps,
    offeringSteps,
    learningSteps,
    branchSteps,
    liaisonSteps,
    alertSteps,
    announcementSteps,
  };
  for (const [name, steps] of Object.entries(machines)) {
    const reached = new Set([Object.keys(steps)[0], ...Object.values(steps).flat()]);
    t.same(new Set(Object.keys(steps)), reached, `${name}: every state can be reached`);
  }
  t.ok(canMove(courseSteps, { from: 'in_review', to: 'published' }));
  t.notOk(canMove(courseSteps, { from: 'draft', to: 'published' }), 'no publishing without review');
  t.notOk(canMove(courseSteps, { from: 'published', to: 'draft' }));
  t.ok(canMove(branchSteps, { from: 'active', to: 'active' }));
  t.throws(() => assertMove(branchSteps, { from: 'retired', to: 'active' }), {
    code: 'BAD_INPUT',
    faults: [{ field: 'state' }],
  });
  assertMove(branchSteps, { from: 'suspended', to: 'active' });
});

t.test('branches', async (t) => {
  const zj = { code: 'hz', level: 'city', region: '330100' } as const;
  t.same(tokensOf(zj), ['*', 'branch:hz', 'level:city', 'region:33', 'region:3301']);
  t.same(tokensOf({ ...zj, region: '330000' }).slice(3), ['region:33'], 'the whole of 浙江');
  t.same(tokensOf({ ...zj, region: '33' }).slice(3), ['region:33']);
  t.ok(exchanges('trial') && exchanges('active'));
  t.notOk(exchanges('vetted') || exchanges('suspended'));
  t.match(identityFaults({ code: 'hub', parent: 'hub' }), [{ field: 'code' }, { field: 'parent' }]);
  t.same(identityFaults({ code: 'zj', parent: 'hub' }), []);
});

t.test('courses and announcements', async (t) => {
  const audience = ['branch:zj'];
  for (const state of ['draft', 'in_review'] as const)
    t.same(courseReaders({ audience, state }), [], `${state} is for its author and the hub`);
  for (const state of ['published', 'superseded', 'withdrawn'] as const)
    t.same(courseReaders({ audience, state }), audience);
  t.ok(isOpenCourse({ state: 'published' }));
  t.equal(courseIdOf({ code: 'TsinghuaX', version: 2 }), 'TsinghuaX@2');
  t.same(announcementReaders({ audience, state: 'published' }), audience);
  t.same(announcementReaders({ audience, state: 'withdrawn' }), []);
});

const row = (more: Partial<LearningRecordRecord> = {}): LearningRecordRecord => ({
  learnerId: 'l',
  branch: 'zj',
  courseId: 'c',
  courseVersion: 1,
  startedAt: 0,
  recordedAt: 1,
  activeSeconds: 60,
  completion: 0.5,
  flags: [],
  kind: 'recorded',
  ...more,
});

t.test('learning records are added, never changed', async (t) => {
  t.same(reversalFaults(row()), []);
  t.match(reversalFaults(row({ kind: 'void' })), [{ field: 'replaces' }]);
  t.match(reversalFaults(row({ replaces: 'a' })), [{ field: 'replaces' }]);
  const fix = row({ kind: 'correction', replaces: 'a' });
  t.same(appendFaults(row(), null), []);
  t.same(appendFaults(fix, { row: row(), replacedBy: null }), []);
  for (const [why, before] of Object.entries({
    'no such row': null,
    'replaced already': { row: row(), replacedBy: 'b' },
    'another learner': { row: row({ learnerId: 'x' }), replacedBy: null },
    'another course': { row: row({ courseId: 'x' }), replacedBy: null },
    'void is the end': { row: row({ kind: 'void', replaces: 'z' }), replacedBy: null },
  }))
    t.match(appendFaults(fix, before), [{ code: 'BAD_FIELD', field: 'replaces' }], why);
  t.throws(() => assertAppendOnly({}), { code: 'BAD_INPUT' });
  assertAppendOnly(undefined);
});

t.test('what counts of a history', async (t) => {
  const rows = [
    { id: 'a', body: row() },
    { id: 'b', body: row({ kind: 'correction', replaces: 'a', activeSeconds: 30 }) },
    { id: 'c', body: row({ completion: 1 }) },
    { id: 'd', body: row({ kind: 'void', replaces: 'c' }) },
  ];
  t.same(
    standing(rows).map((one) => one.id),
    ['b'],
  );
  t.same(progressOf(rows), { activeSeconds: 30, completion: 0.5 });
});
