// The question for a code on displays on which it has hardly any room.
import assert from 'node:assert/strict';
import type { Page } from 'puppeteer';
import { pressSignUp } from '#simulators/grounds/wire/press';

/** A phone of old, and a wearable between the bars of its browser, CSS pixels. */
const DISPLAYS = [
  { width: 320, height: 568 },
  { width: 230, height: 122 },
];

type State = (page: Page, wanted: string) => Promise<unknown>;

/** The test, for a suite that opens a page which asks for a code. */
export function onSmallDisplays(open: () => Promise<Page>, state: State): void {
  it('asks for a code with all of it in reach and nothing wider, or says that its key is not', async () => {
    const page = await open();
    await state(page, 'codeAsked');
    for (const { width, height } of DISPLAYS) {
      await page.setViewport({ width, height, isMobile: true, hasTouch: true });
      for (const part of ['h1', 'input', '.sign-up']) await comesIntoView(page, part, { width, height });
      const wider = `[...document.querySelectorAll('.panel, .panel *')]
        .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0 || part.getBoundingClientRect().right > ${width})
        .map(({ outerHTML }) => outerHTML)`;
      assert.deepEqual(await page.evaluate(wider), []);
      // Below the refusal of the first display the second one has even less room.
      await page.type('.panel input', 'no-code');
      await pressSignUp(page);
      await page.waitForFunction(`document.querySelector('.panel input').value === ''`, { timeout: 8_000 });
      await state(page, 'turnedAway');
    }
    await page.evaluate(`Object.assign(document.querySelector('.sign-up').style, { position: 'fixed', top: '200px' })`);
    await assert.rejects(pressSignUp(page), {
      message: 'the key for signing up cannot be reached on this display of 230 × 122 CSS pixels',
    });
  });
}

async function comesIntoView(page: Page, part: string, { width, height }: (typeof DISPLAYS)[number]): Promise<void> {
  const box = (await page.evaluate(`(() => {
    const part = document.querySelector('.panel ${part}');
    part.scrollIntoView({ block: 'center' });
    return part.getBoundingClientRect().toJSON();
  })()`)) as { left: number; top: number; right: number; bottom: number };
  const isWhole = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
  assert.ok(isWhole, `${part}: ${JSON.stringify(box)}`);
}
