import t from 'tap';
import { type FileResult, TapReader } from './tap-reader.ts';

function read(text: string): FileResult[] {
  const seen: FileResult[] = [];
  const reader = new TapReader((file) => seen.push(file));
  for (const line of text.split('\n')) reader.push(line);
  reader.end();
  return seen;
}

void t.test('counts assertions, not subtests', async (t) => {
  const [file] = read(`TAP version 14
1..1
# Subtest: a.test.ts
    ok 1 - top
    # Subtest: outer
        # Subtest: inner
            ok 1 - deep
            not ok 2 - wrong
              ---
              diff: |
                ok 3 - not an assertion
              ...
        not ok 1 - inner # time=1ms
          ---
          at: inner
          ...
    not ok 2 - outer # time=1ms
    1..2
not ok 1 - a.test.ts # time=2ms
  ---
  exitCode: 1
  ...
# No coverage generated`);
  t.match(file, { file: 'a.test.ts', passed: 2, failed: 1 });
  t.match(file?.failures[0], /^a\.test\.ts: outer > inner > wrong\n.*diff/);
});

void t.test('a file killed after its last assertion failed', async (t) => {
  const [file] = read(`# Subtest: a.test.ts
    ok 1 - fine
    1..1
not ok 1 - a.test.ts # time=2ms
  ---
  signal: SIGKILL
  ...
`);
  t.match(file, { passed: 1, failed: 1 });
  t.match(file?.failures[0], /as a whole[^]*SIGKILL/);
});

void t.test('a file without tests failed, also when the runner calls it skipped', async (t) => {
  const [file] = read(`# Subtest: a.test.ts
    1..0 # no tests found
ok 2 - a.test.ts # SKIP no tests found
`);
  t.match(file, { passed: 0, failed: 1 });
});

void t.test('a file the runner never finished failed', async (t) => {
  const files = read(`# Subtest: a.test.ts
    ok 1 - fine
    1..1
ok 1 - a.test.ts
# Subtest: b.test.ts
    ok 1 - fine
Bail out! no more`);
  t.same(
    files.map(({ file, failed }) => [file, failed]),
    [
      ['a.test.ts', 0],
      ['b.test.ts', 1],
    ],
  );
});

void t.test('what was left out is told, not counted', async (t) => {
  const [file] = read(`# Subtest: a.test.ts
    # Subtest: queue
        # left out: queue, as Redis does not answer
        1..0
    ok 1 - queue # time=1ms
    ok 2 - later # TODO when there is one
    not ok 3 - also later # TODO
    ok 4 - else # SKIP
    1..4
ok 1 - a.test.ts # time=2ms
`);
  t.match(file, { passed: 0, failed: 0, failures: [] });
  t.equal(file?.leftOut.length, 4);
});
