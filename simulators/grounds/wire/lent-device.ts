/**
 * A device that is lent to a run: one outside of this machine, whose own browser is the app of a thin client of the floor.
 * What the scenario does to that client is done to the device, by commands in its shell: put away, its screen is switched
 * off; carried out of coverage, its WLAN. Whoever lends it brings the shell, and the way to its devtools.
 */
import type { Browser, Page } from 'puppeteer';
import { TwinError } from '#protocols/errors/errors';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import type { LinkControl } from '../ground.ts';
import { connectBrowser } from './browser.ts';
import type { HeldCards, PageHands } from './page-hands.ts';

export type LentDevice = {
  /** Which device of the floor it is. */
  name: string;
  /** Where the way to the server listens for it. */
  host: string;
  /** How it reaches that port; what has to be done for that is done. */
  reach(port: number): Promise<string>;
  /** Starts its browser. The port of this machine behind which the devtools are. */
  devtools(address: string): Promise<number>;
  /** Runs a command to its end, in order with the others. Never throws: whoever lends it notes what came of it. */
  shell(command: string): Promise<void>;
  /** What is done to put it away, and to take it up again. */
  putAway: readonly string[];
  takeUp: readonly string[];
  /** What is done to have it turned by so many quarters from how it stands naturally. */
  turnedTo(quarters: number): readonly string[];
  /** Has its tester do what only a person can, and tells when that is done; the returned function takes it back. */
  byPerson(done: () => void): () => void;
  /** Cards that its tester holds before its camera; absent where their codes are typed. */
  cards?: HeldCards | undefined;
  /** Told of each screen that its page shows; `where` says where it is. Absent where nobody looks at them. */
  shows?: ((screen: ScreenMessage, where: () => Promise<ScreenPlace | null>) => void) | undefined;
  /** Whether its WLAN is on the way to the server, and so may be switched off. */
  overWlan: boolean;
  /** Told when something with its page went wrong that must not. */
  failed(error: unknown): void;
  /** Told when the way to its browser has ended: with the browser, or with the way to the device. */
  lostBrowser(): void;
  /** Whether something has become of it that leaves nothing to be known of this run. */
  isSpoiled(): boolean;
};

/** Which screen a page shows, how many pixels that has, and how large it is on the display of its device, pixels of that. */
export type ScreenPlace = {
  screen: number;
  pixels: { width: number; height: number };
  width: number;
  height: number;
};

const WLAN_OFF = 'svc wifi disable';
const WLAN_ON = 'svc wifi enable';
const SIDES = 4;
/** A browser that is there answers within this, ms. */
const OPENING_MS = 30_000;
const AGAIN_MS = 500;

/** A new page of its browser. */
export async function openLentPage(lent: LentDevice, address: string): Promise<{ browser: Browser; page: Page }> {
  const port = await lent.devtools(address);
  const browser = await inTime(connected(port), 'the devtools of the device do not answer');
  try {
    const page = await inTime(browser.newPage(), 'no page was opened');
    await inTime(page.bringToFront(), 'the page does not come to the front');
    return { browser, page };
  } catch (error) {
    await browser.disconnect();
    throw error;
  }
}

/** A browser that has just been started has no devtools yet. */
async function connected(port: number): Promise<Browser> {
  const until = performance.now() + OPENING_MS;
  for (;;) {
    try {
      return await connectBrowser(port);
    } catch (error) {
      if (error instanceof TwinError || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** Nobody waits for it to be put away or taken up: a page that is frozen answers when that is over, and not before. */
export function handsOfLent(lent: LentDevice): PageHands {
  let isAway = false;
  let side = 0;
  const all = (commands: readonly string[]): void => commands.forEach((command) => void lent.shell(command));
  return {
    isSteady: true,
    putAway() {
      if (!isAway) all(lent.putAway);
      isAway = true;
    },
    takeOut() {
      if (isAway) all(lent.takeUp);
      isAway = false;
    },
    cover() {}, // a person does it
    // On and on, so that each of its sides has been up.
    async turn() {
      side = (side + 1) % SIDES;
      for (const command of lent.turnedTo(side)) await lent.shell(command);
    },
    network() {}, // it notices that itself
    ...(lent.cards === undefined ? {} : { cards: lent.cards }),
  };
}

/** Its link: out of coverage, its WLAN is switched off. */
export function linkOfLent(lent: LentDevice, link: LinkControl): LinkControl {
  if (!lent.overWlan) return link;
  return {
    ...link,
    block: () => void lent.shell(WLAN_OFF),
    unblock: () => void lent.shell(WLAN_ON),
  };
}

/** Where the screen is that a page shows; null where it shows none. */
export async function placeOfScreen(page: Page): Promise<ScreenPlace | null> {
  return (await page.evaluate(PLACE)) as ScreenPlace | null;
}

/** A page may be shown larger than it is laid out, by two fingers or by its browser. */
const PLACE = `(() => {
  const canvas = document.querySelector('canvas');
  if (canvas === null) return null;
  const { width, height } = canvas.getBoundingClientRect();
  const times = visualViewport.scale * devicePixelRatio;
  const pixels = { width: canvas.width, height: canvas.height };
  return { screen: Number(canvas.dataset.screen), pixels, width: width * times, height: height * times };
})()`;

async function inTime<T>(done: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), OPENING_MS);
  });
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
