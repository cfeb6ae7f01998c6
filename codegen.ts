import { globSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = {
  Json: 'unknown',
  Long: 'number',
  Timestamp: 'number',
};

const common = {
  useTypeImports: true,
  // Node strips types but cannot run enums. (`enumType` is another plugin's option.)
  enumsAsTypes: true,
  importExtension: '.ts',
  strictScalars: true,
  scalars,
  // With exactOptionalPropertyTypes, absent and null are told apart.
  inputMaybeValue: 'T | null | undefined',
} as const;

/** SDL files that exist, sorted: the order of a glob's matches is not the same everywhere. */
function sdl(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: import.meta.dirname }).sort();
}

interface Output {
  file: string;
  schema: string[];
  plugins: string[];
  config: Record<string, unknown>;
}

const resolvers = {
  plugins: ['typescript', 'typescript-resolvers'],
  config: { ...common, contextType: '@lianxue/shared/server/context.ts#RequestContext' },
};

const outputs: Output[] = [
  {
    // What crosses the wire between hub and nodes: the inputs of the replicated records.
    file: 'schema/gen/wire.ts',
    schema: sdl('schema/directives.graphql', 'schema/records/*.graphql'),
    plugins: ['typescript'],
    config: common,
  },
  {
    file: 'hub/src/graphql/gen/resolvers.ts',
    schema: sdl(
      'schema/scalars.graphql',
      'schema/sync.graphql',
      'schema/site/*.graphql',
      'schema/hub/*.graphql',
    ),
    ...resolvers,
  },
  {
    file: 'node/src/graphql/gen/resolvers.ts',
    schema: sdl(
      'schema/scalars.graphql',
      'schema/sync.graphql',
      'schema/site/*.graphql',
      'schema/node/*.graphql',
    ),
    ...resolvers,
  },
];

const config: CodegenConfig = {
  generates: Object.fromEntries(
    outputs.map(({ file, schema, plugins, config: options }) => [
      file,
      { schema, plugins, config: options },
    ]),
  ),
};

export default config;
