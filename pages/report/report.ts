/** The report at work: reads the runs in the page, shows one of them, and keeps what is shown in the page's address. */
import type { PageData } from '#reports/report-data';
import { fromHash, NOWHERE, toHash, type Place } from './address.ts';
import { readTheme } from './timeline/brushes.ts';
import { unpacked } from './carried-history.ts';
import {
  areAllFolded,
  arrange,
  bringIntoView,
  chartOf,
  foldAll,
  look,
  mark,
  setTheme,
  type Chart,
} from './timeline/chart.ts';
import { copyOnClick } from '../look/copy.ts';
import { showDetails } from './details.ts';
import { eventTable, findEvents, showInTable, type EventTable } from './event-table.ts';
import { fillButtons, makeFrame, type Parts, type ViewActions } from './timeline/frame.ts';
import { listenToPointers } from './timeline/gestures.ts';
import { keyActions } from './keys.ts';
import type { Thing } from './timeline/layout.ts';
import { showLegend } from './timeline/legend.ts';
import { button } from './made.ts';
import { pagerOf, showInPager, type Pager } from './pager.ts';
import { listenToPrinter } from './printer.ts';
import { readRun, type Run } from './run.ts';
import { viewOf, zoomed } from './timeline/view.ts';

type Report = {
  data: PageData;
  parts: Parts;
  buttons: Record<keyof ViewActions, HTMLButtonElement>;
  table: EventTable;
  pager: Pager | null;
  runs: Promise<Run>[];
  charts: (Chart | undefined)[];
  chart: Chart | null;
  index: number;
  rememberTimer: ReturnType<typeof setTimeout> | undefined;
};

const ZOOM_STEP = 0.6;
const REMEMBER_MS = 250;
const SEARCH_MS = 120;

function start(): void {
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;
  const section = document.getElementById('timeline');
  if (section === null || data.runs.length === 0) return;
  const parts = makeFrame(section);
  const report: Report = {
    data,
    parts,
    buttons: fillButtons(
      parts.buttons,
      actionsOf(() => report),
    ),
    table: eventTable(parts, (n) => goToEvents(report, [n], n)),
    pager: pagerOf((index) => void goToFinding(report, index)),
    runs: [],
    charts: [],
    chart: null,
    index: -1,
    rememberTimer: undefined,
  };
  if (data.runs.length > 1)
    parts.grounds.append(...data.runs.map(({ head }, i) => button(head, '', () => void showRun(report, i, 'push'))));
  listenToPointers(
    parts,
    () => report.chart,
    (thing) => choose(report, thing),
  );
  listenToPage(report);
  const place = fromHash(location.hash);
  const failed = data.findings[0]?.run ?? 0;
  void goTo(report, place.run < 0 && place.finding < 0 ? { ...place, run: failed } : place);
}

/** The run with this index, read when it is first asked for. */
function runOf({ data, runs }: Report, index: number): Promise<Run> {
  const about = data.runs[index] as PageData['runs'][number];
  const findings = data.findings.flatMap((finding, at) => (finding.run === index ? [{ ...finding, index: at }] : []));
  return (runs[index] ??= readRun(about, piecesOf(index), findings));
}

/** The page forgets a piece once it is read. */
async function* piecesOf(index: number): AsyncGenerator<string> {
  for (const script of document.querySelectorAll(`script[type="text/plain"][data-run="${index}"]`)) {
    const text = await unpacked(script.textContent);
    script.remove();
    yield text;
  }
}

