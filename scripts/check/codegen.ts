import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CodegenConfig, generate } from '@graphql-codegen/cli';
import { type Check, failed, fromFaults } from './check.ts';
import { listFiles } from './files.ts';

/** Generates in memory and compares; nothing is written. */
export const codegen: Check = {
  name: 'codegen',
  async run(root) {
    const loaded = (await import(pathToFileURL(join(root, 'codegen.ts')).href)) as {
      default: CodegenConfig;
    };
    const expected = Object.keys(loaded.default.generates);
    const committed = (await listFiles(root)).filter((file) => /(^|\/)gen\/.*\.ts$/.test(file));
    const orphans = committed
      .filter((file) => !expected.includes(file))
      .map((file) => `${file}: nothing generates it`);

    let generated: { filename: string; content: string }[];
    try {
      // Silent: progress is drawn on the terminal, and errors are thrown anyway.
      generated = await generate({ ...loaded.default, cwd: root, silent: true }, false);
    } catch (error) {
      return failed('graphql-codegen failed', String(error));
    }
    const stale = await Promise.all(
      generated.map(async ({ filename, content }) => {
        const file = resolve(root, filename);
        const current = await readFile(file, 'utf8').catch(() => undefined);
        return current === content ? [] : [`${relative(root, file)}: out of date, run codegen`];
      }),
    );
    return fromFaults([...orphans, ...stale.flat()], `${generated.length} files`);
  },
};
