/**
 * The storeys of the house, and the only ways between them (docs/architecture.md says why).
 * test/architecture/doors.test.ts plants a violation of every rule and sees it refused.
 */

/** The pure parsers that core/ may use. A new one is a decision: docs/decisions/. */
const purePackages = ['js-yaml', 'picomatch', 'zod', 'liquidjs', 'ajv', 'markdown-it'];

const rules = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or hide a third.',
    from: {},
    to: { circular: true },
  },
  { name: 'no-dead-imports', comment: 'An import that leads nowhere.', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-undeclared-packages',
    comment: 'Every package that is imported stands in package.json.',
    from: { path: '^(src|test|bench)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },

  {
    name: 'core-looks-nowhere',
    comment: 'core/ decides; it sees neither the world nor who asks.',
    from: { path: '^src/core/' },
    to: { path: '^src/(io|engine|cli|mcp|web|main|context)' },
  },
  {
    name: 'core-without-node',
    comment: 'No disk, process, clock or network in core/.',
    from: { path: '^src/core/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'core-parsers',
    comment: 'core/ uses a few pure parsers and no other package.',
    from: { path: '^src/core/' },
    to: { path: 'node_modules/', pathNot: `node_modules/(${purePackages.join('|')})/` },
  },

  {
    name: 'io-looks-down',
    comment: 'A room of io/ wraps one thing outside; the order of effects belongs in engine/.',
    from: { path: '^src/io/' },
    to: { path: '^src/(engine|cli|mcp|web|main|context)' },
  },
  {
    name: 'rooms-are-apart',
    comment: 'A room of io/ uses its own files and io/process, no other room.',
    from: { path: '^src/io/([^/]+)/' },
    to: { path: '^src/io/', pathNot: '^src/io/(process|$1)/' },
  },
  {
    name: 'only-process-spawns',
    comment: 'io/process is the one door to other programs.',
    from: { path: '^src/', pathNot: '^src/io/process/' },
    to: { path: '^(node:)?child_process$' },
  },
  {
    name: 'only-io-reads-disk',
    comment: 'Files are opened in io/.',
    from: { path: '^src/', pathNot: '^src/io/' },
    to: { path: '^(node:)?fs(/promises)?$' },
  },

  {
    name: 'engine-is-silent',
    comment: 'engine/ is spoken to; it does not speak.',
    from: { path: '^src/engine/' },
    to: { path: '^src/(cli|mcp|web|main)' },
  },
  {
    name: 'engine-without-world',
    comment: 'engine/ reaches the world through a room of io/ or through the Context.',
    from: { path: '^src/engine/' },
    to: { path: '^(node:)?(net|http|https|process|os|worker_threads)$' },
  },

  {
    name: 'surfaces-ask-the-engine',
    comment: 'cli, mcp and web reach the world through an operation.',
    from: { path: '^src/(cli|mcp|web)/' },
    to: { path: '^src/io/' },
  },
  {
    name: 'surfaces-without-world',
    comment: 'A surface translates; it touches nothing.',
    from: { path: '^src/(cli|mcp)/' },
    to: { path: '^(node:)?(net|http|https|process|os|worker_threads)$' },
  },
  {
    name: 'surfaces-are-strangers',
    comment: 'No surface imports another.',
    from: { path: '^src/(cli|mcp|web)/' },
    to: { path: '^src/(cli|mcp|web)/', pathNot: '^src/$1/' },
  },

  {
    name: 'main-is-the-top',
    comment: 'main.ts knows everybody; nobody knows main.ts.',
    from: { path: '^src/' },
    to: { path: '^src/main' },
  },
  {
    name: 'no-test-in-src',
    comment: 'What ships imports neither tests nor benchmarks nor scripts.',
    from: { path: '^src/' },
    to: { path: '^(test|bench|scripts)/' },
  },
];

module.exports = {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
