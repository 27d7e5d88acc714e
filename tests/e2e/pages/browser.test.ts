import assert from 'node:assert/strict';
import type { Browser } from 'puppeteer';
import { findBrowser, launchBrowser } from '#simulators/grounds/wire/browser';
import { describeInBrowser } from './browser.ts';
import { findPeer } from '../../peers.ts';

describeInBrowser('the browser for tests', function () {
  this.timeout(60_000);
  let browser: Browser | undefined;

  afterEach(async () => {
    await browser?.close();
    browser = undefined;
  });

  it('starts and computes', async () => {
    browser = await launchBrowser();
    const page = await browser.newPage();
    assert.equal(await page.evaluate('1 + 1'), 2);
  });

  it('draws a phone-sized page', async () => {
    browser = await launchBrowser();
    const page = await browser.newPage();
    await page.setViewport({ width: 360, height: 640, isMobile: true });
    await page.setContent('<h1>Table 7</h1>');
    assert.equal(await page.$eval('h1', (heading) => heading.textContent), 'Table 7');
  });

  it('says which variable names a browser that is not there', async () => {
    await assert.rejects(findBrowser({ CHROME_PATH: '/nowhere/chrome' }), /CHROME_PATH is \/nowhere\/chrome/);
  });

  it('is not found on an empty PATH', () => {
    assert.equal(findPeer('chromium', { PATH: '' }), undefined);
  });
});
