// What `npm run mutation` changes, and what is to notice: the fast tests of the same folders, and those outside them that
// play small floors on sim. What survives, and why, is in docs/mutation-survivors.md.

/** Node runs the sources as they are, in Stryker's sandbox too. */
const NODE = [
  '--conditions=source',
  '--disable-warning=ExperimentalWarning',
  '--import',
  './scripts/stryker-loads-mocha.mjs',
];

export default {
  mutate: ['server/core/**/*.ts', 'server/host/**/*.ts', 'checkers/**/*.ts', '!**/*.test.ts'],
  plugins: ['@stryker-mutator/mocha-runner'],
  testRunner: 'mocha',
  testRunnerNodeArgs: NODE,
  mochaOptions: {
    'no-config': true,
    'no-package': true,
    spec: [
      'server/core/**/*.test.ts',
      'server/host/**/*.test.ts',
      'checkers/**/*.test.ts',
      'tests/properties/{planted-floors,printer-session,half-tickets}.test.ts',
      'tests/regressions/regressions.test.ts',
    ],
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
