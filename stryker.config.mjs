// What `npm run mutation` changes, and what is to notice: the fast tests of the same folders, and those outside them that
// play small floors on sim. Where only checkers are changed, their own tests and the spoiled evenings are to notice alone:
// that takes minutes a folder. What survives, and why, is in docs/mutation-survivors.md.

/** Node runs the sources as they are, in Stryker's sandbox too. */
const NODE = [
  '--conditions=source',
  '--disable-warning=ExperimentalWarning',
  '--import',
  './scripts/stryker-loads-mocha.mjs',
];

const OF_CHECKERS = ['checkers/**/*.test.ts', 'tests/spoiled/**/*.test.ts'];

/** No pattern here may have braces and no star: mocha takes such for a name, and finds nothing without a word. */
const ALL = [
  'server/core/**/*.test.ts',
  'server/host/**/*.test.ts',
  ...OF_CHECKERS,
  'tests/properties/planted-floors.test.ts',
  'tests/properties/printer-session.test.ts',
  'tests/properties/half-tickets.test.ts',
  'tests/regressions/regressions.test.ts',
];

/** What `--mutate` names: sources or patterns, with commas between them. */
const named = process.argv.slice(2).flatMap((arg, i, args) => (args[i - 1] === '--mutate' ? arg.split(',') : []));
const onlyCheckers = named.length > 0 && named.every((one) => one.startsWith('checkers/') || one.startsWith('!'));

export default {
  // What tests are made with is not changed: nobody but tests would notice.
  mutate: [
    'server/core/**/*.ts',
    'server/host/**/*.ts',
    'checkers/**/*.ts',
    '!**/*.test.ts',
    '!server/*/by-hand.ts',
    '!checkers/story.ts',
    '!server/host/**/*-that.ts',
  ],
  plugins: ['@stryker-mutator/mocha-runner'],
  testRunner: 'mocha',
  testRunnerNodeArgs: NODE,
  mochaOptions: {
    'no-config': true,
    'no-package': true,
    spec: onlyCheckers ? OF_CHECKERS : ALL,
  },
  coverageAnalysis: 'perTest',
  // A constant is read once, before a mutant can be switched on: such mutants would want a process each.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 5_000,
  thresholds: { high: 95, low: 85, break: null },
  reporters: ['clear-text', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  jsonReporter: { fileName: '.cache/mutation.json' },
  tempDirName: '.cache/stryker',
  ignorePatterns: ['.cache', 'dist', 'runs-out'],
  // TypeScript 7 has no interface that Stryker could read its configuration by.
  tsconfigFile: 'none.json',
};
