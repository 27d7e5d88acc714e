// The page that tells a tester what to do now, in a real browser.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { createBoard } from '#certification/work/board';
import { TEST_CARDS } from '#certification/work/cards';
import type { HereServer } from '#cli/here-only';
import { startTesterServer } from '#cli/tester-server';
import { bundlePage, bundleReader } from '#reports/node-bundle';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { describeInBrowser } from '../pages/browser.ts';

const PHONE = { width: 360, height: 740 };
const MOST_MS = 10 * 60_000; // a browser may have to be installed first

/** How wide the cards of a sheet are, mm, and which codes are read off its picture. */
async function readSheet(sheet: Page, address: string): Promise<{ widths: number[]; codes: string[] }> {
  await sheet.setViewport({ width: 900, height: 1_300, deviceScaleFactor: 2 });
  await sheet.goto(address);
  const widths = await sheet.$$eval('svg', (cards) => cards.map((one) => one.getBoundingClientRect().width));
  const png = await sheet.screenshot({ fullPage: true });
  await sheet.close();
  prepareZXingModule({ overrides: { wasmBinary: bundleReader().wasm.slice().buffer } });
  const read = await readBarcodes(png, { formats: ['QRCode', 'EAN13'] });
  return {
    widths: widths.map((pixels) => Math.round((pixels * 254) / 96) / 10),
    codes: read.map(({ text }) => text).toSorted(),
  };
}

describeInBrowser('the page for the tester of an evening', function () {
  this.timeout(MOST_MS);
  const board = createBoard();
  let server: HereServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    server = await startTesterServer(board, bundlePage('tester'), 0);
    browser = await launchBrowser({ defaultViewport: PHONE });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.port}/`);
    await reads('.now', 'Nothing is to be done yet.');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const reads = (selector: string, part: string) =>
    page.waitForFunction(
      `document.querySelector(${JSON.stringify(selector)}).textContent.includes(${JSON.stringify(part)})`,
    );
  /** Asks on the board, as an evening does; resolves with what was said. */
  const asked = (text: string): Promise<string | null> =>
    new Promise((resolve) => void board.ask(text, 'Done', resolve));

  it('says what to do, and takes a word for it by keyboard', async () => {
    const answer = asked('Call the device now.');
    await reads('.now', 'Call the device now.');
    assert.equal(await page.$eval('.save', ({ textContent }) => textContent), 'Done');
    await page.focus('.save');
    await page.keyboard.press('Enter');
    assert.equal(await answer, null);
    await reads('.now', 'Nothing is to be done now.');
    assert.equal(await page.$eval('form', (form) => (form as { hidden?: boolean }).hidden), true);
  });

  it('has another key where there is something to be said besides', async () => {
    const said = new Promise((resolve) => void board.ask('Cut it.', 'Done', (...all) => resolve(all), 'It asked me'));
    await reads('.also', 'It asked me');
    await page.click('.also');
    assert.deepEqual(await said, [null, true]);
  });

  it('wants to know why something cannot be done', async () => {
    const answer = asked('Call it again.');
    await reads('.now', 'Call it again.');
    await page.focus('input');
    await page.keyboard.press('Enter');
    await reads('[role=alert]', 'reason');
    await page.keyboard.type('No network.');
    await page.keyboard.press('Enter');
    assert.equal(await answer, 'No network.');
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`leaves axe nothing to say, ${scheme}`, async () => {
      const takeBack = board.ask('Walk to the other access point.', 'Done', () => {});
      await reads('.now', 'Walk');
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.evaluate(axe.source);
      const said = await page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id }) => id))`);
      assert.deepEqual(said, []);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), PHONE.width);
      takeBack();
    });

  it('has ten cards to print, of their true size, whose codes are read off it', async () => {
    const { widths, codes } = await readSheet(await browser.newPage(), `http://127.0.0.1:${server.port}/cards`);
    assert.deepEqual([...new Set(widths)], [85.6]);
    assert.deepEqual(codes, TEST_CARDS.map(({ code }) => code).toSorted());
    await page.bringToFront();
  });

  it('says when nobody asks any more', async () => {
    await server.close();
    await reads('[role=alert]', 'does not answer');
  });
});
