import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Check, fromFaults } from './check.ts';
import { listFiles } from './files.ts';

const sections = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
type Manifest = Partial<Record<(typeof sections)[number], Record<string, string>>>;

const exact = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.-]+)?$/;
const registry = 'registry.npmjs.org';

/** Everything is installed at a version somebody chose, from the one registry. */
export const pins: Check = {
  name: 'pins',
  async run(root) {
    const manifests = (await listFiles(root)).filter((file) => basename(file) === 'package.json');
    const found = await Promise.all(manifests.map((file) => findUnpinned(root, file)));
    const faults = [...found.flat(), ...(await checkLockfile(root))];
    return fromFaults(faults, `${manifests.length} manifests and the lockfile`);
  },
};

async function findUnpinned(root: string, file: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(root, file), 'utf8')) as Manifest;
  return sections.flatMap((section) =>
    Object.entries(manifest[section] ?? {})
      .filter(([, range]) => range !== 'workspace:*' && !exact.test(range))
      .map(([name, range]) => `${file}: ${name} is not pinned: ${range}`),
  );
}

async function checkLockfile(root: string): Promise<string[]> {
  const file = 'pnpm-lock.yaml';
  if (!existsSync(join(root, file))) return [`${file}: missing`];
  const lines = (await readFile(join(root, file), 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    // What a maintainer wrote on deprecating may name any address.
    if (/^\s*deprecated:/.test(line)) return [];
    const place = `${file}:${index + 1}`;
    const hosts = [
      ...line.matchAll(/\b(?:https?|git|ssh|git\+\w+):\/\/(?:[^/@\s]*@)?([^/:\s'"}]+)/g),
    ];
    const foreign = hosts.map((match) => match[1]).filter((host) => host !== registry);
    // Without a hash (a git or directory source) nothing says what was installed.
    const unhashed = /^\s*resolution:/.test(line) && !line.includes('integrity: sha');
    return [
      ...foreign.map((host) => `${place}: from ${host}, not ${registry}`),
      ...(unhashed ? [`${place}: without an integrity hash: ${line.trim()}`] : []),
    ];
  });
}
