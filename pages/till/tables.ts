/** Tables that are filled anew without losing who is at which button. */

export type Cell = string | HTMLElement;

export function row(cells: readonly Cell[], className = ''): HTMLTableRowElement {
  const made = document.createElement('tr');
  made.className = className;
  for (const cell of cells) made.insertCell().append(cell);
  return made;
}

/** Fills a table; without rows it says so. */
export function fill(table: HTMLElement, heads: readonly string[], rows: readonly HTMLTableRowElement[]): void {
  const at = table.contains(document.activeElement) ? keyOf(document.activeElement) : undefined;
  const head = document.createElement('tr');
  for (const text of heads) {
    const cell = document.createElement(text === '' ? 'td' : 'th');
    if (text !== '') (cell as HTMLTableCellElement).scope = 'col';
    cell.textContent = text;
    head.append(cell);
  }
  const none = row(['none']);
  none.className = 'none';
  if (none.cells[0] !== undefined) none.cells[0].colSpan = heads.length;
  table.replaceChildren(head, ...(rows.length === 0 ? [none] : rows));
  if (at === undefined) return;
  for (const button of table.querySelectorAll('button')) if (keyOf(button) === at) button.focus();
}

/** What a button is known by when the table is filled anew. */
function keyOf(element: Element | null): string | undefined {
  return element instanceof HTMLElement ? element.dataset['key'] : undefined;
}
