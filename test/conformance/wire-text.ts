import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, visit } from 'graphql';
import type { ASTNode, DefinitionNode } from 'graphql';

/** What two sites must agree on to understand each other, as one text without words for people. */

export const schemaFolder = join(import.meta.dirname, '../../schema');

const byText = (a: ASTNode, b: ASTNode): number => (print(a) < print(b) ? -1 : 1);

/** Order and descriptions mean nothing on the wire; names, types, enum values and limits do. */
function bare(definition: DefinitionNode): string {
  const stripped = visit(definition, {
    enter(node) {
      if (!('description' in node)) return undefined;
      const { description: _, ...rest } = node;
      return rest;
    },
    leave(node) {
      const sorted: Record<string, unknown> = { ...node };
      for (const list of ['fields', 'values', 'arguments', 'directives'])
        if (Array.isArray(sorted[list]))
          sorted[list] = [...(sorted[list] as ASTNode[])].sort(byText);
      return sorted;
    },
  });
  return print(stripped);
}

export function wireText(folder = schemaFolder): string {
  const files = globSync(['directives.graphql', 'records/*.graphql', 'sync.graphql'], {
    cwd: folder,
  });
  return files
    .flatMap(
      (file) => parse(readFileSync(join(folder, file), 'utf8'), { noLocation: true }).definitions,
    )
    .map(bare)
    .sort()
    .join('\n\n');
}

export const wireHash = (folder = schemaFolder): string =>
  createHash('sha256').update(wireText(folder)).digest('hex');
