import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** The contract's own text is the source of the validators, so that the two cannot differ. */
const schemaFolder = (): string => join(import.meta.dirname, '../../../schema');

let known: GraphQLSchema | undefined;

/**
 * The wire inputs of all replicated records. Read at first use rather than at
 * import: drizzle-kit imports the tables where there is no `import.meta`.
 */
export function wireSchema(): GraphQLSchema {
  known ??= readWire(schemaFolder());
  return known;
}

function readWire(folder: string): GraphQLSchema {
  const records = join(folder, 'records');
  const files = readdirSync(records)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => join(records, file));
  const text = [join(folder, 'directives.graphql'), ...files]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  return buildASTSchema(parse(text));
}
