// The report as one meets it: a file on the disk, opened in a browser, without a network.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { writeHtmlReport } from '#reports/node-html';
import { describeInBrowser, launchBrowser } from './browser.ts';
import { syntheticEvening } from './synthetic-evening.ts';

describeInBrowser('the report in a browser', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-report-'));
  const path = join(folder, 'made', 'report.html');
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  before(async () => {
    const sim = syntheticEvening({ ground: 'sim', minutes: 30, devices: 8, fails: true });
    writeHtmlReport(path, [sim, syntheticEvening({ ground: 'wire', minutes: 10, devices: 4, fails: false })]);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => request.url().startsWith('http') && complaints.push(request.url()));
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.setViewport({ width: 1_280, height: 900 });
    await page.goto(pathToFileURL(path).href);
    await settled();
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(complaints, []);
  });

  /** Two pictures later whatever was asked for has been drawn. */
  const settled = (): Promise<unknown> =>
    page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const shown = (key: string): Promise<string> =>
    page.$eval('#timeline', (box, key) => box.getAttribute(`data-${key}`) ?? '', key);
  const range = async (): Promise<number[]> => [Number(await shown('from')), Number(await shown('to'))];
  const span = async (): Promise<number> => {
    const [from = 0, to = 0] = await range();
    return to - from;
  };
  /** How many different colours a canvas shows. */
  const colours = (canvas: string): Promise<number> =>
    page.evaluate(
      `new Set(new Uint32Array(document.querySelector('${canvas}').getContext('2d')
        .getImageData(0, 0, document.querySelector('${canvas}').width, document.querySelector('${canvas}').height).data.buffer)).size`,
    ) as Promise<number>;

  it('draws lanes, axis and overview of the whole run', async () => {
    assert.deepEqual(await range(), [0, 1_800_000]);
    for (const canvas of ['.main', '.axis', '.overview']) assert.ok((await colours(canvas)) > 5, canvas);
    const names = await page.$$eval('.name b', (all) => all.map((one) => one.textContent));
    assert.deepEqual(names.slice(0, 4), ['server', 'inside', 'H01', 'H02']);
  });

  it('zooms at the pointer with the wheel, and back with a button', async () => {
    const box = await (await page.$('.main'))?.boundingBox();
    assert.ok(box);
    await page.evaluate(`document.querySelector('.main').scrollIntoView({ block: 'center' })`);
    const at = await (await page.$('.main'))?.boundingBox();
    assert.ok(at);
    await page.mouse.move(at.x + at.width / 4, at.y + 40);
    await page.mouse.wheel({ deltaY: -400 });
    await settled();
    const [from = 0, to = 0] = await range();
    assert.ok(to - from < 1_500_000, `${from} to ${to}`);
    assert.ok(Math.abs(from + (to - from) / 4 - 450_000) < 2_000, 'what was under the pointer stays there');
    await page.click('[data-do=fit]');
    await settled();
    assert.deepEqual(await range(), [0, 1_800_000]);
  });

  it('moves and zooms with keys and by dragging', async () => {
    await page.focus('.main');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await settled();
    assert.ok((await span()) < 700_000);
    const [from = 0] = await range();
    await page.keyboard.press('ArrowRight');
    await settled();
    assert.ok(((await range())[0] ?? 0) > from);
    const [before = 0] = await range();
    const at = await (await page.$('.main'))?.boundingBox();
    assert.ok(at);
    await page.mouse.move(at.x + 300, at.y + 20);
    await page.mouse.down();
    await page.mouse.move(at.x + 420, at.y + 20, { steps: 4 });
    await page.mouse.up();
    await settled();
    assert.ok(((await range())[0] ?? 0) < before);
  });

  it('leads from a finding to its events, in time, on the lane and word for word', async () => {
    await page.click('button.event:not(.all)');
    await settled();
    assert.equal(
      await shown('current'),
      await page.$eval('button.event', (button) => button.getAttribute('data-event')),
    );
    assert.ok((await span()) < 60_000);
    assert.match(await page.$eval('.details pre', (pre) => pre.textContent ?? ''), /"kind": "hold",\s+"tab": 999/);
    assert.match(await page.$eval('button.event', (button) => button.className), /chosen/);
    await page.click('button.event.all');
    await settled();
    assert.ok((await span()) > 199_000);
  });

  it('says what is under the pointer', async () => {
    await page.click('button.event:not(.all)');
    await settled();
    const at = await (await page.$('.main'))?.boundingBox();
    const top = await page.evaluate(
      `[...document.querySelectorAll('.name')].find((name) => name.textContent.startsWith('H03')).getBoundingClientRect().top`,
    );
    assert.ok(at);
    await page.mouse.move(at.x + at.width * 0.8, (top as number) + 38);
    await settled();
    assert.match(
      await page.$eval('.tip', (tip) => tip.textContent ?? ''),
      /H03 · holds the tab: tab 999, token \d+.*LOCK_LOST/,
    );
  });

  it('folds a group and filters lanes by text', async () => {
    const count = async (): Promise<number> => (await page.$$('.name')).length;
    const all = await count();
    await page.evaluate(
      `[...document.querySelectorAll('.fold')].find((one) => one.textContent.startsWith('Devices')).click()`,
    );
    assert.equal(await count(), all - 8);
    await page.type('.filter', 'h0');
    assert.equal(await count(), 8);
  });

  it('changes to the run on the other ground', async () => {
    await page.click('.grounds button:last-child');
    await settled();
    assert.deepEqual(await range(), [0, 600_000]);
  });

  it('draws in the dark as well', async () => {
    const before = await page.$eval(
      'body',
      (body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor,
    );
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await settled();
    assert.notEqual(
      await page.$eval('body', (body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor),
      before,
    );
    assert.ok((await colours('.main')) > 5);
  });

  it('stays below 4 MB for an evening of 300,000 events', async () => {
    const evening = syntheticEvening({ ground: 'sim', minutes: 8 * 60, devices: 22, fails: true });
    assert.ok(evening.events.length > 300_000, String(evening.events.length));
    const large = join(folder, 'evening.html');
    writeHtmlReport(large, [evening]);
    assert.ok(statSync(large).size < 4_000_000, String(statSync(large).size));
    await page.goto(pathToFileURL(large).href);
    await settled();
    assert.ok((await colours('.main')) > 5);
  });
});