async function showRun(report: Report, index: number, remembered: 'push' | 'replace' | 'no' = 'no'): Promise<Chart> {
  const { parts, data } = report;
  if (report.chart !== null && report.index === index) return report.chart;
  parts.note.hidden = false;
  const run = await runOf(report, index);
  const chart = (report.charts[index] ??= chartOf(run, parts, () => rememberSoon(report)));
  if (report.chart !== null) report.chart.isShown = false;
  chart.isShown = true;
  report.chart = chart;
  report.index = index;
  parts.section.dataset['run'] = String(index);
  parts.filter.value = chart.filter;
  const { first, last } = run.history;
  const isPart =
    first > 1 || last < Math.max(...data.findings.flatMap((one) => (one.run === index ? one.events : [])), 0);
  parts.note.hidden = !isPart;
  parts.note.textContent = `This history is long: the page has its events ${first} to ${last}.`;
  for (const [i, one] of [...parts.grounds.children].entries()) one.setAttribute('aria-pressed', String(i === index));
  report.buttons.findings.hidden = run.evidence.length === 0;
  showLegend(parts.legend, run);
  findEvents(report.table, run, parts.find.value, parts.heartbeats.checked);
  showChosen(report, null);
  refresh(report);
  if (remembered !== 'no') remember(report, remembered);
  return chart;
}

/** The chart fits its room again, and the buttons say what they would do. */
function refresh(report: Report): void {
  const { chart, buttons } = report;
  if (chart === null) return;
  arrange(chart);
  buttons.fold.textContent = areAllFolded(chart) ? 'Expand all' : 'Collapse all';
}

/** Shows a place that an address names. */
async function goTo(report: Report, place: Place): Promise<void> {
  const { parts, data, pager } = report;
  const finding = data.findings[place.finding];
  const index =
    place.run >= 0 && place.run < data.runs.length ? place.run : (finding?.run ?? Math.max(0, report.index));
  parts.find.value = place.find;
  const chart = await showRun(report, index);
  chart.filter = place.filter;
  parts.filter.value = place.filter;
  refresh(report);
  findEvents(report.table, chart.picture.run, place.find, parts.heartbeats.checked);
  chart.picture.finding = finding === undefined ? -1 : place.finding;
  if (finding !== undefined && pager !== null) showInPager(pager, place.finding);
  const events = finding?.run === index ? finding.events : [];
  mark(chart, place.event > 0 ? [...events, place.event] : events, place.event || (events.at(-1) ?? 0));
  showChosen(report, null);
  if (place.view !== null) look(chart, viewOf(place.view.from, place.view.to, chart.picture.run.endMs));
  else if (place.event > 0) bringIntoView(chart, [place.event]);
  else if (events.length > 0) bringIntoView(chart, events);
  else look(chart, viewOf(0, chart.picture.run.endMs, chart.picture.run.endMs));
}

async function goToFinding(report: Report, index: number): Promise<void> {
  const finding = report.data.findings[index];
  if (finding === undefined || report.pager === null) return;
  showInPager(report.pager, index);
  const chart = await showRun(report, finding.run);
  chart.picture.finding = index;
  goToEvents(report, finding.events, finding.events.at(-1) ?? 0);
}

/** Brings events into view, marks them and reads one. */
function goToEvents(report: Report, numbers: readonly number[], current: number): void {
  const { chart, parts } = report;
  if (chart === null) return;
  bringIntoView(chart, numbers);
  mark(chart, numbers, current);
  showChosen(report, null);
  const { top, bottom } = parts.split.getBoundingClientRect();
  if (top < 0 || Math.min(bottom, top + 300) > innerHeight) parts.section.scrollIntoView({ block: 'start' });
  remember(report, 'push');
}

function choose(report: Report, thing: Thing | null): void {
  const { chart } = report;
  if (chart === null) return;
  const n = thing === null ? 0 : 'mark' in thing ? thing.mark.event : thing.segment.event;
  mark(chart, n > 0 ? [n] : [], n);
  showChosen(report, thing);
  remember(report, 'push');
}

/** The details and the table follow what is current in the chart. */
function showChosen(report: Report, thing: Thing | null): void {
  const { chart, parts, table, index } = report;
  if (chart === null) return;
  const { current, chosen, run } = chart.picture;
  showDetails(parts.details, run, current, thing, () => choose(report, null));
  showInTable(table, current);
  for (const one of document.querySelectorAll<HTMLElement>('button.event'))
    one.classList.toggle('chosen', Number(one.dataset['run']) === index && chosen.has(Number(one.dataset['event'])));
}

