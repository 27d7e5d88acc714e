// The floor plan in the report: who is where at the cursor's time, and how they hear their access point.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { readScenarioFor } from '#cli/scenarios';
import type { HistoryEvent } from '#history/events';
import { writeHtmlReport } from '#reports/node-html';
import { runOnSim } from '#runs/run-on-sim';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { syntheticEvening } from './synthetic-evening.ts';

describe('the floor plan in the report', function () {
  this.timeout(10 * 60_000);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-plan-'));
  const path = join(folder, 'report.html');
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    const events: HistoryEvent[] = [];
    const { header, ...result } = runOnSim(readScenarioFor('kitchen-walk'), { event: (event) => events.push(event) });
    writeHtmlReport(path, [{ header, events, result }]);
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.setViewport({ width: 1_366, height: 768 });
    await page.goto(pathToFileURL(path).href);
    await settled();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(complaints, []);
  });

  async function settled(): Promise<void> {
    await page.waitForSelector('#timeline[data-to]');
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
  const label = (): Promise<string> => page.$eval('.floor-plan svg', (one) => one.getAttribute('aria-label') ?? '');
  /** Where a station is drawn, in decimetres. */
  const spotOf = (name: string): Promise<string> =>
    page.$$eval(
      '.floor-plan .station',
      (all, name) => all.find((one) => one.textContent?.startsWith(name))?.getAttribute('transform') ?? '',
      name,
    );
  /** Points at a time of the run, whose 8 minutes are all in view. */
  async function pointAt(seconds: number): Promise<void> {
    const box = await (await page.$('.main'))?.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + (box.width * seconds) / 480, box.y + 60);
    await settled();
  }

  it('has access points, walls, rooms and stations', async () => {
    const count = (selector: string): Promise<number> => page.$$eval(selector, (all) => all.length);
    assert.equal(await count('.floor-plan .access-point'), 1);
    assert.equal(await count('.floor-plan .wall.brick-24'), 1);
    assert.equal(await count('.floor-plan .wall.cold-store'), 4);
    assert.equal(await count('.floor-plan .room'), 2);
    assert.equal(await count('.floor-plan .station'), 3);
  });

  it('shows everybody where they are at the time under the pointer, with their signal', async () => {
    await pointAt(10);
    assert.match(await label(), /^Floor plan at 0:00:(09|10|11)\. H01 −42 dBm, H02 −42 dBm/);
    assert.equal(await spotOf('H01'), 'translate(40 30)');
    await pointAt(100);
    assert.match(await label(), /^Floor plan at 0:01:(39|40|41)\. H01 −1\d\d dBm, H02 −42 dBm/);
    assert.equal(await spotOf('H01'), 'translate(220 20)');
    assert.equal(await spotOf('H02'), 'translate(80 90)');
  });

  it('has a lane for the signal of each station', async () => {
    const names = await page.$$eval('.name', (all) => all.map((one) => one.textContent));
    assert.deepEqual(
      names.filter((name) => name?.includes('signal')),
      ['H01signal', 'H02signal', 'countersignal'],
    );
  });

  for (const [width, scheme] of [
    [390, 'light'],
    [1_600, 'dark'],
  ] as const) {
    it(`leaves axe nothing to say at ${width} px, ${scheme}`, async () => {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.mouse.move(0, 0);
      await page.setViewport({ width, height: 844 });
      await settled();
      await page.evaluate(axe.source);
      const said = await page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
        id + ': ' + nodes.map(({ target }) => target).join(', ')))`);
      assert.deepEqual(said, []);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
    });
  }

  it('is not there for a floor without one', async () => {
    const plain = join(folder, 'plain.html');
    writeHtmlReport(plain, [syntheticEvening({ ground: 'sim', minutes: 5, devices: 2, fails: false })]);
    await page.goto(pathToFileURL(plain).href);
    await settled();
    assert.equal(await page.$eval('.floor-plan', (one) => one.hasAttribute('hidden')), true);
  });
});
