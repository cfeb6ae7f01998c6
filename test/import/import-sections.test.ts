import t from 'tap';
import { createSite } from './import-site.ts';

const head = 'section_id,course_code,school,course_name,year,term,credits,students';
const rows = [
  head,
  '(2018-2019-1)-AB202-1,AB202,设计学院,景观艺术学,2018,1,3.0,60',
  '(2018-2019-2)-AB202-1,AB202,农业与生物学院,景观艺术学（二）,2018,2,3.0,40',
  '"""x""-1",CD1,安泰经济与管理学院,"安泰全球暑期项目\r\n",2150,3,2.0,0',
  '',
].join('\r\n');
const first = 'hub:(2018-2019-1)-AB202-1';

t.test('a section becomes an offering, and its course if that is missing', async (t) => {
  const hub = createSite(t);
  const { code, said } = await hub.run('sections', rows);
  t.equal(code, 0);
  t.match(said, { read: 3, written: 3, records: { Course: 2, Offering: 3 } });
  t.match(await hub.body('Course', 'AB202@1'), { title: '景观艺术学', school: '设计学院' });
  t.strictSame(await hub.body('Offering', first), {
    opensAt: Date.parse('2018-09-01T00:00:00+08:00'),
    closesAt: Date.parse('2019-02-14T23:59:59+08:00'),
    audience: ['*'],
    state: 'closed',
    courseId: 'AB202@1',
    host: 'hub',
    title: '景观艺术学',
    year: 2018,
    term: '1',
    capacity: 60,
    credits: 3,
  });
  t.match(await hub.body('Offering', 'hub:"x"-1'), { title: '安泰全球暑期项目', state: 'open' });
  const before = await hub.written();
  t.match((await hub.run('sections', rows)).said, { unchanged: 3, written: 0 });
  t.equal(await hub.written(), before);
});

t.test('a dry run counts a course once, however many sections it has', async (t) => {
  const hub = createSite(t);
  const many = Array.from({ length: 1_200 }, (_, i) => `s${i},AB202,学院,课,2018,1,1,9`);
  const text = [head, ...many].join('\n');
  const dry = await hub.run('sections', text, { dryRun: true });
  const real = await hub.run('sections', text);
  t.strictSame(dry.said.records, { Course: 1, Offering: 1_200 });
  t.strictSame(real.said.records, dry.said.records);
});

t.test('dates, Chinese states, and what a section may not become', async (t) => {
  const hub = createSite(t);
  const dated = (state: string, opens = '2030年3月1日'): string =>
    `教学班,课程代码,院系,课程名称,学年,人数,开始时间,结束时间,状态\n1班,A,院,课,2030,10,${opens},2030/6/30 17:30,${state}\n`;
  t.equal((await hub.run('sections', dated('报名中'))).code, 0);
  t.match(await hub.body('Offering', 'hub:1班'), {
    opensAt: Date.parse('2030-02-28T16:00:00Z'),
    closesAt: Date.parse('2030-06-30T09:30:00Z'),
    state: 'open',
  });
  for (const [text, field] of [
    [dated('计划中'), 'state'],
    [dated('报名中', '2030-02-30'), 'opensAt'],
    [dated('报名中', '2031-01-01'), 'closesAt'],
    [dated('开放'), 'state'],
  ] as const)
    t.match((await hub.run('sections', text)).said.first, [{ line: 2, field, code: 'BAD_FIELD' }]);
  t.equal((await hub.run('sections', dated('已结束'))).said.written, 1);
});
