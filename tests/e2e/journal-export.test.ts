// The journal of an evening as a file for accountants: read by a CSV reader, and opened in a spreadsheet.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { readScenarioFor } from '#cli/scenarios';
import { runOnSim } from '#runs/run-on-sim';
import type { Fact, JournalEntry, Source } from '#server/core/facts';
import { exportBytes } from '#server/export/csv';
import type { ExportEncoding } from '#server/export/encodings';
import { describeWith, findPeer } from '../peers.ts';

/** The journal of the evening. */
function playEvening(): JournalEntry[] {
  const entries: JournalEntry[] = [];
  const { verdict } = runOnSim(readScenarioFor('journal-export'), {
    event: (event) => {
      if (event.kind === 'fact') entries.push({ n: event.n, at: event.at, fact: event.fact as Fact });
    },
  });
  assert.equal(verdict, 'pass');
  return entries;
}

/** What was billed with mPOS devices, or at the till, cents. */
function turnover(entries: readonly JournalEntry[], source: Source): number {
  return entries.reduce(
    (sum, { fact }) => sum + (fact.kind === 'billed' && fact.source === source ? fact.cents : 0),
    0,
  );
}

const entries = playEvening();
const bytesOf = (encoding: ExportEncoding): Uint8Array => Buffer.concat([...exportBytes(entries, { encoding })]);

describe('the journal of an evening', () => {
  for (const encoding of ['utf-8', 'windows-1252'] as const) {
    it(`is read by a CSV reader, sums by Quelle alike, in ${encoding}`, () => {
      const text = new TextDecoder(encoding).decode(bytesOf(encoding));
      const rows: Record<string, string>[] = parse(text, { delimiter: ';', columns: true });
      for (const source of ['40', 'Officer'] as const) {
        const sum = rows
          .filter(({ Art, Quelle }) => Art === 'Rechnung' && Quelle === source)
          .reduce((cents, { Betrag = '' }) => cents + Number(Betrag.replace(',', '')), 0);
        assert.equal(sum, turnover(entries, source));
      }
      assert.ok(rows.some(({ Artikel }) => Artikel === 'Käsespätzle; große Portion'));
      assert.ok(rows.some(({ Bediener }) => Bediener === 'Jürgen Groß'));
    });
  }
});

/** Character sets of LibreOffice's filter for text, which is told what a person would choose when it asks. */
const CHARSETS = { 'utf-8': 76, 'windows-1252': 1 } as const;
const SEMICOLON = 59;
const QUOTE = 34;
const GERMAN = 1031;

describeWith('libreoffice', 'the journal of an evening in a spreadsheet', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-export-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const encoding of ['utf-8', 'windows-1252'] as const) {
    it(`has sums that are numbers, and letters that are right, in ${encoding}`, () => {
      writeFileSync(join(folder, `${encoding}.csv`), bytesOf(encoding));
      const filter = [SEMICOLON, QUOTE, CHARSETS[encoding], 1, '', GERMAN].join();
      const { status, stderr } = spawnSync(
        findPeer('libreoffice') ?? '',
        [
          `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
          ...['--headless', '--convert-to', 'fods', '--outdir', folder],
          `--infilter=Text - txt - csv (StarCalc):${filter}`,
          join(folder, `${encoding}.csv`),
        ],
        { encoding: 'utf8', timeout: 150_000 },
      );
      assert.equal(status, 0, stderr);
      const sheet = readFileSync(join(folder, `${encoding}.fods`), 'utf8');
      assert.match(sheet, /<text:p>Käsespätzle; große Portion<\/text:p>/);
      const billed = rowsOf(sheet).filter((row) => row.text[3] === 'Rechnung');
      const sum = billed.reduce((cents, { numbers }) => cents + Math.round((numbers.at(-2) ?? 0) * 100), 0);
      assert.equal(sum, turnover(entries, '40') + turnover(entries, 'Officer'));
    });
  }
});

/** The cells of each row of a flat OpenDocument spreadsheet: as they look, and those that are numbers. */
function rowsOf(sheet: string): { text: string[]; numbers: number[] }[] {
  return [...sheet.matchAll(/<table:table-row.*?<\/table:table-row>/gs)].map(([row]) => ({
    text: [...row.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map(([, text = '']) => text),
    numbers: [...row.matchAll(/office:value-type="float" office:value="([^"]+)"/g)].map(([, value]) => Number(value)),
  }));
}
