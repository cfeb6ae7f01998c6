import { type Check, failed, passed } from './check.ts';
import { runTool } from './tool.ts';

export const format: Check = {
  name: 'format',
  async run(root) {
    const run = await runTool({ bin: 'oxfmt', args: ['--check', '.'], root });
    if (run.code !== 0) return failed('run `pnpm format`', run.output);
    // "All matched files use the correct format. Finished in 12ms on 34 files using 2 threads."
    const files = /on (\d+) files/.exec(run.output)?.[1];
    if (files === undefined || files === '0') return failed('saw no files', run.output);
    return passed(`${files} files`);
  },
};
