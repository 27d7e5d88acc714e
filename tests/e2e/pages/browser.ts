// A real browser for tests, in suites that begin with `describeInBrowser`.
import { findBrowser } from '#simulators/grounds/wire/browser';
import { describeWith } from '../../peers.ts';

/** A `describe` for tests that start a browser. */
export function describeInBrowser(title: string, tests: (this: Mocha.Suite) => void): void {
  describeWith('chromium', title, tests, findBrowser);
}
