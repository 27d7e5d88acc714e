// The certifier's page in a real browser, by keyboard alone; and its server, asked as no page would ask it.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { catalogue } from '#certification/catalogue/catalogue';
import { findingsFile, openSession } from '#certification/manual/node-session';
import { readFindings } from '#certification/probes/node-session';
import type { HereServer } from '#cli/here-only';
import { startManualServer } from '#cli/manual-server';
import { EXIT } from '#cli/verb';
import { bundlePage } from '#reports/node-bundle';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { describeInBrowser } from '../pages/browser.ts';
import { program, twin } from '../twin.ts';

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-manual-page-'));
after(() => rmSync(home, { recursive: true, force: true }));

const AT = '2026-12-01T10:00:00Z';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

function start(folder: string, port = 0): Promise<HereServer> {
  const session = openSession(folder, { catalogue, traits: { paying: false, api: null }, testers: ['Anna', 'Ben'] });
  return startManualServer({ folder, session, catalogue, page: bundlePage('manual'), port, now: () => AT });
}

const foundIn = (folder: string, run: 1 | 2) => readFindings(findingsFile(folder)).runs[run - 1] ?? assert.fail();

describe('the server of the page for certifiers', () => {
  const folder = join(home, 'asked');
  let server: HereServer;
  before(async () => (server = await start(folder)));
  after(() => server?.close());

  type Answered = { status: number; body: { code?: string } };
  function ask(method: string, path: string, body?: string | Buffer, headers: object = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port: server.port, method, path, headers: { ...headers } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }));
        },
      ).on('error', reject);
      asked.end(body);
    });
  }
  const json = { 'content-type': 'application/json' };
  const answer = JSON.stringify({ found: { kind: 'number', value: 9, uncertainty: 0 } });

  it('stores an answer before it says so', async () => {
    assert.equal((await ask('PUT', '/runs/1/INP-5', answer, json)).status, 200);
    assert.equal(foundIn(folder, 1)['INP-5']?.measured, 9);
  });

  it('refuses what it does not understand with one error of the table', async () => {
    const wrong: [number, string, string, string, (string | Buffer)?, object?][] = [
      [400, 'answer-invalid', 'PUT', '/runs/1/INP-5', '{}', json],
      [400, 'bad-request', 'PUT', '/runs/1/INP-5', '{', json],
      [400, 'bad-request', 'PUT', '/runs/1/INP-5', answer, { 'content-type': 'text/plain' }],
      [404, 'no-such-page', 'PUT', '/runs/1/OS-1', answer, json],
      [404, 'no-such-page', 'PUT', '/runs/3/INP-5', answer, json],
      [404, 'no-such-page', 'GET', '/runs/1/INP-5/pictures/..%2F..%2Fsession.json'],
      [404, 'no-such-page', 'GET', '/elsewhere'],
      [400, 'picture-invalid', 'POST', '/runs/1/INP-5/pictures', 'no picture', { 'content-type': 'image/png' }],
      [400, 'picture-invalid', 'POST', '/runs/1/INP-5/pictures', '{}', json],
    ];
    for (const [status, code, method, path, body, headers] of wrong) {
      const said = await ask(method, path, body, headers);
      assert.deepEqual([said.status, said.body.code], [status, code], `${method} ${path}`);
    }
  });

  it('answers nobody who calls it by another name', async () => {
    const said = await ask('GET', '/session', undefined, { host: 'bench.example' });
    assert.deepEqual([said.status, said.body.code], [403, 'manual-page-here-only']);
  });
});

describe('mpos-twin manual', function () {
  this.timeout(60_000);

  it('serves the page until it is told to stop, and leaves findings behind', async () => {
    const folder = join(home, 'verb');
    const [node, ...before] = program();
    const args = [...before, 'manual', '--out', folder, '--testers', 'Anna', 'Ben'];
    const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { page } = JSON.parse(String(line)) as { page: string };
    assert.match(await (await fetch(page)).text(), /<title>Tried by hand/);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'close'), [EXIT.pass, null]);
    assert.match(said, new RegExp(`^Open ${page} .*adb reverse`));
    assert.deepEqual(foundIn(folder, 2), {});
  });

  it('answers bad input with one error', () => {
    const wrong: [RegExp, string[]][] = [
      [/^usage: .*--testers names two people/, ['--testers', 'Anna']],
      [/^manual-session-invalid: .*the two testers are one/, ['--testers', 'Anna', 'Anna']],
    ];
    for (const [error, args] of wrong) {
      const { code, stdout, stderr } = twin(['manual', '--out', join(home, 'bad'), ...args]);
      assert.deepEqual([code, stdout], [EXIT.badInput, '']);
      assert.match(stderr, error);
    }
  });
});

