import { statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createSite, gb18030, lines } from './import-site.ts';

const plain = 'school,course\nS_BNU,A1\nS_ZJU,B2\n';

t.test('a course has what its file says, and defaults for the rest', async (t) => {
  const hub = createSite(t);
  const { code, said } = await hub.run('courses', plain, { set: ['licence=CC0-1.0'] });
  t.equal(code, 0);
  t.match(said, { read: 2, written: 2, refused: 0, records: { Course: 2 }, encoding: 'utf-8' });
  t.strictSame(await hub.body('Course', 'A1@1'), {
    title: 'A1',
    category: '其他',
    kind: 'online',
    minutes: 0,
    licence: 'CC0-1.0',
    audience: ['*'],
    state: 'published',
    code: 'A1',
    version: 1,
    school: 'S_BNU',
  });
});

t.test('the same file again writes nothing', async (t) => {
  const hub = createSite(t);
  await hub.run('courses', plain);
  const before = await hub.written();
  const { code, said } = await hub.run('courses', plain);
  t.match({ code, said }, { code: 0, said: { written: 0, unchanged: 2 } });
  t.equal(await hub.written(), before);
});

t.test('Chinese heads, Chinese codes and Chinese encoding', async (t) => {
  const hub = createSite(t);
  const text =
    '课程编号,课程名称,院系,课程形式,学时,状态,备注\r\nA1,"领导力, ""入门""",公共管理学院,微课程,1.5,草稿,x\r\n';
  for (const bytes of [gb18030(text), Buffer.from(`\uFEFF${text}`)]) {
    const { code, said } = await hub.run('courses', bytes);
    t.equal(code, 0);
    t.strictSame(said.unread, ['备注']);
  }
  t.match(await hub.body('Course', 'A1@1'), {
    title: '领导力, "入门"',
    school: '公共管理学院',
    kind: 'micro',
    hours: 1.5,
    state: 'draft',
  });
  const { said } = await hub.run('courses', plain, { encoding: 'GB18030', dryRun: true });
  t.equal(said.encoding, 'gb18030');
});

t.test('a dry run says the same and writes nothing', async (t) => {
  const hub = createSite(t);
  const rows = `${plain}S_BNU,A1\nS_X,A1\n,C3\n`;
  const dry = await hub.run('courses', rows, { dryRun: true });
  t.equal(await hub.written(), 0);
  const real = await hub.run('courses', rows);
  t.equal(await hub.written(), 2);
  for (const { code, said } of [dry, real])
    t.match({ code, said }, { code: 1, said: { read: 5, written: 2, duplicate: 1, refused: 2 } });
  t.strictSame(dry.said.first, real.said.first);
});

