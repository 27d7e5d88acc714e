/** A page as PDF, printed by a real Chromium as its style for paper says. */
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, writable } from '#history/node-disk';
import { fileError } from '#protocols/errors/file-errors';
import { launchBrowser } from '#simulators/grounds/wire/browser';

/** Errors: `browser-missing`, those of writing a file. */
export async function writePdf(path: string, html: string): Promise<void> {
  makeFolder(dirname(path));
  writable(path);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(html);
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    writeFileSync(path, bytes);
  } catch (error) {
    throw fileError('written', path, error);
  } finally {
    await browser.close();
  }
}
