import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { blank } from './blank.ts';
import { type Check, fromFaults } from './check.ts';
import { isWritten, listFiles } from './files.ts';

/** A rule the linter has no word for. */
interface HouseRule {
  says: string;
  /** Files it holds in. */
  in: (file: string) => boolean;
  /** Searched in the code without comments and strings. */
  pattern: RegExp;
}

const isTest = (file: string): boolean => file.startsWith('test/') || file.endsWith('.test.ts');
const mayReadEnvironment = (file: string): boolean =>
  basename(file) === 'config.ts' || file.startsWith('scripts/') || file.startsWith('test/');

const rules: readonly HouseRule[] = [
  {
    // A SQLite transaction is synchronous: it would commit at the first await, the rest outside of it.
    says: 'no async function in a transaction',
    in: () => true,
    pattern: /\.transaction\s*(?:<[^()]*>)?\(\s*async\b/g,
  },
  {
    says: 'no .only or .skip in tests',
    in: isTest,
    pattern:
      /\b(?:t|tap|test|it|describe|suite)\s*\.\s*(?:only|skip)\s*\(|\b(?:only|skip)\s*:\s*true\b/g,
  },
  {
    // The linter sees `process.env` only.
    says: 'process.env only in config.ts',
    in: (file) => !mayReadEnvironment(file),
    pattern: /\}\s*=\s*(?:globalThis\.)?process\b|\bprocess\s*\[|\bglobalThis\s*\.\s*process\b/g,
  },
];

const onlyBarrel = 'shared/src/domains/index.ts';
const vagueNames = /^(utils?|helpers?|managers?|common)\.ts$/;

export const house: Check = {
  name: 'house',
  async run(root) {
    const files = (await listFiles(root)).filter(isWritten);
    const found = await Promise.all(
      files.map(async (file) => {
        const code = await readFile(join(root, file), 'utf8');
        return [...checkName(file), ...checkCode(file, code)];
      }),
    );
    return fromFaults(found.flat(), `${files.length} files`);
  },
};

function checkName(file: string): string[] {
  const name = basename(file);
  if (name === 'index.ts' && file !== onlyBarrel)
    return [`${file}: no index.ts but ${onlyBarrel}: barrels hide where things come from`];
  if (vagueNames.test(name)) return [`${file}: a name that says what the file holds`];
  return [];
}

function checkCode(file: string, code: string): string[] {
  const bare = blank(code, 'comments and strings');
  return rules
    .filter((rule) => rule.in(file))
    .flatMap((rule) =>
      [...bare.matchAll(rule.pattern)].map((match) => {
        const line = bare.slice(0, match.index).split('\n').length;
        return `${file}:${line}: ${rule.says}`;
      }),
    );
}
