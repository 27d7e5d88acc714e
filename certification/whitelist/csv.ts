/**
 * CSV as RFC 4180 has it, and as spreadsheets write it: the separator is the comma, the semicolon or the tab, whichever
 * comes first outside of quotes in the head; lines end in LF, CR LF or CR; a byte order mark is passed over.
 */
import { TwinError } from '#protocols/errors/errors';

/** One line of the file, by the names in its head, in small letters. `line` counts from 1. */
export type CsvRecord = { line: number; fields: Record<string, string> };

/** `columns` must be in the head, `known` may not be there twice. Errors: `fleet-invalid`. */
export function csvRecords(text: string, columns: readonly string[], known: readonly string[]): CsvRecord[] {
  const [head, ...rest] = rowsOf(text.replace(/^\uFEFF/, ''));
  if (head === undefined) throw new TwinError('fleet-invalid', 'It is empty.');
  const names = head.cells.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new TwinError('fleet-invalid', `Its head has no ${missing.join(' and no ')}.`);
  const twice = known.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) throw new TwinError('fleet-invalid', `Its head has ${twice} twice.`);
  return rest.map(({ line, cells }) => {
    if (cells.length !== names.length) {
      throw new TwinError('fleet-invalid', `Line ${line} has ${cells.length} fields, the head has ${names.length}.`);
    }
    return { line, fields: Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? '').trim()])) };
  });
}

type Row = { line: number; cells: string[] };

/** One field and what ends it: quoted, with quotes doubled, or plain. Other separators are letters like any other. */
function fieldUpTo(separator: string): RegExp {
  return new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}]*))(${separator}|\\r\\n|[\\r\\n]|$)`, 'y');
}

function rowsOf(text: string): Row[] {
  const separator = separatorOf(text);
  const field = fieldUpTo(separator);
  const rows: Row[] = [];
  let line = 1;
  let cells: string[] = [];
  let first = 1;
  for (field.lastIndex = 0; field.lastIndex < text.length || cells.length > 0;) {
    const found = field.exec(text);
    if (found === null) throw new TwinError('fleet-invalid', `Line ${line}: a quote is not where one may be.`);
    const [whole, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split(/\r\n|[\r\n]/).length - 1;
    if (end === separator) continue;
    if (cells.some((cell) => cell !== '')) rows.push({ line: first, cells });
    cells = [];
    first = line;
  }
  return rows;
}

function separatorOf(text: string): ',' | ';' | '\t' {
  const head = text.slice(0, Math.max(0, text.search(/[\r\n]|$/))).replace(/"(?:[^"]|"")*"/g, '');
  const found = /[,;\t]/.exec(head)?.[0];
  return found === ';' || found === '\t' ? found : ',';
}
