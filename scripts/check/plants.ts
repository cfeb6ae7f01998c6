/** A fault, where it goes, and what must be said about it. */
export interface Plant {
  name: string;
  /** The check that has to fail, and no other. */
  check: string;
  says: RegExp;
  /** Content by path; a function gets what is there, '' if nothing is. */
  files: Record<string, string | ((current: string) => string)>;
}

/** A fault in a line of an otherwise good new file. */
const inFile = (path: string, ...lines: string[]): Plant['files'] => ({
  [path]: `${lines.join('\n')}\n`,
});

const base = 'shared/src/base/planted.ts';
const engine = 'shared/src/replication/planted.ts';

const lintPlants: Plant[] = [
  {
    name: 'engine-clock',
    check: 'lint',
    says: /'Date'.*clock port/s,
    files: inFile(engine, 'console.log(Date.now());'),
  },
  {
    name: 'engine-date',
    check: 'lint',
    says: /'Date'.*clock port/s,
    files: inFile(engine, 'console.log(new Date());'),
  },
  {
    name: 'engine-random',
    check: 'lint',
    says: /'Math\.random' is restricted/,
    files: inFile(engine, 'console.log(Math.random());'),
  },
  {
    name: 'engine-timer',
    check: 'lint',
    says: /'setTimeout'/,
    files: inFile(engine, 'setTimeout(() => console.log(1), 1);'),
  },
  {
    name: 'engine-fetch',
    check: 'lint',
    says: /'fetch'/,
    files: inFile(engine, "void fetch('http://planted.example');"),
  },
  {
    name: 'environment',
    check: 'lint',
    says: /no-process-env/,
    files: inFile(base, "console.log(process.env['PLANTED']);"),
  },
  {
    name: 'floating-promise',
    check: 'lint',
    says: /no-floating-promises/,
    files: inFile(base, 'Promise.resolve(1);'),
  },
  {
    name: 'misused-promise',
    check: 'lint',
    says: /no-misused-promises/,
    files: inFile(base, '[1].forEach(async (one) => console.log(await Promise.resolve(one)));'),
  },
  {
    name: 'await-of-a-value',
    check: 'lint',
    says: /await-thenable/,
    files: inFile(base, 'console.log(await 1);'),
  },
  {
    name: 'three-levels-up',
    check: 'lint',
    says: /at most two levels up/,
    files: {
      [base]: 'export const planted = 1;\n',
      'shared/src/base/one/two/planted-deep.ts':
        "import { planted } from '../../../base/planted.ts';\n\nconsole.log(planted);\n",
    },
  },
  {
    name: 'long-file',
    check: 'lint',
    says: /max-lines/,
    files: inFile(base, ...Array.from({ length: 401 }, (_, line) => `console.log(${line});`)),
  },
];

const housePlants: Plant[] = [
  {
    name: 'async-transaction',
    check: 'house',
    says: /planted\.ts:2: no async function in a transaction/,
    files: inFile(
      base,
      'declare const db: { transaction: (work: () => unknown) => void };',
      'db.transaction(async () => await Promise.resolve(1));',
    ),
  },
  {
    name: 'barrel',
    check: 'house',
    says: /no index\.ts but/,
    files: inFile('shared/src/base/index.ts', 'console.log(1);'),
  },
  {
    name: 'skipped-test',
    check: 'house',
    says: /no \.only or \.skip/,
    files: inFile(
      'test/planted.test.ts',
      "import t from 'tap';",
      '',
      "void t.test('planted', { skip: true }, (t) => t.end());",
    ),
  },
  {
    name: 'environment-taken-apart',
    check: 'house',
    says: /process\.env only in config\.ts/,
    files: inFile(base, 'const { env } = process;', "console.log(env['PLANTED']);"),
  },
];

