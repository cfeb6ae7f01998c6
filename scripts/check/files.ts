import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './tool.ts';

/** Directories of the workspace's packages that hold code; each has its own package.json. */
export const packages = ['hub', 'node', 'shared', 'schema', 'test'] as const;

/** Every file that is, or could be, committed: tracked ones and new ones that are not ignored. */
export async function listFiles(root: string): Promise<string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const run = await runTool({ bin: 'git', args, root });
  if (run.code !== 0) throw new Error(`git ls-files failed: ${run.output}`);
  // A file deleted but not yet staged is still listed.
  return run.stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

/** Code somebody wrote: TypeScript that is neither generated nor a migration. */
export function isWritten(file: string): boolean {
  return /\.m?ts$/.test(file) && !/(^|\/)(gen|migrations|dist)\//.test(file);
}
