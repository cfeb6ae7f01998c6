import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The text of `domains/index.ts` for the folders beside it that declare a domain. */
export function printDomainIndex(folder: string): string {
  const domains = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'domain.ts')))
    .map((entry) => entry.name)
    .sort();
  const nameOf = (domain: string): string =>
    domain.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const imports = domains.map(
    (domain) => `import * as ${nameOf(domain)} from './${domain}/domain.ts';`,
  );
  return `// Generated from the folders beside it; see docs/how-to/add-a-record-type.md.
${imports.join('\n')}
import type { DeclaredType } from './declare.ts';
import type { RecordTable } from '../storage/kit.ts';

/** Every record type that replicates; a domain's \`domain.ts\` exports nothing but its declared types. */
export const recordTypes: readonly DeclaredType[] = [
${domains.map((domain) => `  ${nameOf(domain)},`).join('\n')}
].flatMap((domain) => Object.values<DeclaredType>(domain));

/** The table of each. */
export const recordTables: readonly RecordTable[] = recordTypes.map((type) => type.table);
`;
}
