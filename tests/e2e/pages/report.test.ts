// The report as one meets it: a file on the disk, opened in a browser, without a network.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { writeHtmlReport } from '#reports/node-html';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { syntheticEvening } from './synthetic-evening.ts';

const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-report-'));
const path = join(folder, 'made', 'report.html');
let browser: Browser;
let page: Page;
let complaints: string[];

/** Waits until the page shows a run, and two pictures longer: then whatever was asked for has been drawn. */
async function settled(): Promise<void> {
  await page.waitForSelector('#timeline[data-to]');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}
async function open(file: string, hash = ''): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  await settled();
}
const shown = (key: string): Promise<string> =>
  page.$eval('#timeline', (box, key) => box.getAttribute(`data-${key}`) ?? '', key);
const range = async (): Promise<[from: number, to: number]> => [Number(await shown('from')), Number(await shown('to'))];
const span = async (): Promise<number> => (([from, to]) => to - from)(await range());
const textOf = (selector: string): Promise<string> => page.$eval(selector, (one) => one.textContent ?? '');
const found = (count: string): Promise<unknown> =>
  page.waitForFunction(`document.querySelector('.found').textContent.startsWith('${count}')`, { timeout: 10_000 });
/** How many different colours a canvas shows. */
const colours = (canvas: string): Promise<number> =>
  page.evaluate(
    `new Set(new Uint32Array(document.querySelector('${canvas}').getContext('2d')
      .getImageData(0, 0, document.querySelector('${canvas}').width, document.querySelector('${canvas}').height).data.buffer)).size`,
  ) as Promise<number>;
async function boxOf(selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await (await page.$(selector))?.boundingBox();
  assert.ok(box, selector);
  return box;
}

describe('the report in a browser', function () {
  this.timeout(10 * 60_000); // a browser may have to be installed first
  before(async () => {
    const sim = syntheticEvening({ ground: 'sim', minutes: 30, devices: 8, fails: true });
    writeHtmlReport(path, [
      sim,
      syntheticEvening({ ground: 'wire', minutes: 10, devices: 4, fails: false, timeScale: 20 }),
    ]);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage();
    // Chromium advises how to read a canvas often, which only these tests do.
    page.on('console', (message) => /willReadFrequently/.test(message.text()) || complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => request.url().startsWith('http') && complaints.push(request.url()));
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.setViewport({ width: 1_366, height: 768 });
    await open(path);
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(complaints, []);
  });

  describe('draws its chart', chart);
  describe('is moved by hand', hands);
  describe('leads to what was found', findings);
  describe('keeps its place in the address', address);
  describe('lists the events', events);
  describe('comes onto paper', paper);
  describe('is for everybody', everybody);
});

