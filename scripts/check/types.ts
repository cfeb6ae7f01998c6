import { type Check, failed, passed } from './check.ts';
import { runTool } from './tool.ts';

export const types: Check = {
  name: 'types',
  async run(root) {
    const run = await runTool({ bin: 'tsc', args: ['--noEmit', '--listFiles'], root });
    const lines = run.output.split('\n');
    const own = lines.filter((line) => line.startsWith(root) && !line.includes('/node_modules/'));
    const faults = lines.filter((line) => !/^\/.*\.[cm]?[tj]sx?$|\.json$/.test(line)).join('\n');
    if (run.code !== 0) return failed('tsc failed', faults);
    if (own.length === 0) return failed('saw no files', run.output.slice(0, 2000));
    return passed(`${own.length} files`);
  },
};
