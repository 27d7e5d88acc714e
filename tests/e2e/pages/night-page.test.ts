// The page of a night, as text and in a browser, and its JUnit XML.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { bundlePage } from '#reports/node-bundle';
import { nightJunit } from '#reports/night-junit';
import { nightPage } from '#reports/night';
import { writeNightPage } from '#reports/node-html';
import { describeWith, findPeer } from '../../peers.ts';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { describeInBrowser } from './browser.ts';
import { syntheticNight } from './synthetic-night.ts';

const told = { night: syntheticNight, call: 'mpos-twin', folder: 'nights/2026-11-26-001' };

describe('the page of a night', () => {
  const page = nightPage(told, bundlePage('night'));

  it('says in one line what the night says, and shows its parts', () => {
    assert.match(
      page,
      /failed: 1 find, 1 scenario not as expected, 1 device not certified as expected, 1 floor unknown, 312345 floors searched/,
    );
    for (const text of ['1 of 1', '1 of 2', '312,345 floors', '15.6 a second', 'taken up again'])
      assert.ok(page.includes(text), text);
  });

  it('has for each find its sentence, its size, its scenario and the command that plays it', () => {
    for (const text of ['comes out twice', '5 steps and faults', '1 device<', '17 more since', 'on the wire: fail'])
      assert.ok(page.includes(text), text);
    assert.ok(page.includes('data-copy="mpos-twin run nights/2026-11-26-001/finds/tickets-once-1a2b.yaml"'));
  });

  it('has each device that was not certified as expected, why, and the command that does it again', () => {
    assert.match(page, /devices certified<\/span>.*1 of 2/);
    for (const text of ['planted-small', 'no certificate', 'data-copy="mpos-twin certify --rehearse rocket-class"'])
      assert.ok(page.includes(text), text);
  });

  it('names what was never seen and what was left out', () => {
    assert.ok(page.includes('<code>repeat-after-restart</code>'));
    assert.ok(page.includes('2 scenarios on the wire: no time was left'));
  });

  it('takes no name from a scenario for markup', () => {
    assert.ok(!page.includes('<script>alert'));
  });

  it('says of a void night that it is void', () => {
    const canary = { ...(syntheticNight.canary as NonNullable<typeof syntheticNight.canary>), found: false };
    const text = nightPage({ ...told, night: { ...syntheticNight, canary } }, bundlePage('night'));
    assert.match(text, /badge void.*void<\/span>/);
    assert.match(text, /NOT found/);
  });
});

describe('a night as JUnit XML', () => {
  const xml = nightJunit(syntheticNight, 'mpos-twin', 'nights/2026-11-26-001');

  it('has a suite for each part and a failed case for each find', () => {
    assert.match(xml, /<testsuites name="mpos-twin" tests="9" failures="3" errors="2" time="28800.000">/);
    assert.match(xml, /<failure message="let H01 hand over tab 12;[^>]* type="tickets-once">mpos-twin run nights/);
  });

  it('has a planted bug that was not found as an error', () => {
    const canary = { ...(syntheticNight.canary as NonNullable<typeof syntheticNight.canary>), found: false };
    assert.match(nightJunit({ ...syntheticNight, canary }, 'mpos-twin', 'n'), /the night is void/);
  });
});

describeWith('xmllint', 'a night as JUnit XML, as Jenkins reads it', () => {
  it('is valid', () => {
    const schema = fileURLToPath(new URL('../junit-10.xsd', import.meta.url));
    const { status, stderr } = spawnSync(findPeer('xmllint') ?? '', ['--noout', '--nonet', '--schema', schema, '-'], {
      input: nightJunit(syntheticNight, 'mpos-twin', 'nights/2026-11-26-001'),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });
});

describeInBrowser('the page of a night in a browser', function () {
  this.timeout(10 * 60_000); // a browser may have to be installed first
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-night-page-'));
  const path = join(folder, 'night.html');
  let browser: Browser;
  let page: Page;
  before(async () => {
    writeNightPage(path, told);
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => assert.ok(!request.url().startsWith('http'), request.url()));
    await page.goto(pathToFileURL(path).href);
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('copies the command of a find with a click', async () => {
    await page.evaluate(
      `navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }`,
    );
    await page.click('.finding button[data-copy]');
    assert.equal(
      await page.evaluate('window.copied'),
      'mpos-twin run nights/2026-11-26-001/finds/tickets-once-1a2b.yaml',
    );
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [390, 1_600]) {
      it(`leaves axe nothing to say at ${width} px, ${scheme}`, async () => {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.setViewport({ width, height: 844 });
        await page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')));
        await page.evaluate(axe.source);
        const said = await page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
          id + ': ' + nodes.map(({ target }) => target).join(', ')))`);
        assert.deepEqual(said, []);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      });
    }
  }
});
