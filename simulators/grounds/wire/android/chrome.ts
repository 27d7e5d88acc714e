/**
 * The real browser of a simulated device: a headless Chromium in a process group of its own, with the display of the
 * profile and its name, whose only way into any network is the device's. Frozen, its processes are stopped; ended, they
 * are killed. Starting takes seconds, and what it is asked
 * meanwhile waits.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Target, Viewport } from 'puppeteer';
import type { ChannelHandlers } from '#protocols/channel';
import type { BrowserEdge } from '#simulators/android/browser';
import type { AndroidDevice } from '#simulators/android/device';
import { launchBrowser } from '../browser.ts';
import { cameraFilm, cameraFlags } from './camera-film.ts';
import { displayPicture, placeOfPage } from './display-picture.ts';
import { openDeviceProxy, type DeviceProxy } from './socks.ts';

export type DeviceChrome = BrowserEdge & { close(): Promise<void> };

type Running = { browser: Browser; page: Page; pid: number | undefined; port: number };

/**
 * Starts nothing yet. `failed` is told if the browser does not start: error `browser-missing`, or what it says. `speed` is
 * by how much the time of the device passes quicker than ours.
 */
export async function createChrome(
  device: AndroidDevice,
  failed: (error: unknown) => void,
  speed = 1,
): Promise<DeviceChrome> {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-camera-'));
  const film = join(folder, 'camera.mjpeg');
  writeFileSync(film, await cameraFilm(null));
  const proxy = await openDeviceProxy(device);
  let running: Running | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (run: () => unknown): Promise<unknown> => (last = last.then(run).catch(failed));
  /** Once it has started; nobody waits for it, as a browser that is frozen takes as long as that. */
  const then = (run: () => unknown): void => void last.then(run).catch(failed);
  const signal = (name: NodeJS.Signals): void => {
    if (running?.pid === undefined) return;
    try {
      process.kill(-running.pid, name);
    } catch {
      // it has ended by itself
    }
  };
  async function end(): Promise<void> {
    signal('SIGCONT');
    const gone = running;
    running = null;
    await gone?.browser.close().catch(() => signal('SIGKILL'));
  }
  return {
    start: () =>
      void inTurn(async () => {
        running ??= await launch(device, proxy, film);
      }),
    open: (address) => then(() => running?.page.goto(address, { waitUntil: 'domcontentloaded' }).catch(() => {})),
    end: () => void inTurn(end),
    freeze: () => then(() => signal('SIGSTOP')),
    thaw: () => then(() => signal('SIGCONT')),
    turned: () =>
      then(async () => {
        for (const page of (await running?.browser.pages()) ?? []) await page.setViewport(viewportOf(device));
      }),
    devtools(handlers) {
      const early: Uint8Array[] = [];
      const line = { socket: null as ReturnType<typeof connect> | null, closed: false };
      then(() => {
        if (line.closed) return;
        if (running === null) return handlers.onClose('refused');
        line.socket = pipeTo(running.port, handlers);
        for (const bytes of early) line.socket.write(bytes);
      });
      return {
        send: (bytes) =>
          void (line.socket === null ? early.push(bytes) : line.socket.writable && line.socket.write(bytes)),
        close() {
          line.closed = true;
          line.socket?.destroy();
        },
      };
    },
    picture: (done) =>
      then(async () => {
        const page = (await running?.browser.pages())?.at(-1);
        const png = await page?.screenshot({ type: 'png', captureBeyondViewport: false }).catch(() => null);
        done(png == null ? null : await displayPicture(device, png).catch(() => null));
      }),
    shows: async (card, focusMs) => writeFileSync(film, await cameraFilm(card, focusMs / speed)),
    async close() {
      await inTurn(end);
      rmSync(folder, { recursive: true, force: true });
      proxy.close();
    },
  };
}

function pipeTo(port: number, handlers: ChannelHandlers<Uint8Array>): ReturnType<typeof connect> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.on('connect', () => handlers.onOpen());
  socket.on('data', (bytes) => handlers.onData(bytes));
  socket.on('error', () => {}); // `close` follows
  socket.on('close', () => handlers.onClose('closed'));
  return socket;
}

const MDPI = 160;

/** What a page has of the display, as that is held now: what the bars of the system and of the browser leave. */
function viewportOf(device: AndroidDevice): Viewport & { width: number; height: number } {
  const held = placeOfPage(device);
  const scale = device.profile.display.dpi / MDPI;
  const [width, height] = [Math.round(held.width / scale), Math.round(held.height / scale)];
  return { width, height, deviceScaleFactor: scale, isMobile: true, hasTouch: true, isLandscape: width > height };
}

async function launch(device: AndroidDevice, proxy: DeviceProxy, film: string): Promise<Running> {
  const { android, model, camera, webView } = device.profile;
  const viewport = viewportOf(device);
  const browser = await launchBrowser({
    defaultViewport: viewport,
    args: [
      `--proxy-server=socks5://127.0.0.1:${proxy.port}`,
      '--proxy-bypass-list=<-loopback>',
      `--window-size=${viewport.width},${viewport.height}`,
      `--user-agent=Mozilla/5.0 (Linux; Android ${android.release}; ${model}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${webView?.version ?? '100.0.0.0'} Mobile Safari/537.36`,
      ...(camera === null ? [] : cameraFlags(film)),
    ],
  });
  // A page that somebody opens through the devtools has the display of the device as well.
  const held = async (target: Target): Promise<void> => {
    const opened = await target.page();
    await opened?.setViewport(viewportOf(device));
    if (opened !== null) await zoom(opened, device);
  };
  browser.on('targetcreated', (target: Target) => void (target.type() === 'page' && held(target).catch(() => {})));
  const [page = await browser.newPage()] = await browser.pages();
  await page.setViewport(viewport);
  await zoom(page, device);
  return { browser, page, pid: browser.process()?.pid, port: Number(new URL(browser.wsEndpoint()).port) };
}

/** Whatever a page goes on to, it is shown as large as the device has it; a browser forgets that each time. */
async function zoom(page: Page, device: AndroidDevice): Promise<void> {
  const session = await page.createCDPSession();
  page.on('domcontentloaded', () => {
    if (device.pageZoom === 1) return;
    void session.send('Emulation.setPageScaleFactor', { pageScaleFactor: device.pageZoom }).catch(() => {});
  });
}
