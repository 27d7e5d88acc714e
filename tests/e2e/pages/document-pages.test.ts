// Certificates, whitelists and comparisons as pages: what stands on them, in a browser and on paper.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { catalogue } from '#certification/catalogue/catalogue';
import { readTrust } from '#certification/certificate/node-files';
import { makeKey, sha256Hex } from '#certification/certificate/node-keys';
import { authentic, type Authentic } from '#certification/certificate/verifying';
import { compare } from '#certification/comparison/compare';
import { failing, sampleCertificate, type Sample } from '#certification/whitelist/node-sample-certificates';
import { whitelistTable } from '#certification/whitelist/table';
import { writePdf } from '#cli/pdf';
import { comparisonPage } from '#reports/certificate/comparison';
import { certificatePage } from '#reports/certificate/page';
import { bundlePage } from '#reports/node-bundle';
import { whitelistPage } from '#reports/whitelist/page';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { describeInBrowser } from './browser.ts';

const AT = '2026-12-01T00:00:00Z';
const home = mkdtempSync(join(tmpdir(), 'mpos-twin-documents-'));
after(() => rmSync(home, { recursive: true, force: true }));
const pages = new Map<string, string>();
let rocket: Authentic;

function made(sample: Sample = {}): Authentic {
  const bytes = new TextEncoder().encode(
    sampleCertificate(join(home, 'keys'), { catalogue: catalogue.version, ...sample }),
  );
  return authentic(bytes, readTrust([join(home, 'keys')], 1), sha256Hex);
}

before(() => {
  makeKey(join(home, 'keys'));
  const assets = bundlePage('document');
  rocket = made();
  const refused = made({
    device: { model: 'B', manufacturer: '<script>alert(1)</script>', android: 12, api: 31 },
    results: failing('OS-1'),
  });
  const all = [
    rocket,
    refused,
    made({ issuedAt: '2026-11-05T10:00:00Z' }),
    made({ catalogue: '9.1', device: { model: 'C' } }),
  ];
  const table = whitelistTable(
    all.map((one, i) => ({ ...one, file: `${i}.json` })),
    { at: AT, revocations: null, dueWithinDays: 90, catalogue: catalogue.version },
  );
  const two = [rocket.certificate, refused.certificate] as const;
  pages.set('certificate', certificatePage(rocket, { catalogue, at: AT, isListed: true }, assets));
  pages.set('whitelist', whitelistPage(table, AT, assets));
  pages.set('comparison', comparisonPage(compare(...two), two, assets));
});
const page = (name: string): string => pages.get(name) ?? assert.fail(name);

