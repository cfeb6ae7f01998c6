import t from 'tap';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Follows docs/how-to/add-a-record-type.md to the letter in a copy of the tree. */

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/how-to/add-a-record-type.md'), 'utf8');

/** Code blocks whose fence names a file. */
const blocks = [...guide.matchAll(/^```(?:graphql|ts) (\S+)\n([^]*?)^```$/gm)].map((found) => ({
  file: found[1] as string,
  text: found[2] as string,
}));

const isGenerated = (file: string): boolean =>
  file.includes('/gen/') || file === 'shared/src/domains/index.ts';

function copyTree(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'lianxue-walk-')));
  const parts = [
    'schema',
    'shared',
    'test/conformance',
    'package.json',
    'tsconfig.json',
    'codegen.ts',
  ];
  for (const part of parts)
    cpSync(join(root, part), join(copy, part), {
      recursive: true,
      filter: (source) => !source.includes('node_modules'),
    });
  cpSync(join(root, 'test/package.json'), join(copy, 'test/package.json'));
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  for (const member of ['shared', 'test']) linkPackages(join(root, member), join(copy, member));
  return copy;
}

/** Packages as in the tree, but the workspace's own ones lead to the copy. */
function linkPackages(from: string, to: string): void {
  const modules = join(to, 'node_modules');
  mkdirSync(join(modules, '@lianxue'), { recursive: true });
  for (const name of ['schema', 'shared'])
    symlinkSync(join('../../..', name), join(modules, '@lianxue', name));
  for (const name of readdirSync(join(from, 'node_modules')))
    if (name !== '@lianxue' && !name.startsWith('.'))
      symlinkSync(join(from, 'node_modules', name), join(modules, name));
}

/** Every written file of the tree with its digest. */
function digests(tree: string): Map<string, string> {
  const files = globSync(['schema/**', 'shared/src/**', 'test/conformance/**', '*.{ts,json}'], {
    cwd: tree,
    exclude: (name) => name.includes('node_modules'),
  }).filter((file) => statSync(join(tree, file)).isFile());
  const digest = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(tree, file)))
      .digest('hex');
  return new Map(files.map((file) => [file, digest(file)]));
}

t.test('three files make a record type', async (t) => {
  t.equal(blocks.length, 3, 'the guide gives three files in full');
  const copy = copyTree();
  t.teardown(() => rmSync(copy, { recursive: true, force: true }));
  const before = digests(copy);

  for (const { file, text } of blocks) {
    t.notOk(existsSync(join(copy, file)), `${file} is a new file`);
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
  const bin = (name: string): string => join(copy, 'node_modules/.bin', name);
  const within = { cwd: copy, env: { ...process.env, TAP_SNAPSHOT: '' } };
  await run(bin('graphql-codegen'), ['--config', 'codegen.ts'], within);
  await run(process.execPath, ['test/conformance/domain-index.test.ts'], {
    cwd: copy,
    env: { ...process.env, TAP_SNAPSHOT: '1' },
  });

  const changed = [...digests(copy)]
    .filter(([file, digest]) => before.get(file) !== digest)
    .map(([file]) => file);
  const written = changed.filter((file) => !isGenerated(file));
  t.same(written.sort(), blocks.map((block) => block.file).sort(), 'written by hand');
  t.ok(changed.includes('schema/gen/wire.ts') && changed.length > written.length, 'generated');

  const suite = await run(process.execPath, ['test/conformance/records.test.ts', 'Base'], within);
  t.match(suite.stdout, /^ {0,4}ok \d+ - Base/m, 'the suite covers it unedited');
  t.notMatch(suite.stdout, /^ *not ok/m);
  const words = await run(process.execPath, ['test/conformance/sdl.test.ts'], within);
  t.match(words.stdout, /BaseRecord/, 'described and bounded');
  const types = await run(bin('tsc'), ['--noEmit', '-p', '.'], within).catch(
    (error: { stdout: string }) => error,
  );
  t.equal(types.stdout, '', 'and it type-checks');
});