function placeOf({ chart, index, parts }: Report): Place {
  if (chart === null) return NOWHERE;
  const { view, run, current, finding } = chart.picture;
  const isWhole = view.from <= 0 && view.to >= run.endMs;
  return {
    run: index,
    view: isWhole ? null : view,
    event: current,
    finding,
    filter: chart.filter,
    find: parts.find.value,
  };
}

/** A step one can go back over is pushed; what slides, like the view, replaces. */
function remember(report: Report, how: 'push' | 'replace'): void {
  clearTimeout(report.rememberTimer);
  const hash = toHash(placeOf(report));
  if (hash === (location.hash || '#')) return;
  if (how === 'push') history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
}

function rememberSoon(report: Report): void {
  clearTimeout(report.rememberTimer);
  report.rememberTimer = setTimeout(() => remember(report, 'replace'), REMEMBER_MS);
}

function actionsOf(report: () => Report): ViewActions {
  const withChart = (act: (chart: Chart) => void) => (): void => {
    const { chart } = report();
    if (chart !== null) act(chart);
  };
  const zoom = (factor: number) =>
    withChart((chart) => {
      const { view, run } = chart.picture;
      look(chart, zoomed(view, (view.from + view.to) / 2, factor, run.endMs));
    });
  return {
    in: zoom(ZOOM_STEP),
    out: zoom(1 / ZOOM_STEP),
    fit: withChart((chart) => look(chart, viewOf(0, chart.picture.run.endMs, chart.picture.run.endMs))),
    findings: withChart((chart) => {
      const numbers = chart.picture.run.evidence.map(({ n }) => n);
      goToEvents(report(), numbers, numbers[0] ?? 0);
    }),
    fold: withChart((chart) => {
      foldAll(chart);
      refresh(report());
    }),
  };
}

function listenToPage(report: Report): void {
  const { parts, pager } = report;
  const actions = actionsOf(() => report);
  let searchTimer: ReturnType<typeof setTimeout> | undefined;
  const search = (): void => {
    const { chart } = report;
    if (chart === null) return;
    findEvents(report.table, chart.picture.run, parts.find.value, parts.heartbeats.checked);
    rememberSoon(report);
  };
  parts.find.addEventListener('input', () => {
    clearTimeout(searchTimer);
    searchTimer = setTimeout(search, SEARCH_MS);
  });
  parts.heartbeats.addEventListener('change', search);
  parts.filter.addEventListener('input', () => {
    if (report.chart === null) return;
    report.chart.filter = parts.filter.value;
    refresh(report);
    rememberSoon(report);
  });
  document.addEventListener(
    'keydown',
    keyActions({
      chart: () => report.chart,
      actions,
      none: () => choose(report, null),
      step: (by) => {
        if (pager !== null) void goToFinding(report, stepped(report, pager, by));
      },
    }),
  );
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const one = target.closest<HTMLElement>('button.event');
    if (one !== null)
      void showRun(report, Number(one.dataset['run'])).then(() =>
        goToEvents(report, [Number(one.dataset['event'])], Number(one.dataset['event'])),
      );
    const link = target.closest('a[href^="#finding-"]');
    if (link === null) return;
    event.preventDefault();
    void goToFinding(report, fromHash(link.getAttribute('href') ?? '').finding);
  });
  for (const one of document.querySelectorAll<HTMLButtonElement>('button.copy'))
    copyOnClick(one, () => one.parentElement?.querySelector('code')?.textContent ?? '');
  addEventListener('popstate', () => void goTo(report, fromHash(location.hash)));
  addEventListener('resize', () => refresh(report));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    for (const chart of report.charts) if (chart !== undefined) setTheme(chart, readTheme(parts.section));
  });
  listenToPrinter(parts.section, () => ({
    chart: report.chart,
    head: report.data.runs.length > 1 ? (report.data.runs[report.index]?.head ?? '') : '',
  }));
}

/** The first step shows the finding that stands there already; the next goes on from it. */
function stepped({ chart }: Report, { shown, articles }: Pager, by: number): number {
  if (chart === null || chart.picture.finding < 0) return shown;
  return (shown + by + articles.length) % articles.length;
}

start();
