/** What is done to a device beside its page: it is put away, turned, and its network comes and goes. */
import type { CDPSession, Page } from 'puppeteer';

export type PageHands = {
  /** Whether no finger slips off its key: who measures a device does not try its operator. */
  isSteady: boolean;
  /** Nobody looks at it any more: nothing happens if that is so already. */
  putAway(): Promise<void> | void;
  takeOut(): Promise<void> | void;
  /** Something lies over its page, or not any more; the page goes on as far as its browser lets it. */
  cover(isCovered: boolean): Promise<void> | void;
  /** By a quarter, on or back. */
  turn(): Promise<void> | void;
  /** The device has noticed that its network is there, or is not. */
  network(isThere: boolean): Promise<void> | void;
  /** Cards are held before its camera; absent where their codes are typed. */
  cards?: HeldCards;
};

export type HeldCards = {
  /** Has the card with that code held there; false if nobody does. */
  hold(code: string): Promise<boolean>;
  /** So long it takes at most until one is held, ms. */
  withinMs: number;
};

/** Of a page in a browser of our own: what a browser does to it when that is done to a phone. */
export function handsOfPage(page: Page, session: CDPSession): PageHands {
  /** The tab that lies over the page while it is in the background. */
  let over: Page | null = null;
  let isAway = false;
  let isUnder = false;
  async function settle(): Promise<void> {
    if (isAway || isUnder) over ??= await page.browserContext().newPage();
    else if (over !== null) {
      await page.bringToFront();
      await over.close();
      over = null;
    }
  }
  return {
    isSteady: false,
    // Another tab lies over it, and the browser lets it rest: no timer of it runs, and nothing is heard.
    async putAway() {
      isAway = true;
      await settle();
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    },
    async takeOut() {
      if (!isAway) return;
      isAway = false;
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      await settle();
    },
    async cover(isCovered) {
      isUnder = isCovered;
      await settle();
    },
    async turn() {
      const viewport = page.viewport();
      if (viewport === null) return;
      const { width, height } = viewport;
      await page.setViewport({ ...viewport, width: height, height: width });
    },
    network: (isThere) => page.setOfflineMode(!isThere),
  };
}
