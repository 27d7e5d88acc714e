/**
 * The journal export as a file that a German spreadsheet opens with a double click: semicolons between the fields, a comma
 * in sums, lines that end in CR LF, and UTF-8 with a byte order mark or Windows-1252, by which the program knows umlauts.
 */
import type { JournalEntry, Source } from '#server/core/facts';
import type { ExportEncoding } from './encodings.ts';
import { COLUMNS, JournalRows, type JournalRow } from './journal-rows.ts';
import { toWindows1252 } from './windows-1252.ts';

const END = '\r\n';
const BYTE_ORDER_MARK = '\uFEFF';

/** The lines of the export, its head first; of one source, where that is said. */
export function* exportLines(entries: Iterable<JournalEntry>, source?: Source): Generator<string> {
  yield COLUMNS.join(';') + END;
  const rows = new JournalRows();
  for (const entry of entries)
    for (const row of rows.of(entry)) if (source === undefined || row.Quelle === source) yield lineOf(row);
}

/** The bytes of the export, piece by piece. */
export function* exportBytes(
  entries: Iterable<JournalEntry>,
  { encoding, source }: { encoding: ExportEncoding; source?: Source | undefined },
): Generator<Uint8Array> {
  const utf8 = new TextEncoder();
  if (encoding === 'utf-8') yield utf8.encode(BYTE_ORDER_MARK);
  for (const line of exportLines(entries, source)) yield encoding === 'utf-8' ? utf8.encode(line) : toWindows1252(line);
}

function lineOf(row: JournalRow): string {
  return COLUMNS.map((column) => (column === 'Betrag' ? sumText(row.Betrag) : fieldText(row[column]))).join(';') + END;
}

/** A text is quoted where it would be taken for more than one field. */
function fieldText(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** 1234 → `12,34`. */
function sumText(cents: number): string {
  const whole = Math.abs(cents);
  const rest = whole % 100;
  return `${cents < 0 ? '-' : ''}${(whole - rest) / 100},${rest < 10 ? '0' : ''}${rest}`;
}
