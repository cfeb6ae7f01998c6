import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, fromFaults } from './check.ts';
import { type Installed, listInstalled } from './installed.ts';

/** Code that runs while installing is a decision, written down in allowBuilds either way. */
export const installScripts: Check = {
  name: 'install-scripts',
  async run(root) {
    const decided = readAllowBuilds(await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8'));
    const building = (await listInstalled(root)).filter(buildsOnInstall);
    const names = [...new Set(building.map(({ manifest }) => manifest.name))].sort();
    // The other way round is no fault: some packages are installed on some platforms only.
    const faults = names
      .filter((name) => !decided.includes(name))
      .map((name) => `${name}: has an install script and is not in allowBuilds`);
    return fromFaults(faults, `${names.length} packages with scripts`);
  },
};

function buildsOnInstall({ directory, manifest }: Installed): boolean {
  const scripts = manifest.scripts ?? {};
  if (['preinstall', 'install', 'postinstall'].some((name) => name in scripts)) return true;
  // A binding.gyp is built even when no script says so.
  return manifest.gypfile !== false && existsSync(join(directory, 'binding.gyp'));
}

/** The names under `allowBuilds:`: its lines are all of the form `  name: true`. */
function readAllowBuilds(yaml: string): string[] {
  const block = /^allowBuilds:\n((?:[ \t]+.*\n|[ \t]*#.*\n)*)/m.exec(`${yaml}\n`)?.[1] ?? '';
  return [...block.matchAll(/^[ \t]+['"]?([^#'":\s]+)['"]?:[ \t]*(?:true|false)/gm)].map(
    (match) => match[1] ?? '',
  );
}
