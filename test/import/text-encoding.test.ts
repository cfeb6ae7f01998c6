import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Test } from 'tap';
import { detectEncoding, readText } from '@lianxue/shared/import/text-encoding.ts';
import { gb18030 } from './import-site.ts';

const chinese = '课程编号,开课单位\nA1,中央党校联通电信\n';

function fileOf(t: Test, bytes: string | Buffer): string {
  const file = join(t.testdir(), 'rows.csv');
  writeFileSync(file, bytes);
  return file;
}

async function textOf(file: string): Promise<string> {
  let text = '';
  for await (const piece of readText(file, await detectEncoding(file))) text += piece.text;
  return text;
}

t.test('tells UTF-8 and GB18030 apart, and takes the mark away', async (t) => {
  for (const bytes of [chinese, `\uFEFF${chinese}`, gb18030(chinese), gb18030('联通')]) {
    const text = await textOf(fileOf(t, bytes));
    t.ok(text === chinese || text === '联通', text);
  }
  t.equal(await detectEncoding(fileOf(t, 'plain,ascii\n')), 'utf-8');
  t.equal(await detectEncoding(fileOf(t, '')), 'utf-8');
});

t.test('reads characters beyond the basic plane, and those cut between two reads', async (t) => {
  const rare = `${'𠮷'.repeat(70_000)}镕㐂\n`;
  t.equal(await textOf(fileOf(t, gb18030(`的${rare}`))), `的${rare}`);
  t.equal(await textOf(fileOf(t, `a${rare}`)), `a${rare}`);
});

t.test('broken bytes do not turn a UTF-8 file into another', async (t) => {
  const broken = Buffer.concat([Buffer.from(chinese), Buffer.from([0xe4, 0xb8, 0x2c, 0xff, 0x0a])]);
  t.equal(await detectEncoding(fileOf(t, broken)), 'utf-8');
});

t.test('says that UTF-16 is not read', async (t) => {
  const file = fileOf(t, Buffer.from(`\uFEFF${chinese}`, 'utf16le'));
  await t.rejects(detectEncoding(file), { code: 'BAD_INPUT' });
});
