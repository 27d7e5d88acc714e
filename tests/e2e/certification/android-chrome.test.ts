// The browser of a simulated device, through the real adb.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { describeWith } from '../../peers.ts';
import { measureConnects } from '#cli/connecting';
import { findBrowser } from '#simulators/grounds/wire/browser';
import { SPEED, withAdb, type Connected } from './android-bench.ts';

/** A page that counts, and fetches when asked. */
const PAGE = `<!doctype html><meta name="viewport" content="width=device-width"><title>counts</title><script>
  var n = 0; setInterval(function () { n += 1; }, 20);
  var answered = 0; setInterval(function () { fetch('/').then(function () { answered += 1; }); }, 100);
</script>`;

function startPage(): Promise<{ server: Server; port: number }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(PAGE);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const counted = (page: Page): Promise<number> => page.evaluate('n') as Promise<number>;
const answered = (page: Page): Promise<number> => page.evaluate('answered') as Promise<number>;

/** What of the browser a test holds until it is over. */
const held: Browser[] = [];

/** The page it shows, opened by the shell of the device, through the devtools behind a forward. */
async function opened({ adb }: Connected, address: string): Promise<Page> {
  await adb(['shell', `am start -a android.intent.action.VIEW -d ${address}`]);
  const { stdout } = await adb(['forward', 'tcp:0', 'localabstract:chrome_devtools_remote']);
  const browser = await puppeteer.connect({
    browserURL: `http://127.0.0.1:${stdout.trim()}`,
    defaultViewport: null,
  });
  held.push(browser);
  const target = await browser.waitForTarget((one) => one.type() === 'page' && one.url() === address);
  const shown = await target.page();
  assert.ok(shown);
  await shown.waitForFunction('typeof n === "number" && n > 0', { timeout: 20_000 });
  return shown;
}

/** Whether all but five of a hundred connections over its WLAN were open only after that, ms of the device. */
async function takes({ adb }: Connected, leastMs: number): Promise<boolean> {
  const measured = await measureConnects({
    ...{ host: '127.0.0.1', reach: (port: number) => `http://192.168.7.10:${port}` },
    open: async (address) => void (await adb(['shell', `am start -a android.intent.action.VIEW -d ${address}`])),
  });
  assert.ok('arrived' in measured, JSON.stringify(measured));
  assert.deepEqual([measured.arrived, measured.tookMs.length], [100, 100]);
  return measured.tookMs.filter((ms) => ms !== null && ms * SPEED >= leastMs).length >= 95;
}

describeWith('adb', 'the browser of a simulated Android device', function () {
  const { connected } = withAdb(this);
  let page: { server: Server; port: number };

  before(async function () {
    if ((await findBrowser()) === undefined) this.skip();
    page = await startPage();
  });
  after(() => page?.server.close());
  afterEach(async () => {
    for (const browser of held.splice(0)) await browser.disconnect();
  });

  it('is a real one, with the display and the name of the device, and reaches the host through a reverse', async () => {
    const phone = await connected('rocket-class', [], true);
    await phone.adb(['reverse', 'tcp:8080', `tcp:${page.port}`]);
    const shown = await opened(phone, 'http://localhost:8080/');
    assert.equal(await shown.title(), 'counts');
    assert.deepEqual(await shown.evaluate('[innerWidth, innerHeight, devicePixelRatio]'), [360, 592, 2]);
    assert.match(String(await shown.evaluate('navigator.userAgent')), /Android 11; Rocket 07/);
    const png = (await phone.adb(['exec-out', 'screencap -p'])).bytes;
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [720, 1440]);
  });

  it('stands still while the energy saving of the maker freezes it', async () => {
    const phone = await connected(
      'rocket-class',
      [{ quirk: 'energy-saver', with: { afterScreenOffS: 60, takes: 'time', exemptible: false } }],
      true,
    );
    const shown = await opened(phone, `http://192.168.7.10:${page.port}/`);
    const before = await counted(shown);
    const beganMs = performance.now();
    await phone.adb(['shell', 'input keyevent SLEEP']);
    await pause(4_000);
    await phone.adb(['shell', 'input keyevent WAKEUP']);
    const ranMs = ((await counted(shown)) - before) * 20;
    const passedMs = performance.now() - beganMs;
    assert.ok(ranMs < passedMs - 1_500, `ran ${ranMs} ms of ${Math.round(passedMs)} ms`);
  });

  it('has no network while the WLAN of the device is off, and again afterwards', async () => {
    const phone = await connected('rocket-class', [], true);
    const shown = await opened(phone, `http://192.168.7.10:${page.port}/`);
    await phone.adb(['shell', 'svc wifi disable']);
    await pause(500);
    const before = await answered(shown);
    await pause(1_000);
    assert.ok((await answered(shown)) - before <= 1);
    await phone.adb(['shell', 'svc wifi enable']);
    await shown.waitForFunction(`answered > ${before + 3}`, { timeout: 20_000 });
  });

  it('measures how soon its connections over WLAN are open, and tells if they take long', async () => {
    const phone = await connected('rocket-class', [], true);
    phone.device.network.dialMs = 1_000;
    assert.equal(await takes(phone, 980), true);
    phone.device.network.dialMs = 0;
    assert.equal(await takes(phone, 980), false);
  });

  it('is gone when the energy saving ends it', async () => {
    const phone = await connected(
      'rocket-class',
      [{ quirk: 'energy-saver', with: { afterScreenOffS: 30, exemptible: false } }],
      true,
    );
    await opened(phone, `http://192.168.7.10:${page.port}/`);
    const gone = new Promise((resolve) => held[0]?.once('disconnected', resolve));
    await phone.adb(['shell', 'input keyevent SLEEP']);
    await gone;
    assert.equal((await phone.adb(['shell', 'pidof com.android.chrome'])).code, 1);
  });
});