let server: HereServer;
let browser: Browser;
let page: Page;

/** A browser on the page of a folder; the same server goes on from one suite to the next, as the session does. */
function onThePageOf(folder: string): void {
  before(async () => {
    server = await start(folder);
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.port}/`);
    await shown('');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
}

const shown = (hash: string) => page.waitForSelector(`main[data-shown="${hash}"]`, { timeout: 20_000 });
const textOf = (selector: string) => page.$eval(selector, ({ textContent }) => textContent);

/** Goes there as somebody does who opens the page anew. */
async function open(hash: string): Promise<void> {
  await page.goto(`http://127.0.0.1:${server.port}/${hash}`);
  await page.reload();
  await shown(hash);
}

const focused = () => page.evaluate('document.activeElement.textContent || document.activeElement.name');

/** Tabs to the first thing that is called so. */
async function tabTo(name: RegExp): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    if (name.test(String(await focused()))) return;
  }
  assert.fail(`no tab leads to ${name}`);
}

const MOST_MS = 10 * 60_000; // a browser may have to be installed first
const folder = join(home, 'page');
const picture = join(home, 'picture.png');
before(() => writeFileSync(picture, PNG));

describeInBrowser('the page for certifiers, by keyboard', function () {
  this.timeout(MOST_MS);
  onThePageOf(folder);

  it('asks who one is, and goes from criterion to criterion by keyboard', async () => {
    await tabTo(/^On a phone/);
    await page.keyboard.press('Enter');
    assert.match(String(await textOf('.phone[open] p')), new RegExp(`tcp:${server.port} tcp:${server.port}, .*http:`));
    assert.ok(await page.$('.phone svg[role=img]'));
    await page.keyboard.down('Shift');
    await tabTo(/^Anna, run 1/);
    await page.keyboard.up('Shift');
    await page.keyboard.press('Enter');
    await shown('#1');
    await tabTo(/^Go on with DSP-7/);
    await page.keyboard.press('Enter');
    await shown('#1/DSP-7');
    assert.match(String(await focused()), /^DSP-7: Bright enough/);
    await tabTo(/^value$/);
    await page.keyboard.type('512,5');
    await tabTo(/^uncertainty$/);
    await page.keyboard.type('20');
    await tabTo(/^Save$/);
    await page.keyboard.press('Enter');
    await shown('#1/INP-3');
    const { measured, uncertainty } = foundIn(folder, 1)['DSP-7'] ?? {};
    assert.deepEqual([measured, uncertainty], [512.5, 20]);
  });

  it('says what is wrong with an answer, and keeps what was typed', async () => {
    await tabTo(/^value$/);
    await page.keyboard.type('11');
    await page.keyboard.press('Enter');
    await page.waitForFunction(`document.querySelector('[role=alert]').textContent !== ''`);
    assert.match(String(await textOf('[role=alert]')), /whole number up to 10 \(taken of 10\)/);
    assert.equal(await page.$eval('input[name=value]', ({ value }) => value), '11');
  });
});

