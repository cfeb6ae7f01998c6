import { type Check, failed, passed } from './check.ts';
import { runTool } from './tool.ts';

export const lint: Check = {
  name: 'lint',
  async run(root) {
    const args = ['--type-aware', '--deny-warnings', '--report-unused-disable-directives', '.'];
    const run = await runTool({ bin: 'oxlint', args, root });
    const seen = /on (\d+) files? with (\d+) rules/.exec(run.output);
    if (run.code !== 0) return failed(seen ? `${seen[1]} files` : 'oxlint failed', run.output);
    // A config that ignores everything would pass for ever.
    if (!seen || seen[1] === '0') return failed('saw no files', run.output);
    return passed(`${seen[1]} files, ${seen[2]} rules`);
  },
};
