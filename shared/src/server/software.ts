import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = join(import.meta.dirname, '../../package.json');

/** Name and version, as told to other sites. */
export const SOFTWARE = `lianxue ${(JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version}`;
