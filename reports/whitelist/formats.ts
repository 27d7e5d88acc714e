/** A whitelist as text: for a console, as Markdown, as CSV. */
import { deviceName } from '#certification/certificate/device-record';
import type { Checked } from '#certification/whitelist/check';
import type { WhitelistRow } from '#certification/whitelist/table';
import { oneLine } from '../figures.ts';
import { cellsOf, COLUMNS, sentencesOf, verdictOf } from './columns.ts';

/** A device in a few lines. */
export function whitelistText(table: readonly WhitelistRow[]): string {
  if (table.length === 0) return 'The whitelist is empty.\n';
  return table.map(rowText).join('');
}

function rowText(row: WhitelistRow): string {
  const { device, validUntil, due, id } = row;
  const head = `${deviceName(device)}, Android ${device.android}: ${verdictOf(row)}`;
  const more = [
    ...sentencesOf(row),
    `valid until ${validUntil.slice(0, 10)}, certificate ${id}`,
    ...(due === null ? [] : [`certify again: ${due}`]),
  ];
  return block(head, more);
}

/** A line, and what belongs to it below. */
function block(head: string, more: readonly string[]): string {
  return [oneLine(head), ...more.map((one) => `  ${oneLine(one)}`), ''].join('\n');
}

/** A line for each device that was asked for, and what has to be kept to. */
export function checkedText(all: readonly Checked[]): string {
  return all.map(deviceText).join('');
}

function deviceText({ device, outcome, code, sentence, conditions, due }: Checked): string {
  const name = `${device.serial === undefined ? '' : `${device.serial}: `}${device.model}, Android ${device.android}`;
  const why = code === null ? sentence : `${code}: ${sentence}`;
  return block(`${name}: ${outcome}. ${why}`, [...conditions, ...(due === null ? [] : [`certify again: ${due}`])]);
}

export function whitelistMarkdown(table: readonly WhitelistRow[], at: string): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [
    `# Whitelist, as of ${at.slice(0, 10)}`,
    '',
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...table.map((row) => line(cellsOf(row))),
    '',
  ].join('\n');
}

/** Foreign words are letters, never markup. */
function markdownCell(text: string): string {
  return oneLine(text).replace(/[\\|<>[\]*_`&]/g, (char) => `\\${char}`);
}

const END = '\r\n';

export function whitelistCsv(table: readonly WhitelistRow[]): string {
  return [COLUMNS, ...table.map(cellsOf)].map((cells) => cells.map(csvCell).join(',') + END).join('');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe, which it takes for a text. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
