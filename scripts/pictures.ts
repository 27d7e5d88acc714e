/**
 * Takes the pictures of the documentation anew, each from what the product itself shows: reports of runs, the page for
 * testers, a certificate and a whitelist of simulated devices that were certified through adb, and the screen of one
 * that is turned away. `npm run pictures` takes all; `npm run pictures -- whitelist` one. It needs adb and Chromium.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pino from 'pino';
import type { Browser, Page } from 'puppeteer';
import { catalogue } from '#certification/catalogue/catalogue';
import { makeKey } from '#certification/certificate/node-keys';
import type { Authentic } from '#certification/certificate/verifying';
import { openSession } from '#certification/manual/node-session';
import { withAnswer } from '#certification/manual/session';
import { serverWhitelist } from '#certification/whitelist/server-rows';
import { whitelistTable, type WhitelistRow } from '#certification/whitelist/table';
import { startRehearsal } from '#cli/rehearsal/bench';
import { certified } from '#cli/rehearsal/rehearse';
import { startManualServer } from '#cli/manual-server';
import { certificatePage } from '#reports/certificate/page';
import { pageAssets } from '#reports/node-bundle';
import { whitelistPage } from '#reports/whitelist/page';
import { serverConfigSchema } from '#server/core/config';
import { startServerProcess } from '#server/edges/process';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { yamlFilesIn } from '../tests/docs/guide.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'mpos-twin-pictures-'));
const DESK = { width: 1_280, height: 800 };
const PHONE = { width: 400, height: 800, isMobile: true, hasTouch: true };
/** Longest that a report takes to read its history. */
const READ_MS = 120_000;
/** Some of each verdict. */
const CERTIFIED = ['rocket-class', 'lenovo-tab-m8', 'pixel-6a', 'nokia-1'];
/** A second after the runs are over, and then some: when certificates are looked at. */
const LOOKED_AT = '2026-11-01T00:00:00Z';

type Size = { width: number; height: number };
type Take = (name: string, size: Size, open: (page: Page) => Promise<void>) => Promise<void>;
type Listed = { certificates: Authentic[]; table: WhitelistRow[] };

const pictures: Readonly<Record<string, (take: Take) => Promise<void>>> = {
  report: (take) => reportOf(take, 'report', ['saturday-night', '--seed', '20']),
  'first-scenario': (take) => {
    const [file] = yamlFilesIn(readFileSync(join(root, 'README.md'), 'utf8'));
    if (file === undefined) throw new Error('The README has no scenario.');
    const [name, text] = file;
    writeFileSync(join(home, name), text);
    return reportOf(take, 'first-scenario', [join(home, name)]);
  },
  manual: manualPage,
  certificate: async (take) => {
    const { certificates } = await listed();
    const tablet = certificates[1];
    if (tablet === undefined) throw new Error('There is no certificate.');
    await take(
      'certificate',
      DESK,
      shows(certificatePage(tablet, { catalogue, at: LOOKED_AT, isListed: true }, pageAssets('document'))),
    );
  },
  whitelist: async (take) =>
    take('whitelist', DESK, shows(whitelistPage((await listed()).table, LOOKED_AT, pageAssets('document')))),
  'turned-away': turnedAway,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in pictures));
if (unknown.length > 0) {
  console.error(`There is no picture ${unknown.join(', ')}; there are ${Object.keys(pictures).join(', ')}.`);
  process.exit(64);
}
let known: Promise<Listed> | undefined;
const browser = await launchBrowser();
try {
  mkdirSync(join(root, 'docs/img'), { recursive: true });
  for (const [name, picture] of Object.entries(pictures))
    if (wanted.length === 0 || wanted.includes(name)) await picture(takeWith(browser));
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}

function takeWith(of: Browser): Take {
  return async (name, size, open) => {
    const page = await of.newPage();
    await page.setViewport(size);
    await open(page);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    await page.screenshot({ path: join(root, 'docs/img', `${name}.png`) as `${string}.png` });
    await page.close();
    console.log(`docs/img/${name}.png`);
  };
}

