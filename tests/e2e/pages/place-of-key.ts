/** Where a key stands on the page of a thin client. */
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'puppeteer';

export type Place = { x: number; y: number; width: number; height: number };

/** So often it is looked at, and so long in between, ms. */
const MOST_LOOKS = 20;
const BETWEEN_MS = 50;

/** The place of a key, once it stays there: on a busy machine a page may still be laid out when its keys are there. */
export async function placeOfKey(page: Page, key: string): Promise<Place> {
  const place = `document.querySelector('.keys button[aria-label="${key}"]')?.getBoundingClientRect().toJSON()`;
  const look = async (): Promise<Place> =>
    (await (await page.waitForFunction(place, { timeout: 8_000 })).jsonValue()) as Place;
  let now = await look();
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const before = now;
    await setTimeout(BETWEEN_MS);
    now = await look();
    if (now.x === before.x && now.y === before.y) break;
  }
  return now;
}
