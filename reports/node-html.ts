/** The HTML report's way to the disk. */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { makeFolder, writable, writeText } from '#history/node-disk';
import { fileError } from '#protocols/errors/file-errors';
import { htmlReport } from './html.ts';
import { nightPage, type NightPage } from './night.ts';
import { pageAssets } from './node-bundle.ts';
import type { ReportedRun } from './report-data.ts';

/** Writes the report piece by piece, making its folder if need be. Errors: those of writing a file. */
export function writeHtmlReport(path: string, runs: readonly ReportedRun[]): void {
  const assets = pageAssets('report');
  makeFolder(dirname(path));
  writable(path);
  const attempt = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw fileError('written', path, error);
    }
  };
  const file = attempt(() => openSync(path, 'w'));
  try {
    for (const piece of htmlReport(runs, assets, pack)) attempt(() => writeFileSync(file, piece));
  } finally {
    closeSync(file);
  }
}

/** Writes the page of a night. Errors: those of writing a file. */
export function writeNightPage(path: string, page: NightPage): void {
  writeText(path, nightPage(page, pageAssets('night')));
}

/** What pages/report/carried-history.ts unpacks. */
export const pack = (text: string): string => deflateRawSync(text).toString('base64');
