// A real browser for tests, in suites that begin with `describeInBrowser`.
import axe from 'axe-core';
import type { Page } from 'puppeteer';
import { findBrowser } from '#simulators/grounds/wire/browser';
import { describeWith } from '../../peers.ts';

/** A `describe` for tests that start a browser. */
export function describeInBrowser(title: string, tests: (this: Mocha.Suite) => void): void {
  describeWith('chromium', title, tests, findBrowser);
}

/** What keeps people from reading a page, and where. */
export async function axeSays(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
}
