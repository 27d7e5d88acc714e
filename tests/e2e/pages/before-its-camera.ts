// Cards before the camera of a phone: the fake camera of Chromium plays films of them, and the page reads what it sees.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { withCheckDigit } from '#protocols/codes/ean13';
import { cameraFilm } from '#simulators/grounds/wire/android/camera-film';
import { axeSays } from './browser.ts';

/** What the suite of the page has, with a browser whose camera is that film. */
type Bench = {
  film: string;
  signedUp(): Promise<Page>;
  tap(page: Page, key: string): Promise<void>;
  shows(page: Page, text: string): Promise<unknown>;
  leave(page: Page): Promise<void>;
  facts(kind: 'card-scanned'): { card: unknown }[];
};

const CARDS = [
  { symbology: 'QR', code: 'V500-1' },
  { symbology: 'EAN-13', code: withCheckDigit('200000000022') },
] as const;

/** The tests, for a suite whose server has a service of vouchers. */
export function beforeItsCamera({ film, signedUp, tap, shows, leave, facts }: Bench): void {
  /** What the page says came of its camera. */
  async function look(page: Page): Promise<Record<string, unknown>> {
    await page.click('.camera');
    const found = await page.waitForFunction(`document.querySelector('.card').dataset.read`, { timeout: 15_000 });
    return JSON.parse(String(await found.jsonValue())) as Record<string, unknown>;
  }
  const isLoaded = `performance.getEntriesByType('resource').some(({ name }) => name.endsWith('code-reader.wasm'))`;

  it('reads QR and EAN-13, closes the camera, and hands on what a scanner would have typed', async () => {
    const page = await signedUp();
    for (const key of ['Anna', '9', 'Open', 'Helles']) await tap(page, key);
    for (const card of CARDS) {
      writeFileSync(film, await cameraFilm(card));
      await tap(page, 'Scan a card');
      assert.equal(await page.evaluate(isLoaded), card !== CARDS[0]);
      const { outcome, code, tookMs } = await look(page);
      assert.deepEqual([outcome, code, Number(tookMs) < 5_000], ['read', card.code, true]);
      await shows(page, card.code);
      assert.equal(await page.evaluate(`document.querySelector('video').srcObject`), null);
      await tap(page, 'Voucher');
      assert.deepEqual(facts('card-scanned').at(-1)?.card, { kind: 'voucher', code: card.code });
    }
    await tap(page, 'New balance');
    await leave(page);
  });

  it('says what to do where the browser may not use the camera, or offers none, and the field stays', async () => {
    const page = await signedUp();
    for (const key of ['Anna', '9', 'Open', 'Helles', 'Scan a card']) await tap(page, key);
    const said = { NotAllowedError: 'may not use the camera', NotFoundError: 'has no camera' };
    for (const [name, sentence] of Object.entries(said)) {
      await page.evaluate(
        `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '${name}'))`,
      );
      assert.equal((await look(page))['outcome'], 'no-camera');
      await shows(page, sentence);
      assert.equal(await page.evaluate(`document.querySelector('.viewer').hidden`), true);
    }
    assert.deepEqual(await axeSays(page), []);
    await page.type('.card input', 'V500-2');
    await page.keyboard.press('Enter');
    await shows(page, 'V500-2');
    for (const key of ['Back', 'New balance']) await tap(page, key);
    await leave(page);
  });
}