function chart(): void {
  it('draws lanes, axis and overview of the whole run', async () => {
    assert.deepEqual(await range(), [0, 1_800_000]);
    for (const canvas of ['.main', '.axis', '.overview']) assert.ok((await colours(canvas)) > 5, canvas);
    const names = await page.$$eval('.name b', (all) => all.map((one) => one.textContent));
    assert.deepEqual(names.slice(0, 4), ['server', 'inside', 'H01', 'H02']);
  });

  it('has chart and events on the first screen of a small laptop', async () => {
    const { y, height } = await boxOf('.split');
    assert.ok(y < 330, String(y));
    assert.ok(y + height <= 770, String(y + height));
    assert.ok((await boxOf('.panel')).height > 300);
  });

  it('draws a run on the wire to its real length, in the seconds of the scenario', async () => {
    await page.click('.grounds button:last-child');
    await page.waitForSelector('#timeline[data-run="1"]');
    await settled();
    assert.deepEqual(await range(), [0, 600_000]);
    assert.match(await textOf('.range'), /^0:00:00 – 0:10:00/);
  });

  it('folds a group and filters lanes by text', async () => {
    const count = async (): Promise<number> => (await page.$$('.name')).length;
    const all = await count();
    await page.evaluate(`document.querySelector('.fold[data-group=Devices]').click()`);
    assert.equal(await count(), all - 8);
    await page.type('.filter', 'h0');
    assert.equal(await count(), 8);
  });

  it('says what is under the pointer, and who ended a hold', async () => {
    await page.click('button.go');
    await settled();
    const { x, width } = await boxOf('.main');
    const top = (await page.evaluate(
      `[...document.querySelectorAll('.name')].find((name) => name.textContent.startsWith('H03')).getBoundingClientRect().top`,
    )) as number;
    await page.mouse.move(x + width * 0.5, top + 38);
    await settled();
    assert.match(await textOf('.tip'), /H03 · holds the tab: tab 999, token \d+.*ended by: lease-ended/);
  });

  it('draws in the dark as well', async () => {
    const background = (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const before = await background();
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await settled();
    assert.notEqual(await background(), before);
    assert.ok((await colours('.main')) > 5);
  });
}

function hands(): void {
  it('leave the plain wheel to the page, and zoom at the pointer with Ctrl', async () => {
    const { x, y, width } = await boxOf('.main');
    await page.mouse.move(x + width / 4, y + 40);
    await page.mouse.wheel({ deltaY: 200 });
    await settled();
    assert.deepEqual(await range(), [0, 1_800_000]);
    await page.keyboard.down('Control');
    await page.mouse.wheel({ deltaY: -400 });
    await page.keyboard.up('Control');
    await settled();
    const [from, to] = await range();
    assert.ok(to - from < 1_500_000, `${from} to ${to}`);
    assert.ok(Math.abs(from + (to - from) / 4 - 450_000) < 2_000, 'what was under the pointer stays there');
    await page.click('[data-do=fit]');
    await settled();
    assert.deepEqual(await range(), [0, 1_800_000]);
  });

  it('zoom with two fingers', async () => {
    const { x, y, width } = await boxOf('.main');
    const left = await page.touchscreen.touchStart(x + width * 0.4, y + 60);
    const right = await page.touchscreen.touchStart(x + width * 0.6, y + 60);
    await left.move(x + width * 0.2, y + 60);
    await right.move(x + width * 0.8, y + 60);
    await left.end();
    await right.end();
    await settled();
    const [from, to] = await range();
    assert.ok(Math.abs(to - from - 600_000) < 20_000, `${from} to ${to}`);
    assert.ok(Math.abs((from + to) / 2 - 900_000) < 20_000, `${from} to ${to}`);
  });

  it('move and zoom with keys and by dragging', async () => {
    await page.focus('.main');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await settled();
    assert.ok((await span()) < 700_000);
    const [from] = await range();
    await page.keyboard.press('ArrowRight');
    await settled();
    const [moved] = await range();
    assert.ok(moved > from);
    const { x, y } = await boxOf('.main');
    await page.mouse.move(x + 300, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + 420, y + 20, { steps: 4 });
    await page.mouse.up();
    await settled();
    assert.ok((await range())[0] < moved);
  });
}

function findings(): void {
  it('lead to their events in one click: in time, on the lane, and word for word', async () => {
    assert.match(await textOf('.finding:not([hidden])'), /lock-recovery 1 of 24/);
    await page.click('.finding:not([hidden]) button.event');
    await settled();
    assert.ok((await span()) < 60_000);
    assert.match(await textOf('.details pre'), /"kind": "tab-locked",\s+"tab": 999/);
    assert.match(await page.$eval('button.event', (button) => button.className), /chosen/);
    await page.click('button.go');
    await settled();
    assert.ok((await span()) > 199_000);
    assert.match(await textOf('.details pre'), /"cause": "lease-ended"/);
  });

  it('are stepped through with n and p, one shown at a time', async () => {
    const names = (): Promise<string> => textOf('.finding:not([hidden]) h3');
    assert.equal((await page.$$('.finding:not([hidden])')).length, 1);
    await page.keyboard.press('n');
    await settled();
    assert.match(await names(), /lock-recovery/);
    assert.ok((await span()) < 400_000);
    await page.keyboard.press('n');
    await settled();
    assert.match(await names(), /settled/);
    assert.equal(await textOf('.stepper output'), '2 of 2');
    await page.keyboard.press('p');
    await settled();
    assert.match(await names(), /lock-recovery/);
  });

  it('show the deadline and shade the overrun', async () => {
    const red = (): Promise<number> =>
      page.evaluate(`(() => { const main = document.querySelector('.main'); const { data } = main.getContext('2d')
        .getImageData(0, 0, main.width, main.height); let red = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i] > data[i + 1] + 60 && data[i] > data[i + 2] + 60) red += 1;
        return red; })()`) as Promise<number>;
    const [from, to] = [720_000 + 170_000, 720_000 + 200_000];
    await open(path, `#run=1&from=${from}&to=${to}&lanes=H03`);
    const before = await red();
    await open(path, `#run=1&from=${from}&to=${to}&lanes=H03&finding=1`);
    assert.ok((await red()) > before + 300, `${before}, ${await red()}`);
  });
}

function address(): void {
  it('opens the same view, event, finding and filter somewhere else', async () => {
    await page.keyboard.press('n');
    await page.type('.filter', 'H0');
    await page.type('.find', 'lease-ended');
    await page.waitForFunction('/lanes=H0&find=lease-ended/.test(location.hash)');
    const hash = (await page.evaluate('location.hash')) as string;
    const [before, current] = [await range(), await shown('current')];
    await open(path, hash);
    assert.deepEqual((await range()).map(Math.round), before.map(Math.round));
    assert.equal(await shown('current'), current);
    assert.equal((await page.$$('.name')).length, 8);
    assert.match(await textOf('.found'), /^1 of /);
  });

  it('goes back to where one was', async () => {
    await page.keyboard.press('n');
    await settled();
    const current = await shown('current');
    await page.keyboard.press('n');
    await settled();
    assert.notEqual(await shown('current'), current);
    await page.evaluate('history.back()');
    await page.waitForSelector(`#timeline[data-current="${current}"]`);
  });
}

function events(): void {
  it('are found by words, chosen with a click, and stepped through with keys', async () => {
    await page.type('.find', 'h03 "tab":999');
    await found('5 of');
    await page.click('.body .row:nth-child(2)');
    await settled();
    assert.match(await textOf('.details'), /tab-locked/);
    await page.focus('.scroller');
    await page.keyboard.press('ArrowDown');
    await settled();
    assert.match(await textOf('.details pre'), /"kind": "hold"/);
    assert.match(await textOf('.body .current'), /hold/);
  });

  it('stay quick and the file of a bearable size with 300,000 of them', async () => {
    const evening = syntheticEvening({ ground: 'sim', minutes: 8 * 60, devices: 22, fails: true });
    const count = [...evening.events].length;
    assert.ok(count > 300_000, String(count));
    const large = join(folder, 'evening.html');
    writeHtmlReport(large, [evening]);
    assert.ok(statSync(large).size < 6_000_000, String(statSync(large).size));
    await open(large);
    assert.ok((await colours('.main')) > 5);
    assert.ok((await page.$$('.body .row')).length < 60);
    await page.type('.find', 'lease-ended');
    await found('1 of');
  });
}

function paper(): void {
  it('has every lane with its name beside it, every finding, and everything unfolded, light from a dark screen', async () => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await page.emulateMediaType('print');
    const seen = (selector: string): Promise<number> =>
      page.$$eval(selector, (all) => all.filter((one) => one.getClientRects().length > 0).length);
    assert.equal(await seen('.paper .name'), await page.$$eval('.lanes .name', (all) => all.length));
    assert.equal(await seen('.finding'), 2);
    assert.equal(await seen('.holding[open] tr'), 3);
    for (const selector of ['.split', '.stepper button', '.copy']) assert.equal(await seen(selector), 0, selector);
    const [r = 0] = (await page.evaluate(
      `[...document.querySelector('.paper canvas + .names + canvas').getContext('2d').getImageData(5, 5, 1, 1).data]`,
    )) as number[];
    assert.ok(r > 200, `a group's row is ${r} bright`);
    await page.emulateMediaType('screen');
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    assert.equal(await seen('.holding[open]'), 0);
  });
}

function everybody(): void {
  for (const width of [390, 1_600]) {
    for (const scheme of ['light', 'dark']) {
      it(`leaves axe nothing to say at ${width} px, ${scheme}`, async () => {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.setViewport({ width, height: 844 });
        await page.keyboard.press('n');
        await page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')));
        await settled();
        await page.evaluate(axe.source);
        const said = await page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
          id + ': ' + nodes.map(({ target }) => target).join(', ')))`);
        assert.deepEqual(said, []);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      });
    }
  }
}