function shows(html: string): (page: Page) => Promise<void> {
  return (page) => page.setContent(html);
}

/** Plays a scenario on sim and shows the report of the run. */
async function reportOf(take: Take, name: string, scenario: readonly string[]): Promise<void> {
  const out = join(home, name);
  const args = ['cli/main.ts', 'run', ...scenario, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  await take(name, DESK, async (page) => {
    await page.goto(pathToFileURL(join(out, 'latest/report.html')).href);
    await page.waitForSelector('#timeline[data-to]', { timeout: READ_MS });
  });
}

/** The page for testers on a phone, in the middle of a run. */
async function manualPage(take: Take): Promise<void> {
  const folder = join(home, 'manual');
  const traits = { paying: false, api: null };
  const fresh = openSession(folder, { catalogue, traits, testers: ['Anna Muster', 'Ben Muster'] });
  const brightness = catalogue.criteria.find(({ id }) => id === 'DSP-7');
  if (brightness === undefined) throw new Error('The catalogue has no DSP-7.');
  const said = { found: { kind: 'number', value: 512, uncertainty: 20 } };
  const session = withAnswer(fresh, 1, brightness, said, LOOKED_AT);
  const { port, close } = await startManualServer({
    ...{ folder, session, catalogue, page: pageAssets('manual'), port: 0 },
    now: () => LOOKED_AT,
  });
  await take('manual', PHONE, async (page) => {
    await page.goto(`http://127.0.0.1:${port}/#1/INP-5`);
    await page.waitForSelector('main[data-shown="#1/INP-5"]');
    await page.type('textarea', 'Cotton glove of the kitchen, wet.');
  });
  await close();
}

/** A server admits by the whitelist, and somebody comes with a device that is refused. */
async function turnedAway(take: Take): Promise<void> {
  const { table } = await listed();
  const refused = table.find(({ standing }) => standing === 'refused');
  if (refused === undefined) throw new Error('No device is refused.');
  const config = serverConfigSchema.parse({
    ...{ operators: ['Anna'], devices: [], clients: [{ name: 'C1', setUp: 'key-1' }] },
    whitelist: serverWhitelist(table).rows,
  });
  const server = await startServerProcess({
    ...{ config, data: join(home, 'server'), host: '127.0.0.1', port: 0, version: '0', pages: pageAssets },
    log: pino({ level: 'silent' }),
  });
  await take('turned-away', PHONE, async (page) => {
    const { model, android } = refused.device;
    const of = `Linux; Android ${android}; ${model}`;
    await page.setUserAgent({
      userAgent: `Mozilla/5.0 (${of}) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36`,
    });
    await page.goto(`http://127.0.0.1:${server.port}/client?client=C1&set-up=key-1`);
    await page.waitForSelector('main[data-state="turnedAway"]');
  });
  await server.close();
}

/** Certifies some simulated devices through the real adb, with findings as good as they get, and lists them. */
function listed(): Promise<Listed> {
  known ??= certifyAll();
  return known;
}

async function certifyAll(): Promise<Listed> {
  const keys = join(home, 'keys');
  makeKey(keys);
  const bench = await startRehearsal(home);
  const certificates: Authentic[] = [];
  try {
    for (const name of CERTIFIED) {
      const { certificate, reasons } = await certified(bench, keys, name);
      if (certificate === null) throw new Error(`${name}: ${reasons.join(' ')}`);
      certificates.push(certificate);
    }
  } finally {
    await bench.close();
  }
  const table = whitelistTable(
    certificates.map((one, i) => ({ ...one, file: `${CERTIFIED[i]}.json` })),
    { at: LOOKED_AT, revocations: null, dueWithinDays: 90, catalogue: catalogue.version, rehearsal: true },
  );
  return { certificates, table };
}
