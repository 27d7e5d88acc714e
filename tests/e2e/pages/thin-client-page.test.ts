// The page that phones open, in a real browser at a real server: signed up, tapped, cut off, turned away, reloaded. What
// several of them come to together is a scenario, which is played meanwhile.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { WebSocket } from 'ws';
import { readScenarioFor } from '#cli/scenarios';
import type { RunResult } from '#checkers/run-result';
import type { EventOf, HistoryEvent } from '#history/events';
import { readText } from '#history/node-disk';
import { playAndSave } from '#runs/node-run';
import { serverConfigSchema, type ServerConfigInput } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { startProxy, type Proxy } from '#simulators/grounds/wire/proxy';
import { createServerChild, type ServerChild } from '#simulators/grounds/wire/server-child';
import { acrossWithTwo, moveFingers, type Way } from '#simulators/grounds/wire/fingers';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { cameraFilm, cameraFlags } from '#simulators/grounds/wire/android/camera-film';
import { beforeItsCamera } from './before-its-camera.ts';
import { axeSays, describeInBrowser } from './browser.ts';
import { onSmallDisplays } from './on-small-displays.ts';
import { placeOfKey } from './place-of-key.ts';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
/** Scenarios with pages: six here, as many as there may be in the long run. */
const WITH_PAGES = ['browsers-6', ...(LONG ? ['browsers-22'] : [])];
const PHONE = { width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const floor: ServerConfigInput = {
  operators: ['Anna', 'Chef'],
  devices: [{ name: 'K1', family: 'till' }],
  articles: [
    { name: 'Helles', cents: 420, place: 'none' },
    { name: 'Bretzel', cents: 190, place: 'none' },
  ],
  clients: [{ name: 'C1', setUp: 'key-1' }],
  services: { vouchers: { address: '127.0.0.1:9' } },
  durations: { heartbeatMs: 600, toleranceMs: 800, leaseMs: 3_000, orphanAfterMs: 1_500 },
};

const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-thin-'));
const film = join(folder, 'camera.mjpeg');
let server: ServerChild;
let browser: Browser;
const journal: JournalEntry[] = [];
const complaints: string[] = [];
const playing = { out: mkdtempSync(join(tmpdir(), 'mpos-twin-pages-')), commit: 'test', call: 'mpos-twin' };
/** Runs that were begun beside the other tests. */
const meanwhile = new Map<string, ReturnType<typeof playAndSave>>();
let reqs = 0;

const at = (path: string, port = server.port()): string => `http://127.0.0.1:${port}${path}`;
const facts = <K extends JournalEntry['fact']['kind']>(kind: K): Extract<JournalEntry['fact'], { kind: K }>[] =>
  journal
    .map(({ fact }) => fact)
    .filter((fact): fact is Extract<JournalEntry['fact'], { kind: K }> => fact.kind === kind);

/** A new sign-up code, asked for by the till. */
async function newCode(): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port()}/mpos`);
  await new Promise((resolve) => socket.on('open', resolve));
  reqs += 2;
  const code = new Promise<string>((resolve) => {
    socket.on('message', (data) => {
      const reply = JSON.parse(String(data)) as { code?: string; ok?: boolean };
      if (reply.ok === true && reply.code !== undefined) resolve(reply.code);
    });
  });
  for (const message of [
    { type: 'hello', v: 1, device: 'K1', family: 'till', clockMs: Date.now() },
    { type: 'sign-on', req: reqs - 1, operator: 'Chef' },
    { type: 'freestyle-code', req: reqs },
  ])
    socket.send(JSON.stringify(message));
  try {
    return await code;
  } finally {
    socket.terminate();
  }
}

/** A phone of its own: with a storage that no other has. */
async function phone(address: string, language = 'en'): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(PHONE);
  await page.evaluateOnNewDocument(`Object.defineProperty(navigator, 'language', { get: () => '${language}' })`);
  // That a connection fails is what some of these tests are about.
  page.on(
    'console',
    (message) => /^WebSocket connection|willReadFrequently/.test(message.text()) || complaints.push(message.text()),
  );
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  return page;
}
/** A Freestyle phone that has signed up. */
const signedUp = async (): Promise<Page> => phone(at(`/freestyle?code=${await newCode()}`));
const state = (page: Page, wanted: string): Promise<unknown> =>
  page.waitForSelector(`main[data-state="${wanted}"]`, { timeout: 8_000 });
const shows = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction(`document.querySelector('main').innerText.includes(${JSON.stringify(text)})`, {
    timeout: 8_000,
  });
const textOf = (page: Page): Promise<string> =>
  page.$eval('main', (main) => (main as unknown as { innerText: string }).innerText);

/** Taps the middle of a key of the screen, on its picture. */
async function tap(page: Page, key: string): Promise<void> {
  const box = await placeOfKey(page, key);
  const before = await screenOf(page);
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForFunction(`document.querySelector('canvas').dataset.screen !== '${before}'`, { timeout: 8_000 });
}
const screenOf = (page: Page): Promise<unknown> => page.evaluate(`document.querySelector('canvas').dataset.screen`);

describeInBrowser('the page of thin clients', function () {
  this.timeout(10 * 60_000); // a browser may have to be installed first
  before(async () => {
    const configPath = join(folder, 'server.json');
    writeFileSync(configPath, JSON.stringify(serverConfigSchema.parse(floor)));
    server = createServerChild({
      configPath,
      dataPath: join(folder, 'data'),
      entry: (entry) => journal.push(entry),
      stall() {},
      ended() {},
    });
    writeFileSync(film, await cameraFilm(null));
    [browser] = await Promise.all([launchBrowser({ args: cameraFlags(film) }), server.start()]);
    for (const name of WITH_PAGES.slice(0, 1)) {
      const run = playAndSave(readScenarioFor(name), 'wire', playing);
      run.catch(() => {}); // whoever awaits it hears of that
      meanwhile.set(name, run);
    }
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    // Whoever wants to hear of them may have been left out.
    await Promise.allSettled(meanwhile.values());
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const context of browser.browserContexts().slice(1)) await context.close();
    assert.deepEqual(complaints.splice(0), []);
  });

  describe('for Freestyle', freestyle);
  describe('on a small display', () => onSmallDisplays(() => phone(at('/freestyle')), state));
  describe('on one phone', onePhone);
  describe('under two fingers from left to right', twoFingers);
  describe('for a client that is set up', setUp);
  describe('in a radio shadow', shadow);
  describe('beside the page of the till', till);
  describe('with a card before its camera', () => beforeItsCamera({ film, signedUp, tap, shows, leave, facts }));
});

/** The events of a run that tell what somebody is told. */
function tellingsOf(result: RunResult): EventOf<'told'>[] {
  const lines = readText(String(result.history)).split('\n').slice(1, -2);
  const events = lines.map((line) => JSON.parse(line) as HistoryEvent);
  return events.filter((event): event is EventOf<'told'> => event.kind === 'told');
}

describeInBrowser('a scenario with pages', function () {
  this.timeout(10 * 60_000);
  after(() => rmSync(playing.out, { recursive: true, force: true }));

  for (const name of WITH_PAGES) {
    it(`${name} has the same verdict with simulated devices and with pages, and its last page reads why it is refused`, async () => {
      const scenario = readScenarioFor(name);
      const { result: simulated } = await playAndSave(scenario, 'sim', playing);
      const { result: real } = await (meanwhile.get(name) ?? playAndSave(scenario, 'wire', playing));
      const show = (run: RunResult) => run.checkers.filter((check) => check.verdict !== 'pass');
      assert.ok(simulated.expectation.met, `sim: ${JSON.stringify(show(simulated))}`);
      assert.ok(real.expectation.met, `wire: ${JSON.stringify(show(real))}`);
      const refused = tellingsOf(real).filter(({ code }) => code === 'freestyle-full');
      assert.deepEqual(
        refused.map(({ sentence }) => sentence),
        ['As many devices as the system admits are signed up.'],
      );
      const { browser: told } = real.checkers.find(({ traffic }) => traffic !== undefined)?.traffic ?? {};
      assert.equal(
        told?.pages,
        scenario.floor.devices.reduce((sum, { count = 1 }) => sum + count, 0),
      );
    });
  }
});

function freestyle(): void {
  it('asks for a code, in German where the browser is, and says when one is used up', async () => {
    const code = await newCode();
    const page = await phone(at('/freestyle'), 'de-DE');
    await state(page, 'codeAsked');
    assert.deepEqual(await axeSays(page), []);
    await page.type('input', code);
    await page.keyboard.press('Enter');
    await shows(page, 'Sign on');
    await leave(page);
    await page.type('input', code);
    await page.keyboard.press('Enter');
    await state(page, 'turnedAway');
    assert.match(await textOf(page), /Dieser Code gilt nicht mehr/);
  });
}

function onePhone(): void {
  it('goes on after a reload where it was, and can be used by keys and read by everybody', async () => {
    const page = await signedUp();
    for (const key of ['Anna', '7', 'Open', 'Helles']) await tap(page, key);
    await page.reload();
    await shows(page, 'Balance 4.20 EUR');
    assert.equal(await page.evaluate('location.search'), '');
    assert.deepEqual(await axeSays(page), []);
    await page.focus('.keys button[aria-label="New balance"]');
    await page.keyboard.press('Enter');
    await shows(page, 'Operator Anna');
    assert.ok(facts('tab-locked').some(({ tab }) => tab === 7));
    await leave(page);
  });

  it('shows the pictures it is sent, after a tap only those that have changed', async () => {
    const page = await phone(at('/freestyle'));
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    const weights: number[] = [];
    session.on('Network.webSocketFrameReceived', ({ response }) => {
      if (response.opcode === 2) weights.push(response.payloadData.length);
    });
    await page.type('input', await newCode());
    await page.click('.sign-up');
    await tap(page, 'Anna');
    const colours = await page.evaluate(`(() => {
      const { width, height } = document.querySelector('canvas');
      const { data } = document.querySelector('canvas').getContext('2d').getImageData(0, 0, width, height);
      return new Set(new Uint32Array(data.buffer)).size;
    })()`);
    assert.ok(Number(colours) > 20, `${String(colours)} colours`);
    assert.ok(weights.length > 15, `${weights.length} pictures`);
    weights.length = 0;
    await tap(page, '4');
    assert.equal(weights.length, 1, 'the line with what was typed');
    await leave(page);
  });

  it('is open in one window at a time, in the one that was opened last', async () => {
    const page = await signedUp();
    await tap(page, 'Anna');
    const other = await page.browserContext().newPage();
    await other.setViewport(PHONE);
    await other.goto(at('/freestyle'));
    await shows(other, 'Operator Anna');
    await state(page, 'turnedAway');
    assert.match(await textOf(page), /opened in another window/);
    await page.bringToFront();
    await page.click('.again');
    await shows(page, 'Operator Anna');
    await state(other, 'turnedAway');
    await leave(page);
  });

  it('can be put on a home screen, for portrait', async () => {
    const page = await phone(at('/freestyle'));
    const href = (await page.evaluate(`document.querySelector('link[rel=manifest]').href`)) as string;
    const manifest = (await (await fetch(href)).json()) as Record<string, unknown>;
    assert.deepEqual([manifest['start_url'], manifest['orientation']], ['freestyle', 'portrait']);
    const session = await page.createCDPSession();
    const { errors } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
  });
}

function twoFingers(): void {
  it('is reset, and by no other way of fingers, and nothing booked is lost', async () => {
    const page = await signedUp();
    for (const key of ['Anna', '6', 'Open', 'Helles']) await tap(page, key);
    await page.evaluate(`window.before = true`);
    const isNew = `window.before === undefined`;
    await swipe(page, [{ from: [40, 300], to: [320, 300] }]);
    await swipe(page, [
      { from: [320, 300], to: [40, 300] },
      { from: [320, 400], to: [40, 400] },
    ]);
    await shows(page, 'Balance 4.20 EUR');
    assert.equal(await page.evaluate(isNew), false);
    await swipe(page, acrossWithTwo(PHONE));
    await page.waitForFunction(isNew, { timeout: 8_000 });
    await shows(page, 'Balance 4.20 EUR');
    await tap(page, 'New balance');
    assert.equal(facts('booked').filter(({ tab }) => tab === 6).length, 1);
    await leave(page);
  });
}

async function swipe(page: Page, ways: Way[]): Promise<void> {
  const session = await page.createCDPSession();
  await moveFingers(session, ways);
  await session.detach();
}

async function leave(page: Page): Promise<void> {
  await page.click('.leave');
  await page.click('.leave');
  await state(page, 'left');
}

function setUp(): void {
  const address = (): string => at('/client?set-up=key-1&client=C1');

  it('is one device: a second one reads that it is another', async () => {
    const first = await phone(address());
    await shows(first, 'Sign on');
    const second = await phone(address());
    await state(second, 'turnedAway');
    assert.match(await textOf(second), /Another device has been set up with this client/);
    assert.deepEqual(await axeSays(second), []);
    await tap(first, 'Anna');
    await tap(first, 'Sign off');
  });

  it('is told what its address lacks', async () => {
    const page = await phone(at('/client?client=C1'));
    await shows(page, 'lacks the client and its set-up key');
  });
}

function shadow(): void {
  let proxy: Proxy;
  before(async () => {
    proxy = await startProxy(server.port);
  });
  after(() => proxy.close());

  it('lies below the yellow dialog, which no event of the browser has told of, and goes on', async () => {
    const page = await phone(at(`/freestyle?code=${await newCode()}`, proxy.port));
    await tap(page, 'Anna');
    proxy.block();
    await state(page, 'problems.yellow');
    assert.equal(await page.evaluate('navigator.onLine'), true);
    await shows(page, 'the server does not answer');
    proxy.unblock();
    await state(page, 'showing.shown');
    await leave(page);
  });

  it('turns the wait symbol for a late answer only, without a dialog', async () => {
    const page = await phone(at(`/freestyle?code=${await newCode()}`, proxy.port));
    await tap(page, 'Anna');
    assert.equal(await page.$('.wait.turning'), null);
    proxy.delay(200);
    const turned = page.waitForSelector('.wait.turning', { timeout: 8_000 });
    await tap(page, '5');
    await turned;
    await page.waitForSelector('.wait:not(.turning)', { timeout: 8_000 });
    proxy.delay(-200);
    assert.equal(await page.$('main[data-state^=problems]'), null);
    await leave(page);
  });

  it('loses its slot when it stays away, and reads that', async () => {
    const page = await phone(at(`/freestyle?code=${await newCode()}`, proxy.port));
    await shows(page, 'Sign on');
    proxy.block();
    await state(page, 'problems.yellow');
    // On a busy machine that takes longer than a slot is kept.
    assert.deepEqual(await axeSays(page), []);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    proxy.unblock();
    await state(page, 'turnedAway');
    assert.match(await textOf(page), /was given back while it was away/);
  });
}

function till(): void {
  it('signs up by the code that is shown there, and is freed of its tab by force', async () => {
    const page = await phone(at('/till'));
    await state(page, 'shown');
    await page.select('select', 'Chef');
    await page.click('.code');
    await shows(page, 'for one sign-up');
    assert.ok(await page.$('.shown svg'));
    const [address] = /http:\S+\/freestyle\?code=\d+/.exec(await textOf(page)) ?? [];
    const freestyle = await phone(String(address));
    for (const key of ['Anna', '3', '3', 'Open', 'Helles']) await tap(freestyle, key);
    await shows(page, '33\t4.20 EUR');
    assert.match(await textOf(page), /33\s+4\.20 EUR\s+F-\w+\s+Anna\s+\d s/);
    assert.deepEqual(await axeSays(page), []);
    for (let i = 0; i < 2; i += 1) await page.evaluate(`document.querySelector('button[data-key="free 33"]').click()`);
    await shows(page, 'Tab 33 is free.');
    const freed = facts('tab-released').filter(({ tab }) => tab === 33);
    assert.equal(freed.map(({ cause }) => cause).join(), 'forced');
    await shows(freestyle, 'Operator Anna');
    await leave(freestyle);
  });
}
