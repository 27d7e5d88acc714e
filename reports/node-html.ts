/** The HTML report's way to the disk: reads the page's own files, writes the report. */
import { readFileSync } from 'node:fs';
import { writeText } from '#history/node-disk';
import { htmlReport, type ReportAssets } from './html.ts';
import type { JudgedRun } from './timeline/timeline.ts';

/** In this order each file uses only what stands before it. */
const SCRIPTS = [
  'model.js',
  'layout.js',
  'describe.js',
  'brushes.js',
  'draw.js',
  'frame.js',
  'panel.js',
  'interact.js',
];

const STYLES = ['colours.css', 'page.css', 'timeline.css'];

/** The files are modules that import each other; on the page they are one script, so imports and exports go. */
export function readReportAssets(): ReportAssets {
  const read = (name: string): string => readFileSync(new URL(`./html/${name}`, import.meta.url), 'utf8');
  const script = SCRIPTS.map(read)
    .join('\n')
    .replace(/^import [^;]*;\n/gm, '')
    .replace(/^export /gm, '');
  return { script: `(() => {\n'use strict';\n${script}})();`, style: STYLES.map(read).join('\n') };
}

/** Writes the report, making its folder if need be. Errors: those of writing a file. */
export function writeHtmlReport(path: string, runs: readonly JudgedRun[]): void {
  writeText(path, htmlReport(runs, readReportAssets()));
}
