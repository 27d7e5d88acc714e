/**
 * The table of events beside the chart. Only the rows in view exist; with more rows than a browser can be tall, the
 * scrollbar moves by several rows at a time.
 */
import { clockText } from '#history/clock';
import { grouped } from '#reports/figures';
import type { CarriedHistory } from './carried-history.ts';
import { fieldsText, kindText } from './describe.ts';
import type { Parts } from './timeline/frame.ts';
import { made } from './made.ts';
import type { Run } from './run.ts';

export type EventTable = {
  parts: Parts;
  run: Run | null;
  /** Numbers of the events in the table. */
  numbers: Uint32Array;
  current: number;
  onChoose: (n: number) => void;
};

const ROW_PX = 24;
/** No browser takes an element much taller than this. */
const TALLEST_PX = 10_000_000;

export function eventTable(parts: Parts, onChoose: (n: number) => void): EventTable {
  const table: EventTable = { parts, run: null, numbers: new Uint32Array(), current: 0, onChoose };
  const head = made(
    'div',
    { class: 'row head', role: 'row' },
    ...['event', 'time', 'node', 'what'].map((name) => made('span', { role: 'columnheader' }, name)),
  );
  const body = made('div', { class: 'body', role: 'none' });
  const scroller = made('div', { class: 'scroller', role: 'rowgroup', tabindex: '0' }, body);
  parts.table.replaceChildren(head, scroller);
  scroller.addEventListener('scroll', () => drawRows(table));
  parts.table.addEventListener('keydown', (event) => step(table, event));
  body.addEventListener('click', (event) => {
    const row = (event.target as Element).closest<HTMLElement>('.row');
    if (row !== null) onChoose(Number(row.dataset['n']));
  });
  return table;
}

/** Shows the events of a run in which all words of the text occur. */
export function findEvents(table: EventTable, run: Run, text: string, withHeartbeats: boolean): void {
  const words = text.split(/\s+/).filter((word) => word !== '');
  table.run = run;
  table.numbers = run.history.search(words, withHeartbeats);
  const { first, last } = run.history;
  const { count, table: box } = table.parts;
  count.textContent = `${grouped(table.numbers.length)} of ${grouped(Math.max(0, last - first + 1))} events`;
  box.setAttribute('aria-rowcount', String(table.numbers.length + 1));
  scrollerOf(table).scrollTop = 0;
  showInTable(table, table.current);
}

/** Marks an event in the table and scrolls there; the nearest before it, when the table has been searched without it. */
export function showInTable(table: EventTable, current: number): void {
  table.current = current;
  const scroller = scrollerOf(table);
  const at = current === 0 ? -1 : table.numbers.findLastIndex((n) => n <= current);
  const { first, visible } = windowOf(table);
  if (at >= 0 && (at < first + 1 || at > first + visible - 2))
    scroller.scrollTop = topOf(table, Math.max(0, at - Math.floor(visible / 2)));
  drawRows(table);
}

const scrollerOf = ({ parts }: EventTable): HTMLElement => parts.table.querySelector('.scroller') as HTMLElement;

/** Height of all rows, and how many px one is to the scrollbar. */
function measure(table: EventTable): { height: number; rowPx: number } {
  const height = Math.min(table.numbers.length * ROW_PX, TALLEST_PX);
  return { height, rowPx: table.numbers.length === 0 ? ROW_PX : height / table.numbers.length };
}

const topOf = (table: EventTable, index: number): number => index * measure(table).rowPx;

function windowOf(table: EventTable): { first: number; visible: number } {
  const scroller = scrollerOf(table);
  const visible = Math.ceil(scroller.clientHeight / ROW_PX);
  const first = Math.floor(scroller.scrollTop / measure(table).rowPx);
  return { first: Math.max(0, Math.min(first, table.numbers.length - visible + 1)), visible };
}

function drawRows(table: EventTable): void {
  const { run, numbers, parts } = table;
  if (run === null) return;
  const body = parts.table.querySelector('.body') as HTMLElement;
  const { first, visible } = windowOf(table);
  const { height, rowPx } = measure(table);
  const rows = [...numbers.subarray(first, first + visible + 1)].map((n, i) => rowOf(table, run, n, first + i));
  body.style.height = `${height}px`;
  body.style.setProperty('--shift', `${Math.min(first * rowPx, Math.max(0, height - rows.length * ROW_PX))}px`);
  body.replaceChildren(...rows);
}

function rowOf(table: EventTable, run: Run, n: number, index: number): HTMLElement {
  const event = run.history.event(n);
  const cell = (name: string, text: string): HTMLElement => made('span', { class: name, role: 'gridcell' }, text);
  const isCurrent = n === table.current;
  const isEvidence = run.evidence.some((one) => one.n === n);
  const what = cell('what', event === undefined ? '' : kindText(event));
  if (event !== undefined) what.append(made('i', {}, fieldsText(event).slice(0, 160)));
  const row = made(
    'div',
    {
      class: `row${isCurrent ? ' current' : ''}${isEvidence ? ' shown' : ''}`,
      role: 'row',
      'aria-rowindex': String(index + 2),
      'aria-selected': String(isCurrent),
      'data-n': String(n),
    },
    cell('n', String(n)),
    cell('t', timeText(run.history, n)),
    cell('who', event?.node ?? ''),
    what,
  );
  return row;
}

const timeText = (history: CarriedHistory, n: number): string => clockText(history.timeOf(n) ?? 0);

/** Up and down go from event to event. */
function step(table: EventTable, event: KeyboardEvent): void {
  const { numbers, current } = table;
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity }[event.key];
  if (by === undefined || numbers.length === 0) return;
  event.preventDefault();
  const at = numbers.findLastIndex((n) => n <= current);
  const next = current === 0 && by === 1 ? 0 : Math.max(0, Math.min(numbers.length - 1, at + by));
  table.onChoose(numbers[next] as number);
}
