/** The parts that a certificate, a whitelist and a comparison are set from: a head, pairs, tables. One file each. */
import { escapeMarkup } from './escape.ts';
import { oneLine } from './figures.ts';
import { pageBegin, pageEnd, type ReportAssets } from './page-shell.ts';

/** A foreign text as letters, on one line. */
export const letters = (text: string): string => escapeMarkup(oneLine(text));

type Head = { title: string; badge?: { kind: string; text: string } | undefined; about: string; by: string };

/** The whole page; `body` and `end` are markup already. */
export function documentPage(
  { title, badge, about, by }: Head,
  body: readonly string[],
  end: string,
  { style, script }: ReportAssets,
): string {
  const mark = badge === undefined ? '' : badgeMark(badge.kind, badge.text);
  return `${pageBegin(letters(title), style)}<header class="top">
<div class="title"><h1>${letters(title)}</h1>${mark}<span class="by">${letters(by)}</span><button type="button" data-print hidden>Print</button></div>
<p class="about">${letters(about)}</p>
</header>
<main>
${body.join('\n')}
</main>
<footer>${end}</footer>
${pageEnd(script)}`;
}

export function badgeMark(kind: string, text: string): string {
  return `<span class="badge ${letters(kind)}">${letters(text)}</span>`;
}

/** A part of it under a heading; `body` is markup already. */
export function section(id: string, title: string, body: string): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${letters(title)}</h2>${body}</section>`;
}

/** Names and what stands for them. */
export function pairs(all: readonly (readonly [name: string, value: string])[]): string {
  const rows = all.map(([name, value]) => `<dt>${letters(name)}</dt><dd>${letters(value)}</dd>`);
  return `<dl class="pairs">${rows.join('')}</dl>`;
}

export function list(items: readonly string[]): string {
  return `<ul class="plain">${items.map((item) => `<li>${letters(item)}</li>`).join('')}</ul>`;
}

/** A cell is text, or text with a class. */
export type Cell = string | { text: string; kind: string };
export type TableRow = { cells: readonly Cell[]; isChanged?: boolean };

/** A table whose rows begin with their heads, which can be scrolled where it is too wide. */
export function table(label: string, head: readonly string[], rows: readonly TableRow[]): string {
  const cells = rows.map(({ cells: [first = '', ...rest], isChanged }) => {
    const mark = isChanged === true ? ' class="changed"' : '';
    return `<tr${mark}><th scope="row">${textOf(first)}</th>${rest.map(cellMark).join('')}</tr>`;
  });
  return `<div class="wide" role="region" aria-label="Table: ${letters(label)}" tabindex="0"><table><thead><tr>${head
    .map((name) => `<th scope="col">${letters(name)}</th>`)
    .join('')}</tr></thead><tbody>${cells.join('\n')}</tbody></table></div>`;
}

const textOf = (cell: Cell): string => letters(typeof cell === 'string' ? cell : cell.text);

function cellMark(cell: Cell): string {
  return typeof cell === 'string' ? `<td>${letters(cell)}</td>` : `<td class="${cell.kind}">${textOf(cell)}</td>`;
}
