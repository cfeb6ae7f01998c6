import { type Check, failed, passed } from './check.ts';
import { isWritten, listFiles } from './files.ts';
import { runTool } from './tool.ts';

type Finding = { name: string; line?: number };
type Issue = { file: string } & Record<string, Finding[] | string>;

export const unused: Check = {
  name: 'unused',
  async run(root) {
    const args = ['--no-progress', '--no-config-hints', '--reporter', 'json'];
    const run = await runTool({ bin: 'knip', args, root });
    let issues: Issue[];
    try {
      issues = (JSON.parse(run.stdout) as { issues: Issue[] }).issues;
    } catch {
      return failed('knip failed', run.output);
    }
    const written = (await listFiles(root)).filter(isWritten);
    // A package nobody has written code for yet cannot use its dependencies.
    const code = written.filter((file) => !file.endsWith('.config.ts'));
    const hasCode = (file: string): boolean =>
      !file.endsWith('package.json') ||
      code.some((other) => other.startsWith(file.slice(0, -'package.json'.length)));
    const faults = issues.filter((issue) => hasCode(issue.file)).flatMap(describe);
    if (faults.length > 0) return failed(`${faults.length} found`, faults.join('\n'));
    if (run.code !== 0) return failed('knip failed', run.output);
    return passed(`${written.length} files`);
  },
};

function describe(issue: Issue): string[] {
  return Object.entries(issue).flatMap(([kind, findings]) =>
    typeof findings === 'string'
      ? []
      : findings.map(({ name, line }) => {
          const place = line === undefined ? issue.file : `${issue.file}:${line}`;
          return `${place} unused ${kind}: ${name}`;
        }),
  );
}
