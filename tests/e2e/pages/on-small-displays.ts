// The question for a code on displays on which it has hardly any room.
import assert from 'node:assert/strict';
import type { Page } from 'puppeteer';
import { pressSignUp } from '#simulators/grounds/wire/press';

/** A phone of old, and a wearable between the bars of its browser, CSS pixels. */
const DISPLAYS = [
  { width: 320, height: 568 },
  { width: 230, height: 122 },
];

/** The tests, for a suite that opens a page which asks for a code. */
export function onSmallDisplays(open: () => Promise<Page>, state: (page: Page, wanted: string) => unknown): void {
  for (const { width, height } of DISPLAYS) {
    it(`asks for a code on ${width} × ${height}: all of it can be reached, and nothing is wider`, async () => {
      const page = await open();
      await page.setViewport({ width, height, isMobile: true, hasTouch: true });
      await state(page, 'codeAsked');
      for (const part of ['h1', 'input', '.sign-up']) {
        const box = (await page.evaluate(`(() => {
          const part = document.querySelector('.panel ${part}');
          part.scrollIntoView({ block: 'center' });
          return part.getBoundingClientRect().toJSON();
        })()`)) as { left: number; top: number; right: number; bottom: number };
        const isWhole = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
        assert.ok(isWhole, `${part}: ${JSON.stringify(box)}`);
      }
      const wider = `[...document.querySelectorAll('.panel, .panel *')]
        .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0 || part.getBoundingClientRect().right > ${width})
        .map(({ outerHTML }) => outerHTML)`;
      assert.deepEqual(await page.evaluate(wider), []);
      await page.type('.panel input', 'no-code');
      await pressSignUp(page);
      await state(page, 'turnedAway');
    });
  }

  it('has a key that cannot be reached told in words, with the size of the display', async () => {
    const page = await open();
    await page.setViewport({ width: 230, height: 122, isMobile: true, hasTouch: true });
    await state(page, 'codeAsked');
    await page.evaluate(`Object.assign(document.querySelector('.sign-up').style, { position: 'fixed', top: '200px' })`);
    await assert.rejects(pressSignUp(page), {
      message: 'the key for signing up cannot be reached on this display of 230 × 122 CSS pixels',
    });
  });
}