describeInBrowser('the page for certifiers', function () {
  this.timeout(MOST_MS);
  onThePageOf(folder);

  it('takes a picture, shows it, and goes on after a restart with timer, notes and all', async () => {
    await open('#1/INP-3');
    await page.click('.watch');
    await page.waitForFunction(`document.querySelector('output').textContent !== '0:00'`);
    await (await page.$('input[type=file]'))?.uploadFile(picture);
    await page.waitForFunction(`document.querySelector('.pictures img')?.naturalWidth === 1`);
    await page.$eval('input[name=value]', (input) => void ((input as { value: string }).value = '1'));
    await page.type('textarea', 'Split view once.');
    await page.click('.save');
    await shown('#1/INP-5');
    const { port } = server;
    await server.close();
    await page.click('input[value=unknown]');
    await page.type('input[name=reason]', 'No glove.');
    await page.click('.save');
    await page.waitForFunction(`document.querySelector('[role=alert]').textContent.includes('does not answer')`);
    server = await start(folder, port);
    await page.click('.save');
    await shown('#1/NET-10');
    await open('#1/INP-3');
    assert.equal(await page.$eval('textarea', ({ value }) => value), 'Split view once.');
    assert.notEqual(await textOf('output'), '0:00');
    const { measured, notes, evidence = [] } = foundIn(folder, 1)['INP-3'] ?? {};
    assert.equal(measured, 1);
    assert.match(String(notes), /^Tried by Anna .*it took .*Split view once\./);
    const name = evidence[0]?.name ?? assert.fail('there is no picture');
    assert.deepEqual(readFileSync(join(folder, 'pictures', name)), PNG);
  });

  it('shows the other tester nothing of it', async () => {
    await open('#2/INP-3');
    assert.equal(await page.$eval('textarea', ({ value }) => value), '');
    assert.equal(await page.$('.pictures img'), null);
    assert.deepEqual(foundIn(folder, 2), {});
  });

  it('removes a picture, and says where the results are when all is answered', async () => {
    await open('#1/INP-3');
    await page.click('.pictures button');
    await page.waitForFunction(`document.querySelector('.pictures img') === null`);
    assert.equal(readdirSync(join(folder, 'pictures')).length, 1);
    for (const id of ['NET-10', 'BT-2', 'PRT-1', 'NTF-1', 'RUN-1']) {
      await open(`#1/${id}`);
      await page.click(id === 'NTF-1' ? 'input[value="word booking goes on"]' : 'input[value=unknown]');
      if (id !== 'NTF-1') await page.type('input[name=reason]', 'Not today.');
      await page.click('.save');
      await page.waitForFunction(`!location.hash.includes('${id}')`);
    }
    await shown('#1');
    assert.match(String(await textOf('section')), /All is answeredWhat both testers found is in .*findings\.json/);
  });
});

describeInBrowser('the page for certifiers with tries that are timed', function () {
  this.timeout(MOST_MS);
  const folder = join(home, 'timed');
  onThePageOf(folder);

  it('times one try after the other, and fills in the worst of them', async () => {
    await open('#1/NET-10');
    for (const n of [1, 2, 3]) {
      assert.equal(await textOf('.try'), `Start try ${n} of 3`);
      await page.click('.try');
      if (n === 2) await page.reload();
      await page.waitForFunction(
        `Number.parseFloat(document.querySelector('.tries output')?.textContent) > ${n * 0.1}`,
      );
      await page.click('.try');
    }
    await page.waitForFunction(`document.querySelector('.try').hidden`);
    await page.click('.save');
    await shown('#1/BT-2');
    const { measured, uncertainty, notes } = foundIn(folder, 1)['NET-10'] ?? {};
    const [, ...times] = /Timed: (.*) s, (.*) s, (.*) s\./.exec(String(notes)) ?? [];
    assert.deepEqual([measured, uncertainty], [Math.max(...times.map(Number)), 1.5]);
    assert.ok(
      times.every((time, i) => Number(time) > (i + 1) * 0.1),
      String(times),
    );
  });

  it('lets nobody try before the pause is over, and begins that anew', async () => {
    await open('#1/BT-2');
    const isOff = () => page.$eval('.try', (button) => (button as { disabled?: boolean }).disabled);
    assert.equal(await isOff(), true);
    assert.match(String(await textOf('.rest')), /^Leave the device alone for another (10:00|9:5\d)\./);
    await page.evaluate(`localStorage.setItem('manual 1 BT-2 tries',
      JSON.stringify({ timesMs: [1200], sinceMs: null, restsMs: Date.now() - 600000 }))`);
    await page.reload();
    await shown('#1/BT-2');
    assert.deepEqual([await isOff(), await textOf('.try')], [false, 'Start try 2 of 10']);
    await page.click('.rest button');
    assert.equal(await isOff(), true);
    await page.click('ol button');
    assert.equal(await textOf('.try'), 'Start try 1 of 10');
  });
});

describeInBrowser('the page for certifiers leaves axe nothing to say', function () {
  this.timeout(MOST_MS);
  onThePageOf(folder);

  async function axeSays(): Promise<unknown> {
    await page.evaluate(axe.source);
    return page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ': ' + nodes.map(({ target }) => target).join(', ')))`);
  }

  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [360, 1_200]) {
      it(`at ${width} px, ${scheme}`, async () => {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.setViewport({ width, height: 780 });
        for (const hash of ['', '#2', '#2/DSP-7', '#1/INP-3', '#1/BT-2', '#1/NTF-1']) {
          await open(hash);
          if (hash === '') await page.$eval('.phone', (details) => void ((details as { open?: boolean }).open = true));
          assert.deepEqual(await axeSays(), [], hash);
          assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, hash);
        }
      });
    }
  }
});
