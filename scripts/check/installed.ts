import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An installed package: its directory and what is read of its manifest. */
export interface Installed {
  directory: string;
  manifest: {
    name: string;
    version: string;
    license?: unknown;
    licenses?: unknown;
    gypfile?: boolean;
    scripts?: Record<string, string>;
  };
}

/** Every package in pnpm's store of this workspace, each once. Packages are linked, so links are skipped. */
export async function listInstalled(root: string): Promise<Installed[]> {
  const store = join(root, 'node_modules/.pnpm');
  if (!existsSync(store)) throw new Error('node_modules/.pnpm is missing: run pnpm install');
  const entries = (await readdir(store)).map((entry) => join(store, entry, 'node_modules'));
  const found = await Promise.all(entries.filter(existsSync).map(readPackages));
  return found.flat();
}

async function readPackages(directory: string): Promise<Installed[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const own = entries.filter((entry) => entry.isDirectory() && entry.name !== '.bin');
  const found = await Promise.all(
    own.map(async (entry) => {
      const path = join(directory, entry.name);
      if (entry.name.startsWith('@')) return readPackages(path);
      const file = join(path, 'package.json');
      if (!existsSync(file)) return [];
      const manifest = JSON.parse(await readFile(file, 'utf8')) as Installed['manifest'];
      return [{ directory: path, manifest }];
    }),
  );
  return found.flat();
}
