import { property, assert, array, constantFrom, nat } from 'fast-check';
import t from 'tap';
import { CsvCutter } from '@lianxue/shared/import/csv-records.ts';

/** Lines and texts of all records, the text given in pieces of `size`. */
function cut(text: string, size = text.length || 1): [number, string, string?][] {
  const cutter = new CsvCutter();
  const records = [];
  for (let i = 0; i < text.length; i += size) records.push(...cutter.take(text.slice(i, i + size)));
  records.push(...cutter.end());
  return records.map(({ line, text: said, damage }) =>
    damage ? [line, said, damage] : [line, said],
  );
}

t.test('lines end in LF, CRLF or with the file', async (t) => {
  t.strictSame(cut('a,b\r\n1,2\n3,4'), [
    [1, 'a,b'],
    [2, '1,2'],
    [3, '3,4'],
  ]);
  t.strictSame(cut('a\n\n \nb\n'), [
    [1, 'a'],
    [4, 'b'],
  ]);
  t.strictSame(cut(''), []);
});

t.test('a quoted field may hold line ends and quotes', async (t) => {
  t.strictSame(cut('1,"x\r\ny, ""z"" "\r\n2,b\n'), [
    [1, '1,"x\r\ny, ""z"" "'],
    [3, '2,b'],
  ]);
});

t.test('a quote within a field means nothing', async (t) => {
  t.strictSame(cut('1,5" pipe\n2,x""y\n3,"a"b"\n4\n'), [
    [1, '1,5" pipe'],
    [2, '2,x""y'],
    [3, '3,"a"b"'],
    [4, '4'],
  ]);
});

t.test('a quote that stays open costs its line alone', async (t) => {
  t.strictSame(cut('1,a\n2,"b\n3,c\n4,d'), [
    [1, '1,a'],
    [2, '2,"b', 'open-quote'],
    [3, '3,c'],
    [4, '4,d'],
  ]);
  const many = Array.from({ length: 300 }, (_, i) => `${i},x`).join('\n');
  const records = cut(`h\n1,"b\n${many}\n`, 100);
  t.equal(records.length, 302);
  t.strictSame(records[1], [2, '1,"b', 'open-quote']);
  t.strictSame(records.at(-1), [302, '299,x']);
});

t.test('a line without an end is left out, whatever its size', async (t) => {
  const long = 'x'.repeat(500_000);
  for (const size of [1_000, 64 * 1024, 1_000_000]) {
    const records = cut(`a\n${long}\nb\n`, size);
    t.strictSame(
      [records[0], records.at(-1)],
      [
        [1, 'a'],
        [3, 'b'],
      ],
      `in pieces of ${size}`,
    );
    t.strictSame(records[1]?.slice(0, 1).concat(records[1][2] ?? ''), [2, 'too-long']);
    t.equal(records.length, 3);
  }
});

t.test('how the text is cut into pieces changes nothing', async (t) => {
  const char = constantFrom('a', ',', '"', '""', '\n', '\r\n', '課', ' ');
  assert(
    property(array(char, { maxLength: 60 }), nat(6), (chars, size) => {
      const text = chars.join('');
      const whole = JSON.stringify(cut(text));
      return JSON.stringify(cut(text, size + 1)) === whole;
    }),
    { numRuns: 2_000 },
  );
  t.pass();
});