describe('the page of a certificate', () => {
  it('has what a report of a laboratory must have (ISO/IEC 17025:2017, 7.8.2.1)', () => {
    const { id, laboratory, customer, item, relatesTo, runs, issuedAt, testers } = rocket.certificate;
    const must = [
      id,
      laboratory.name,
      laboratory.address,
      customer,
      item.condition,
      item.receivedAt,
      relatesTo,
      issuedAt,
    ];
    for (const text of [
      ...must,
      ...testers,
      ...runs.map(({ endedAt }) => endedAt),
      'Carla',
      'Held upright only. (DSP-3)',
    ])
      assert.ok(page('certificate').includes(text), text);
    for (const name of ['method', 'sampling', 'deviations', 'results of others', 'authorised by', 'rule of decision'])
      assert.ok(page('certificate').includes(`<dt>${name}</dt>`), name);
    assert.ok(page('certificate').includes(`End of certificate ${id}.`));
    assert.match(page('certificate'), /<td>21\.5 ms ± 1<\/td><td>at most 30<\/td>/);
  });

  it('of a simulated device says so in its heading, and what it is worth', () => {
    const simulated = made({ device: { simulated: true } });
    const text = certificatePage(simulated, { catalogue, at: AT, isListed: true }, bundlePage('document'));
    assert.match(text, /<h1>[^<]*Rehearsal: certificate of a simulated Android device/);
    assert.match(text, /Sample Rocket S1 \(simulated\), certificate/);
    assert.match(text, /content: "Rehearsal, certificate /);
    assert.match(text, /<dt>simulated<\/dt><dd>a program, and no device/);
    assert.doesNotMatch(page('certificate'), /simulated/);
  });

  it('tells requirements only by the catalogue it was tested with', () => {
    const { requirement } = catalogue.criteria.find(({ id }) => id === 'OS-1') ?? assert.fail();
    assert.ok(page('certificate').includes(requirement));
    const older = certificatePage(
      made({ catalogue: '0.9' }),
      { catalogue, at: AT, isListed: false },
      bundlePage('document'),
    );
    assert.ok(!older.includes(requirement));
    assert.match(older, /whether it was revoked was not looked up/);
  });
});

describe('the pages of a whitelist and a comparison', () => {
  it('say which devices may be used, which not and why, and what was replaced', () => {
    for (const text of ['2 listed, 1 of them to be certified again soon', 'It failed in its certification: OS-1.'])
      assert.ok(page('whitelist').includes(text), text);
    assert.match(page('whitelist'), /Replaced certificates<\/h2>/);
  });

  it('mark what changed', () => {
    assert.match(
      page('comparison'),
      /<tr class="changed"><th scope="row">OS-1<\/th><td>pass: 30 API<\/td><td>fail: 30 API<\/td><td>worse/,
    );
    assert.match(page('comparison'), /<tr><th scope="row">NET-4/);
  });

  it('take no name of a device for markup', () => {
    for (const text of pages.values()) assert.ok(!text.includes('<script>alert'));
  });
});

describeInBrowser('documents in a browser', function () {
  this.timeout(10 * 60_000); // a browser may have to be installed first
  let browser: Browser;
  let tab: Page;
  before(async () => {
    browser = await launchBrowser();
    tab = await browser.newPage();
    tab.on('request', (request) => assert.ok(!request.url().startsWith('http'), request.url()));
  });
  after(async () => browser?.close());

  for (const name of ['certificate', 'whitelist', 'comparison']) {
    it(`leave axe nothing to say of the ${name}, in any width and scheme`, async () => {
      const path = join(home, `${name}.html`);
      writeFileSync(path, page(name));
      await tab.goto(pathToFileURL(path).href);
      await tab.evaluate(axe.source);
      for (const scheme of ['light', 'dark'])
        for (const width of [390, 1_600]) {
          await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          await tab.setViewport({ width, height: 844 });
          const said = await tab.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
            id + ': ' + nodes.map(({ target }) => target).join(', ')))`);
          assert.deepEqual(said, [], `${width} px, ${scheme}`);
          assert.equal(await tab.evaluate('document.documentElement.scrollWidth'), width);
        }
    });
  }

  it('keep a version of Android, and a date, on one line', async () => {
    const path = join(home, 'whitelist.html');
    writeFileSync(path, page('whitelist'));
    await tab.goto(pathToFileURL(path).href);
    for (const width of [390, 1_280]) {
      await tab.setViewport({ width, height: 844 });
      const cells = (await tab.evaluate(`[...document.querySelectorAll('td.short')].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return [cell.textContent, range.getClientRects().length];
      })`)) as [string, number][];
      assert.ok(cells.some(([text]) => text === '11 (API 30)') && cells.some(([text]) => text === '2028-11-04'));
      assert.deepEqual(
        cells.filter(([, lines]) => lines !== 1),
        [],
        `${width} px`,
      );
    }
  });

  it('print a certificate as PDF', async () => {
    const path = join(home, 'rocket.pdf');
    await writePdf(path, page('certificate'));
    assert.equal(readFileSync(path).subarray(0, 5).toString(), '%PDF-');
    assert.ok(readFileSync(path).length > 10_000);
  });
});
