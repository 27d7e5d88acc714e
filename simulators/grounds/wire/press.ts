/** Keys of a page that are pressed as a finger finds them: scrolled to first. */
import type { Page } from 'puppeteer';

/**
 * The key for signing up, or that of the keyboard where the finger misses it, as on a page that is shown too large. Throws
 * in words for the certifier where no scrolling brings it onto the display.
 */
export async function pressSignUp(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const form = document.querySelector('.panel form');
    form.isSent = false;
    form.addEventListener('submit', () => (form.isSent = true), { once: true });
  })()`);
  await page.evaluate(`document.querySelector('.sign-up').scrollIntoView({ block: 'center', behavior: 'instant' })`);
  try {
    await page.click('.sign-up');
  } catch (error) {
    if (!String(error).includes('not clickable')) throw error;
    const size = (await page.evaluate('[innerWidth, innerHeight].join(" × ")')) as string;
    throw new Error(`the key for signing up cannot be reached on this display of ${size} CSS pixels`, { cause: error });
  }
  if (await page.evaluate(`document.querySelector('.panel form').isSent`)) return;
  await page.focus('.panel input');
  await page.keyboard.press('Enter');
}
