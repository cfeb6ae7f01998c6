import { type Check, failed, passed } from './check.ts';
import { isWritten, listFiles, packages } from './files.ts';
import { runTool } from './tool.ts';

/** What is read of dependency-cruiser's JSON. */
interface Cruise {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string; severity: string } }[] };
}

export const boundaries: Check = {
  name: 'boundaries',
  async run(root) {
    const written = (await listFiles(root)).filter(isWritten);
    // Only packages that have code, as the cruiser rejects a directory without any.
    const present = packages.filter((name) => written.some((file) => file.startsWith(`${name}/`)));

    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...present];
    const run = await runTool({ bin: 'depcruise', args, root });
    let cruise: Cruise;
    try {
      cruise = JSON.parse(run.stdout) as Cruise;
    } catch {
      return failed('dependency-cruiser failed', run.output);
    }

    const blind = present.flatMap((name) => findBlindness(cruise, name, written));
    const faults = cruise.summary.violations
      .filter((violation) => violation.rule.severity === 'error')
      .map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
    const all = [...blind, ...faults];
    if (all.length > 0) return failed(`${all.length} found`, all.join('\n'));

    const dependencies = cruise.modules.reduce(
      (sum, module) => sum + module.dependencies.length,
      0,
    );
    return passed(`${cruise.modules.length} modules, ${dependencies} dependencies`);
  },
};

/**
 * Without the compiler API it was written for, the cruiser sees no TypeScript and passes. So it has to
 * have seen every package that has files, and imports in it unless it is one that imports nothing.
 */
function findBlindness(cruise: Cruise, name: string, written: readonly string[]): string[] {
  const modules = cruise.modules.filter((module) => module.source.startsWith(`${name}/`));
  const files = written.filter((file) => file.startsWith(`${name}/`));
  if (modules.length === 0) return [`saw 0 modules of ${name}, which has ${files.length} files`];
  const importing = modules.some((module) => module.dependencies.length > 0);
  if (!importing && name !== 'schema') return [`saw 0 dependencies of ${name}`];
  return [];
}
