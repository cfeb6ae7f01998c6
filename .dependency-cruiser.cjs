/**
 * The direction of imports:
 *
 *   base <- replication <- storage
 *   base <- replication <- federation
 *   storage, federation <- domains <- server <- hub | node
 *
 * The engine (replication) knows no domain, so that a new record type never touches it; domains do not
 * know each other, so that one can be taken out; the hub and a branch node share code only by `shared`.
 */

/** Layers of shared/src: each may import itself and what it lists. */
const layers = {
  base: [],
  replication: ['base'],
  storage: ['base', 'replication'],
  federation: ['base', 'replication'],
  domains: ['base', 'replication', 'storage', 'federation'],
  server: ['base', 'replication', 'storage', 'federation', 'domains'],
};

// Tests beside the code may import anything, as those in test/ may.
const notTests = { pathNot: '\\.test\\.ts$' };

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer-${layer}`,
  severity: 'error',
  comment: `shared/src/${layer} may import only ${[layer, ...allowed].join(', ')}.`,
  from: { path: `^shared/src/${layer}/`, ...notTests },
  to: { path: '^shared/src/', pathNot: `^shared/src/(${[layer, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'engine-pure',
      severity: 'error',
      comment: 'The engine runs in a simulation: platform and packages reach it as ports.',
      from: { path: '^shared/src/replication/', ...notTests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domains-apart',
      severity: 'error',
      comment:
        'Domains share ids, never code. What two of them need belongs in domains/ itself or below.',
      from: { path: '^shared/src/domains/([^/]+)/', ...notTests },
      to: { path: '^shared/src/domains/[^/]+/', pathNot: '^shared/src/domains/$1/' },
    },
    {
      name: 'schema-alone',
      severity: 'error',
      comment: 'The contract imports nothing.',
      from: { path: '^schema/', ...notTests },
      to: { pathNot: '^schema/' },
    },
    {
      name: 'shared-below',
      severity: 'error',
      comment: 'shared never knows who uses it.',
      from: { path: '^shared/', ...notTests },
      to: { path: '^(hub|node|test|scripts)/' },
    },
    {
      name: 'hub-not-node',
      severity: 'error',
      comment: 'The two servers meet over the wire, not in code.',
      from: { path: '^hub/', ...notTests },
      to: { path: '^(node|test)/' },
    },
    {
      name: 'node-not-hub',
      severity: 'error',
      comment: 'The two servers meet over the wire, not in code.',
      from: { path: '^node/', ...notTests },
      to: { path: '^(hub|test)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle has no layer. Types count: they decide what can be read alone.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unresolved',
      severity: 'error',
      comment: 'An import that is not followed is not checked either.',
      from: { pathNot: '/gen/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Imports of types cross boundaries as well.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // Ours only: what a package brings in its own dist/ is a dependency to be seen.
    exclude: { path: ['^(hub|node)/migrations/', '^(hub/console|node/portal)/dist/'] },
    // The packages are reached by their exports map, through pnpm's links, to their real paths.
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
  },
};
