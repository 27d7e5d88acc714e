/**
 * The browser of a run on the wire, with a page for each device that is one: phones of their own, each with a storage
 * that no other has. Pages are made before the run begins, and loaded a few at a time, so that the machine goes on.
 */
import type { Browser, CDPSession, Page } from 'puppeteer';
import type { DeviceModel } from '#history/device-summary';
import type { EventBody } from '#history/events';
import { decodeFromThinClient } from '#protocols/thin-client/frames';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import { setUpKey, type Floor, type FloorDevice } from '#scenarios/format/floor';
import type { ThinApp, ThinAppOptions, ThinAppTold } from '../../devices/thin/thin-app.ts';
import { heardOfThinClient } from '../heard.ts';
import { launchBrowser } from './browser.ts';
import { ClientFrames } from './client-frames.ts';
import { handsOfLent, openLentPage, placeOfScreen, type LentDevice } from './lent-device.ts';
import { memoryOf } from './process-memory.ts';
import { PageApp, type PageSlot } from './page-app.ts';
import { handsOfPage } from './page-hands.ts';
import { scriptOf, TELL } from './page-script.ts';
import type { Proxy } from './proxy.ts';

export type Pages = {
  /** The page of a device as its app; undefined for a device that is none. */
  open(options: ThinAppOptions, told: ThinAppTold): ThinApp | undefined;
  /** What the browser takes with all its pages; null where the system does not tell. */
  memoryBytes(): number | null;
  count: number;
  /** Throws what went wrong with a page, if anything did. */
  check(): void;
};

export type PagesOptions = {
  floor: Floor;
  link(device: string): Proxy;
  now(): number;
  recordAt(t: number, node: string, body: EventBody): void;
  /** A device whose own browser shows its page. */
  lent?: LentDevice | undefined;
};

/** So many pages are made, or loaded, at a time. */
const AT_A_TIME = 3;
/** Room below the screen for the key by which a device is signed off, pixels. */
const FOOTER = 64;
/** The page of a lent device has so long to close, ms. */
const CLOSING_MS = 500;

/** Opens the browser if a device of the floor is a page. Error: `browser-missing`. */
export async function openPages(options: PagesOptions, closers: (() => void | Promise<void>)[]): Promise<Pages | null> {
  const devices = options.floor.devices.filter(({ browser }) => browser);
  if (devices.length === 0) return null;
  const { lent } = options;
  let isOver = false;
  closers.push(() => void (isOver = true));
  const browser = devices.every(({ name }) => name === lent?.name) ? null : await launchBrowser();
  closers.push(async () => browser?.close());
  const apps = new Map<string, PageApp>();
  const slots = new Map<string, PageSlot>();
  const limit = limiter(AT_A_TIME);
  await Promise.all(
    devices.map((device) =>
      limit(async () => {
        const { port } = options.link(device.name);
        const told = (states: string[]): void => apps.get(device.name)?.states(states);
        if (device.name === lent?.name) {
          const ended = (): void => {
            apps.get(device.name)?.ended();
            lent.lostBrowser();
          };
          slots.set(device.name, await lentPage(lent, { device, port, told, ended }, closers));
        } else if (browser !== null) slots.set(device.name, await newPage(browser, device, port, told));
      }),
    ),
  );
  for (const { name } of devices) hearLink(name, options);
  let error: unknown = null;
  return {
    count: devices.length,
    memoryBytes: () => memoryOf(browser?.process()?.pid),
    check() {
      if (error !== null) throw error;
    },
    open({ name }, told) {
      const slot = slots.get(name);
      if (slot === undefined) return undefined;
      const app = new PageApp({
        ...slot,
        told,
        now: options.now,
        recordAt: (t, body) => options.recordAt(t, name, body),
        power: (on) => options.link(name).power(on),
        loading: limit,
        failed(why) {
          if (isOver) return;
          if (name === lent?.name) lent.failed(why);
          else error ??= why;
        },
      });
      apps.set(name, app);
      return app;
    },
  };
}

