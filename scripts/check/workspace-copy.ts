import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listFiles, packages } from './files.ts';
import { runTool } from './tool.ts';

const scope = '@lianxue';

/** The workspace as it stands, in a temporary directory with the installed packages linked in. */
export async function copyWorkspace(root: string): Promise<string> {
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'lianxue-plant-')));
  for (const file of await listFiles(root)) {
    await mkdir(join(copy, dirname(file)), { recursive: true });
    await cp(join(root, file), join(copy, file));
  }
  await linkEach(join(root, 'node_modules'), join(copy, 'node_modules'), ['.pnpm']);
  // The store is a directory of its own, so that a package can be planted in it.
  await linkEach(join(root, 'node_modules/.pnpm'), join(copy, 'node_modules/.pnpm'), []);
  for (const name of packages) {
    const [from, to] = [join(root, name, 'node_modules'), join(copy, name, 'node_modules')];
    if (!existsSync(from)) continue;
    await linkEach(from, to, [scope]);
    if (!existsSync(join(from, scope))) continue;
    // Ours are linked within the copy: followed to the real tree, a plant would not be seen.
    await mkdir(join(to, scope));
    for (const own of await readdir(join(from, scope)))
      await symlink(join(copy, own), join(to, scope, own));
  }
  await runTool({ bin: 'git', args: ['init', '--quiet'], root: copy });
  return copy;
}

export async function removeCopy(copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
}

async function linkEach(from: string, to: string, without: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = (await readdir(from)).filter((entry) => !without.includes(entry));
  await Promise.all(
    entries.map(async (entry) => symlink(await realpath(join(from, entry)), join(to, entry))),
  );
}
