import t from 'tap';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printDomainIndex } from './domain-index.ts';

/** `tap run --snapshot test/conformance/domain-index.test.ts` writes the index anew. */

const folder = join(import.meta.dirname, '../../shared/src/domains');
const file = join(folder, 'index.ts');
const expected = printDomainIndex(folder);
if (process.env['TAP_SNAPSHOT'] === '1') writeFileSync(file, expected);

t.equal(
  readFileSync(file, 'utf8'),
  expected,
  'domains/index.ts lists every domain folder; if not: tap run --snapshot test/conformance/domain-index.test.ts',
);
