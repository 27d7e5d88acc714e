// Runs Stryker on server/core, server/host and checkers: which changes of the code no fast test notices.
//   npm run mutation
//   npm run mutation -- --mutate server/core/tabs/locks.ts:80-120
// What survives, and why, is in docs/mutation-survivors.md.
import './stryker-loads-mocha.mjs';
import { StrykerCli } from '@stryker-mutator/core';

new StrykerCli([process.execPath, 'stryker', 'run', ...process.argv.slice(2)]).run();