async function newPage(
  browser: Browser,
  device: FloorDevice,
  port: number,
  told: (states: string[]) => void,
): Promise<PageSlot> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const { display, model } = device;
  const { width, height } = display;
  await page.setViewport({ width, height: height + FOOTER, deviceScaleFactor: 1, isMobile: true, hasTouch: true });
  if (model !== null) await page.setUserAgent({ userAgent: userAgentOf(model) });
  const session = await listenTo(page, device, told);
  const url = `http://127.0.0.1:${port}/${pathOf(device)}`;
  return { page, session, url, hands: handsOfPage(page, session) };
}

type Lending = { device: FloorDevice; port: number; told(states: string[]): void; ended(): void };

/** A page in the browser of a lent device: display and name are its own. */
async function lentPage(
  lent: LentDevice,
  { device, port, told, ended }: Lending,
  closers: (() => void | Promise<void>)[],
): Promise<PageSlot> {
  const base = await lent.reach(port);
  const { browser, page } = await openLentPage(lent, base);
  browser.on('disconnected', ended);
  closers.push(async () => {
    // A page that is frozen, or behind a cable that is out, cannot be closed, and nobody waits for it.
    browser.off('disconnected', ended);
    void page.close().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, CLOSING_MS));
    await browser.disconnect();
  });
  // A browser that does not let itself be told asks its tester.
  if (lent.cards !== undefined)
    await browser
      .defaultBrowserContext()
      .overridePermissions(base, ['camera'])
      .catch(() => {});
  const session = await listenTo(page, device, told);
  const shown = (screen: ScreenMessage): void => lent.shows?.(screen, () => placeOfScreen(page));
  return { page, session, url: `${base}/${pathOf(device)}`, hands: handsOfLent(lent), shown };
}

/** The states of its chart are told, and what goes over its sockets. */
async function listenTo(
  page: Page,
  { name, kind, as }: FloorDevice,
  told: (states: string[]) => void,
): Promise<CDPSession> {
  await page.exposeFunction(TELL, (states: string) => told(JSON.parse(states) as string[]));
  const isFreestyle = kind === 'freestyle';
  await page.evaluateOnNewDocument(
    scriptOf(isFreestyle ? 'mpos-freestyle' : `mpos-client ${as}`, { client: as, install: name }),
  );
  const session = await page.createCDPSession();
  await session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 });
  return session;
}

/** What it opens at the server. */
function pathOf({ kind, as, dials }: FloorDevice): string {
  const isFreestyle = kind === 'freestyle';
  const query = new URLSearchParams({
    ...(isFreestyle ? {} : { client: as, 'set-up': setUpKey(as) }),
    ...(kind === 'paypos' ? { kind } : {}),
    ...(dials === null ? {} : { iis: dials }),
  });
  return `${isFreestyle ? 'freestyle' : 'client'}${query.size === 0 ? '' : `?${query.toString()}`}`;
}

/** What a browser says of itself that tells the model of its device and the version of its system. */
function userAgentOf({ name, android, ios }: DeviceModel): string {
  const device =
    ios === undefined ? `Linux; Android ${android}; ${name}` : `iPhone; CPU iPhone OS ${ios}_0 like Mac OS X`;
  return `Mozilla/5.0 (${device}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36`;
}

/** The history says what the server has heard of a page when its link has passed that on. */
function hearLink(device: string, { link, now, recordAt }: PagesOptions): void {
  const connections = new WeakMap<object, ClientFrames>();
  link(device).hear((connection, bytes) => {
    let frames = connections.get(connection);
    if (frames === undefined) {
      frames = new ClientFrames((text) => {
        const decoded = decodeFromThinClient(text);
        const heard = decoded.ok ? heardOfThinClient(device, decoded.message) : null;
        if (heard !== null) recordAt(now(), 'server', heard);
      });
      connections.set(connection, frames);
    }
    frames.take(bytes);
  });
}

/** Lets so many run at once; the others wait for their turn. */
function limiter(most: number): (run: () => Promise<unknown>) => Promise<void> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      await run();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
