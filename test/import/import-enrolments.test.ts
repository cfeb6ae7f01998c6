import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createSite } from './import-site.ts';

const courses = 'school,course\nS_BNU,A1\nS_ZJU,B2\nS_ZJU,C3\n';
const rows = 'user,course\nu1,A1\nu1,B2\nu2,B2\nu2,NONE\nu2,B2\n';
const demo = join(import.meta.dirname, '../../scripts/demo/data');
const real = join(import.meta.dirname, '../../../shared/data/mooccube');

t.test('an enrolment and its learner, under ids that stay', async (t) => {
  const node = createSite(t, 'zj');
  await node.run('courses', courses);
  const { code, said } = await node.run('enrolments', rows);
  t.equal(code, 1);
  t.match(said, { read: 5, written: 3, duplicate: 1, refused: 1 });
  t.match(said.records, { Learner: 2, Enrolment: 3 });
  t.match(said.first, [{ line: 5, field: 'course', code: 'NOT_FOUND', value: 'NONE' }]);
  const before = await node.written();
  const again = await node.run('enrolments', rows);
  t.match(again.said, { written: 0, unchanged: 3, refused: 1 });
  t.equal(await node.written(), before);

  const site = await node.open();
  const [learner] = await site.store.scan({ types: ['Learner'], after: null, limit: 1 });
  const [enrolment] = await site.store.scan({ types: ['Enrolment'], after: null, limit: 1 });
  site.close();
  t.match(learner?.id, /^[0-9a-f]{32}$/);
  t.strictSame(JSON.parse(learner?.body ?? ''), { homeBranch: 'zj', state: 'active' });
  t.match(JSON.parse(enrolment?.body ?? ''), {
    host: 'zj',
    homeBranch: 'zj',
    desired: 'associated',
    learnerId: /^[0-9a-f]{32}$/,
  });
});

t.test('ids of people stay at home, and differ from branch to branch', async (t) => {
  const ids = [];
  for (const name of ['zj', 'hb']) {
    const node = createSite(t, name);
    const text = 'user,姓名,身份证号,单位\n330106199001011234,张三,330106199001011234,某单位\n';
    const { said } = await node.run('learners', text);
    t.strictSame(said.unread, ['姓名', '身份证号']);
    const site = await node.open();
    const [learner] = await site.store.scan({ types: ['Learner'], after: null, limit: 1 });
    site.close();
    t.notMatch(JSON.stringify(learner), /张三|3301061990/);
    ids.push(learner?.id);
  }
  t.not(ids[0], ids[1]);
});

t.test('learners who left take part no more; cancelled enrolments stay so', async (t) => {
  const node = createSite(t, 'zj');
  await node.run('courses', courses);
  await node.run('enrolments', 'user,course\nu1,A1\nu2,B2\n');
  await node.run('learners', '学号,状态,单位\nu1,停用,省委党校\n');
  const site = await node.open();
  const found = await site.store.scan({ types: ['Enrolment'], after: null, limit: 10 });
  const cancelled = found.find(({ body }) => body?.includes('B2@1'));
  await site.engine.transact(async (work) => {
    const key = { type: 'Enrolment', id: cancelled?.id ?? '' };
    await work.put(key, { ...(await work.body<object>(key)), desired: 'cancelled' });
  });
  site.close();
  const { said } = await node.run('enrolments', 'user,course\nu1,C3\nu2,B2\n');
  t.match(said, { refused: 1, unchanged: 1, first: [{ line: 2, field: 'user' }] });
});

t.test('a course that is not open, and an offering of another course', async (t) => {
  const node = createSite(t, 'zj');
  await node.run('courses', 'school,course,state\nS,A1,draft\nS,B2,\n');
  await node.run(
    'sections',
    'section,course,school,title,year,capacity\n1,B2,S,课,2150,9\n2,X,S,课,2150,9\n',
  );
  const text = 'user,course,offering\nu,A1,\nu,B2,zj:1\nu,B2@1,zj:2\n';
  const { said } = await node.run('enrolments', text);
  t.match(said, { written: 1, refused: 2 });
  t.match(said.first, [
    { line: 2, field: 'course' },
    { line: 4, field: 'offering', code: 'NOT_FOUND' },
  ]);
});

t.test('rows of other sites are left to them', async (t) => {
  const node = createSite(t, 'zj');
  const partition = join(node.dataDir, 'branches.json');
  writeFileSync(partition, '{"S_ZJU": "zj", "*": "hb"}');
  t.match((await node.run('courses', courses, { partition })).said, { written: 2, skipped: 1 });
  await node.run('courses', courses);
  t.match((await node.run('enrolments', rows, { partition })).said, {
    written: 2,
    skipped: 1,
    refused: 1,
    duplicate: 1,
  });
  const some = await node.run('enrolments', rows, { where: ['school=S_BNU', 'user=u1'] });
  t.match(some.said, { written: 1, skipped: 3, refused: 1 });
  t.equal((await node.run('learners', 'user\nu9\n', { partition })).code, 2);
});

t.test('the demo data: every row is somebody’s, and unknown courses are named', async (t) => {
  const partition = join(demo, 'branches.json');
  const total = readFileSync(join(demo, 'enrolments.csv'), 'utf8').trim().split('\n').length - 1;
  let written = 0;
  for (const name of ['zj', 'hb', 'sn']) {
    const node = createSite(t, name);
    await node.runFile('courses', join(demo, 'courses.csv'), { set: ['licence=CC0-1.0'] });
    const file = join(demo, 'enrolments.csv');
    const { said } = await node.runFile('enrolments', file, { partition, json: true });
    t.match(said, { written: 1_996, refused: 12, read: total });
    written += said.written;
  }
  t.equal(written, total - 12);
  const hub = createSite(t);
  const { said } = await hub.runFile('sections', join(demo, 'sections.csv'), { json: true });
  t.match(said, { read: 300, written: 300, refused: 0 });
});

t.test('all of the real enrolments', { skip: !existsSync(real) && 'not here' }, async (t) => {
  const node = createSite(t, 'zj');
  t.match(await node.runFile('courses', join(real, 'courses.csv')), { code: 0 });
  const file = join(real, 'enrollments.csv');
  const { said } = await node.runFile('enrolments', file, { json: true, dryRun: true });
  t.match(said, { read: 68_276, written: 68_143, refused: 133 });
});