const boundaryPlants: Plant[] = [
  {
    name: 'engine-imports-storage',
    check: 'boundaries',
    says: /layer-replication: shared\/src\/replication\/planted\.ts -> shared\/src\/storage/,
    files: {
      'shared/src/storage/planted.ts': 'export const planted = 1;\n',
      [engine]: "import { planted } from '../storage/planted.ts';\n\nconsole.log(planted);\n",
    },
  },
  {
    name: 'domain-imports-domain',
    check: 'boundaries',
    says: /domains-apart/,
    files: {
      'shared/src/domains/planted-a/rules.ts': 'export const planted = 1;\n',
      'shared/src/domains/planted-b/rules.ts':
        "import { planted } from '../planted-a/rules.ts';\n\nconsole.log(planted);\n",
    },
  },
  {
    name: 'shared-imports-hub',
    check: 'boundaries',
    says: /shared-below/,
    files: {
      'hub/src/planted.ts': 'export const planted = 1;\n',
      'shared/src/planted.ts':
        "import { planted } from '../../hub/src/planted.ts';\n\nconsole.log(planted);\n",
    },
  },
  {
    name: 'by-package-name',
    check: 'boundaries',
    says: /schema-alone: schema\/planted\.ts -> shared\/src\/base\/planted\.ts/,
    files: {
      [base]: 'export const planted = 1;\n',
      'schema/planted.ts':
        "import { planted } from '../shared/src/base/planted.ts';\n\nconsole.log(planted);\n",
    },
  },
  {
    name: 'cycle',
    check: 'boundaries',
    says: /no-cycles/,
    files: {
      [base]:
        "import { other } from './planted-other.ts';\n\nexport const planted = (): number => other();\n",
      'shared/src/base/planted-other.ts':
        "import { planted } from './planted.ts';\n\nexport const other = (): number => planted();\n",
    },
  },
  {
    // What happens without the right TypeScript: nothing seen, nothing forbidden found.
    name: 'cruiser-blind',
    check: 'boundaries',
    says: /saw 0 modules of shared/,
    files: {
      '.dependency-cruiser.cjs': (current) =>
        current.replace('options: {', "options: {\n    includeOnly: '^nowhere/',"),
    },
  },
];

const stored = (manifest: object): Plant['files'] => ({
  'node_modules/.pnpm/planted@1.0.0/node_modules/planted/package.json': JSON.stringify(manifest),
});

const otherPlants: Plant[] = [
  {
    name: 'unformatted',
    check: 'format',
    says: /planted\.ts/,
    files: inFile(base, 'console.log( 1 )'),
  },
  {
    name: 'type-error',
    check: 'types',
    says: /planted\.ts.*TS2322/,
    files: inFile(base, "const planted: number = 'text';", 'console.log(planted);'),
  },
  {
    name: 'unused-export',
    check: 'unused',
    says: /planted\.ts:1 unused exports: planted/,
    files: inFile(base, 'export const planted = 1;'),
  },
  {
    name: 'unused-dependency',
    check: 'unused',
    says: /shared\/package\.json unused dependencies: planted-package/,
    files: {
      'shared/package.json': (current) =>
        current.replace('"dependencies": {', '"dependencies": { "planted-package": "1.0.0",'),
    },
  },
  {
    name: 'generated-stale',
    check: 'codegen',
    says: /schema\/gen\/wire\.ts: out of date/,
    files: inFile('schema/records/planted.graphql', 'input PlantedInput {', '  id: ID!', '}'),
  },
  {
    name: 'generated-orphan',
    check: 'codegen',
    says: /schema\/gen\/planted\.ts: nothing generates it/,
    files: inFile('schema/gen/planted.ts', 'console.log(1);'),
  },
  {
    name: 'migration-missing',
    check: 'migrations',
    says: /hub: out of date.*ADD `planted`/s,
    files: {
      'shared/src/server/accounts/tables.ts': (current) =>
        current.replace(
          "    jti: text('jti')",
          "    planted: text('planted'),\n    jti: text('jti')",
        ),
    },
  },
  {
    name: 'unpinned',
    check: 'pins',
    says: /package\.json: knip is not pinned: \^/,
    files: { 'package.json': (current) => current.replace('"knip": "', '"knip": "^') },
  },
  {
    name: 'foreign-registry',
    check: 'pins',
    says: /from planted\.example, not registry\.npmjs\.org/,
    files: {
      'pnpm-lock.yaml': (current) => `${current}# tarball: https://planted.example/x.tgz\n`,
    },
  },
  {
    name: 'copyleft',
    check: 'licences',
    says: /planted@1\.0\.0: AGPL-3\.0-only/,
    files: stored({ name: 'planted', version: '1.0.0', license: 'AGPL-3.0-only' }),
  },
  {
    name: 'install-script',
    check: 'install-scripts',
    says: /planted: has an install script/,
    files: stored({
      name: 'planted',
      version: '1.0.0',
      license: 'MIT',
      scripts: { postinstall: 'node planted.js' },
    }),
  },
];

export const plants: readonly Plant[] = [
  ...lintPlants,
  ...housePlants,
  ...boundaryPlants,
  ...otherPlants,
];