t.test('refused rows are named, and stop no other', async (t) => {
  const hub = createSite(t);
  const report = join(hub.dataDir, 'refused.csv');
  const rows = Buffer.concat([
    Buffer.from(
      'school,course,minutes,kind\n中文学校,A1,abc,\n,B2,1,\nS,C3,1,vr\nS,D4\nS,"E5,1,\n=cmd(),F6,-1,\nS,G7,9,\n',
    ),
    Buffer.from([0x53, 0xff]),
    Buffer.from(',H8,1,\n'),
    Buffer.from('S,I9,9,live\n'),
  ]);
  const { code, said } = await hub.run('courses', rows, { report, lang: 'zh' });
  t.equal(code, 1);
  t.match(said, { read: 9, written: 2, refused: 7 });
  t.ok(await hub.body('Course', 'I9@1'));
  const reported = lines(report);
  t.equal(reported[0], '\uFEFF行号,字段,代码,原因,原值');
  t.match(reported[1], /^2,minutes,BAD_FIELD,字段 minutes：应为数字。,abc$/);
  t.match(reported[2], /^3,school,BAD_FIELD,字段 school：不能为空。,$/);
  t.match(reported[3], /^4,kind,BAD_FIELD,.*只能是：online/);
  t.match(reported[4], /^5,\$,BAD_INPUT,此行有 2 列，应为 4 列。/);
  t.match(reported[5], /^6,\$,BAD_INPUT,引号没有配对/);
  t.match(reported[6], /^7,minutes,BAD_FIELD,字段 minutes：不能小于 0。,'-1$/);
  t.match(reported[7], /^9,school,BAD_INPUT,字段 school：含有无法解码的字节/);
  t.equal(statSync(report).mode & 0o077, 0, 'for its owner alone');

  const json = join(hub.dataDir, 'refused.json');
  await hub.run('courses', rows, { report: json });
  const faults = JSON.parse(lines(json).join('\n')) as object[];
  t.equal(faults.length, 7);
  t.strictSame(faults[0], {
    line: 2,
    field: 'minutes',
    code: 'BAD_FIELD',
    reason: 'Field minutes must be a number.',
    value: 'abc',
  });
});

t.test('rows that contradict each other: the first stands, at every import', async (t) => {
  const hub = createSite(t);
  const rows = 'school,course\nS_A,A1\nS_B,A1\n';
  const first = await hub.run('courses', rows);
  const second = await hub.run('courses', rows);
  t.match(first.said, { written: 1, refused: 1, first: [{ line: 3, code: 'CONFLICT' }] });
  t.match(second.said, { written: 0, unchanged: 1, refused: 1 });
  t.match(await hub.body('Course', 'A1@1'), { school: 'S_A' });
});

t.test('what people did since is kept', async (t) => {
  const hub = createSite(t);
  await hub.run('courses', plain);
  const site = await hub.open();
  const key = { type: 'Course', id: 'A1@1' };
  await site.engine.transact(async (work) => {
    const course = await work.body<object>(key);
    await work.put(key, { ...course, state: 'withdrawn', ofNewerSoftware: 1 });
    await work.remove({ type: 'Course', id: 'B2@1' });
  });
  site.close();
  const { said } = await hub.run('courses', plain);
  t.match(said, { written: 0, unchanged: 1, refused: 1, first: [{ line: 3, code: 'CONFLICT' }] });
  t.match(await hub.body('Course', 'A1@1'), { state: 'withdrawn', ofNewerSoftware: 1 });
  const back = await hub.run('courses', 'school,course,state\nS_BNU,A1,已发布\n');
  t.match(back.said, { refused: 1, first: [{ field: 'state' }] });
  const changed = await hub.run('courses', 'school,course\nS_NEW,A1\n');
  t.equal(changed.said.written, 1);
  t.match(await hub.body('Course', 'A1@1'), { school: 'S_NEW', ofNewerSoftware: 1 });
});

t.test('another site’s record is refused unless it says the same', async (t) => {
  const node = createSite(t, 'zj');
  await node.run('courses', plain);
  const opened = await node.open();
  const own = await opened.store.record({ type: 'Course', id: 'A1@1' });
  if (!own) throw new Error('not imported');
  await opened.store.commit({
    guards: [],
    epochs: opened.engine.site.epochs,
    steps: [
      {
        do: 'replicate',
        lane: 'catalog',
        record: { ...own, owner: 'hub' },
        history: false,
        log: false,
      },
    ],
  });
  opened.close();
  const { said } = await node.run('courses', 'school,course\nS_BNU,A1\n');
  t.match(said, { unchanged: 1, refused: 0 });
  const other = await node.run('courses', 'school,course\nS_OTHER,A1\n');
  t.match(other.said, { refused: 1, first: [{ code: 'NOT_OWNER' }] });
});

t.test('files and flags that cannot be used end with 2 and say why', async (t) => {
  const hub = createSite(t);
  const runs = [
    await hub.run('courses', 'school,title\nS,T\n'),
    await hub.run('courses', 'school,course,学校\nS,A,S\n'),
    await hub.run('courses', ''),
    await hub.run('courses', 'school,"course\n'),
    await hub.run('courses', plain, { encoding: 'latin1' }),
    await hub.run('courses', plain, { where: ['colour=red'] }),
    await hub.run('courses', plain, { partition: join(hub.dataDir, 'none.json') }),
    await hub.run('people', plain),
    await hub.run('enrolments', 'user,course\nu,A1\n'),
    await hub.runFile('courses', join(hub.dataDir, 'none.csv')),
  ];
  for (const { code, stderr } of runs) t.match({ code, stderr }, { code: 2, stderr: /^[A-Z_]+ / });
  t.match(runs[0]?.stderr, 'No column for code; it may be headed: code, course, ');
  t.equal(await hub.written(), 0);
});
