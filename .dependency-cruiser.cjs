// Which folder may import which, and where Node itself may be imported. Decision 003 tells why it is set up this way;
// tests/tidy/import-rules.test.ts runs it, and proves on planted violations that it bites.

/** Each folder and the folders (or path patterns) it may import besides itself. */
const mayImport = {
  protocols: [],
  machines: ['protocols'],
  server: ['protocols', 'machines'],
  history: ['protocols'],
  scenarios: ['protocols', 'machines', 'history', 'server/core/config', 'server/core/facts'],
  simulators: ['protocols', 'machines', 'server', 'history', 'scenarios'],
  checkers: ['protocols', 'machines', 'history', 'server/core'],
  runs: ['protocols', 'machines', 'server', 'history', 'scenarios', 'simulators', 'checkers'],
  search: ['protocols', 'machines', 'server', 'history', 'scenarios', 'simulators', 'checkers', 'runs'],
  certification: ['protocols', 'history', 'scenarios', 'server/core/clients/whitelist'],
  reports: ['protocols', 'machines', 'history', 'scenarios', 'checkers', 'runs', 'search', 'certification'],
  pages: ['protocols', 'machines', 'history', 'checkers', 'reports', 'certification/manual/messages'],
  cli: [
    'protocols',
    'machines',
    'server',
    'history',
    'scenarios',
    'simulators',
    'checkers',
    'runs',
    'search',
    'certification',
    'reports',
  ],
};
const folders = Object.keys(mayImport);
const product = `^(${folders.join('|')})/`;
const test = '\\.test\\.ts$';

/** The part that runs in a browser as it is: no Node, no packages that need Node, none of our own files that do. */
const nodeFree =
  '^(protocols|machines|server/core|server/host|server/station|server/export|history|scenarios|simulators|checkers|runs|search|certification)/';
const nodeFreeExcept = [
  test,
  '^(history|scenarios|runs|search)/(night/|workers/|finds/)?node-[^/]*\\.ts$',
  '^certification/(catalogue/|certificate/|whitelist/|manual/|probes/)?node-[^/]*\\.ts$',
  '^runs/run-on-wire\\.ts$',
  '^simulators/(grounds/wire|drivers)/',
];

module.exports = {
  forbidden: [
    ...folders.map((folder) => ({
      name: `direction-${folder}`,
      comment: `${folder}/ may import only ${[folder, ...mayImport[folder]].join(', ')}`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: {
        path: `${product}|^(tests|benchmarks|scripts)/`,
        pathNot: [folder, ...mayImport[folder]].map((allowed) => `^${allowed}[/.]`),
      },
    })),
    {
      name: 'types-only-history',
      comment: 'the history knows the words of the protocols, not their code (the error table aside)',
      severity: 'error',
      from: { path: '^history/', pathNot: test },
      to: { path: '^protocols/(?!errors|file-errors|unreachable)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'types-only-checkers',
      comment: "checkers judge the server core's work: they may know its types and never call it",
      severity: 'error',
      from: { path: '^checkers/', pathNot: test },
      to: { path: '^server/core', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'node-free-builtin',
      comment: 'this folder runs in a browser: no Node modules, not even as types',
      severity: 'error',
      from: { path: [nodeFree, '^pages/'], pathNot: nodeFreeExcept },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-free-package',
      comment: 'this folder runs in a browser: no packages that need Node',
      severity: 'error',
      from: { path: nodeFree, pathNot: nodeFreeExcept },
      to: { path: '(^|node_modules/)(@types/(node|ws)|@fastify/[^/]+|fastify|ws|pino|commander)(/|$)' },
    },
    {
      name: 'node-free-neighbour',
      comment: 'this folder runs in a browser: it may import no project file that needs Node',
      severity: 'error',
      from: { path: nodeFree, pathNot: nodeFreeExcept },
      to: {
        path: [
          `^server/(?!core/|host/|station/|export/)`,
          ...nodeFreeExcept.filter((path) => path !== test),
          '^(reports|cli)/',
        ],
      },
    },
    {
      name: 'pages-node-free',
      comment: 'pages run in a browser: no project file that needs Node',
      severity: 'error',
      from: { path: '^pages/', pathNot: test },
      to: { path: '^(history|reports)/node-' },
    },
    {
      name: 'no-test-in-product',
      comment: 'test files are imported by nobody',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'no-cycle',
      comment: 'two files that import each other are one file, or three',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'an import that leads nowhere would hide from every other rule',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // Without these, `#machines/x` resolves to dist/, or to nothing, and every rule is green.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
