/** The parts of the timeline's section: tools, chart and the panel beside it. */
import { button, made } from '../made.ts';

export type Parts = {
  section: HTMLElement;
  grounds: HTMLElement;
  filter: HTMLInputElement;
  range: HTMLElement;
  buttons: HTMLElement;
  split: HTMLElement;
  chart: HTMLElement;
  overview: HTMLCanvasElement;
  axis: HTMLCanvasElement;
  lanes: HTMLElement;
  names: HTMLElement;
  plot: HTMLElement;
  main: HTMLCanvasElement;
  find: HTMLInputElement;
  heartbeats: HTMLInputElement;
  count: HTMLElement;
  table: HTMLElement;
  details: HTMLElement;
  tip: HTMLElement;
  note: HTMLElement;
  legend: HTMLElement;
  plan: HTMLElement;
};

const KEYS: readonly (readonly [keys: string[], does: string])[] = [
  [['Ctrl', 'wheel'], 'or pinch zooms'],
  [['drag'], 'moves'],
  [['←', '→', '↑', '↓'], 'move'],
  [['+', '−', '0'], 'zoom'],
  [['click'], 'keeps what is under the pointer'],
  [['n', 'p'], 'next and previous finding'],
];

export function makeFrame(section: HTMLElement): Parts {
  const title = section.querySelector('h2') as HTMLElement;
  const parts: Parts = {
    section,
    grounds: made('div', { class: 'grounds', role: 'group', 'aria-label': 'Run' }),
    filter: search('filter', 'Filter lanes', 'Filter lanes by name'),
    range: made('output', { class: 'range' }),
    buttons: made('div', { class: 'buttons', role: 'group', 'aria-label': 'View' }),
    split: made('div', { class: 'split' }),
    chart: made('div', { class: 'chart' }),
    overview: made('canvas', { class: 'overview', 'aria-hidden': 'true' }),
    axis: made('canvas', { class: 'axis', 'aria-hidden': 'true' }),
    lanes: made('div', { class: 'lanes' }),
    names: made('div', { class: 'names' }),
    plot: made('div', { class: 'plot' }),
    main: made('canvas', {
      class: 'main',
      tabindex: '0',
      role: 'img',
      'aria-label': 'Timeline of the run. Arrow keys move, plus and minus zoom, 0 shows the whole run.',
    }),
    find: search('find', 'Find events: words, names, numbers', 'Find events by words in their text'),
    heartbeats: made('input', { type: 'checkbox' }),
    count: made('output', { class: 'found' }),
    table: made('div', { class: 'table', role: 'grid', 'aria-label': 'Events' }),
    details: made('div', { class: 'details', 'aria-live': 'polite' }),
    tip: made('div', { class: 'tip', hidden: '' }),
    note: made('p', { class: 'note', role: 'status' }, 'Reading the history …'),
    legend: made('div', { class: 'legend', role: 'list', 'aria-label': 'Legend' }),
    plan: made('figure', { class: 'floor-plan', hidden: '' }),
  };
  parts.plot.append(parts.main);
  parts.lanes.append(parts.names, parts.plot);
  parts.chart.append(
    made('div', { class: 'corner overview-name' }, 'open tabs'),
    parts.overview,
    made('div', { class: 'corner' }),
    parts.axis,
    parts.lanes,
  );
  const heartbeats = made('label', {}, parts.heartbeats, ' heartbeats');
  const panel = made(
    'section',
    { class: 'panel', 'aria-label': 'Events' },
    made('div', { class: 'finder' }, parts.find, made('div', { class: 'options' }, parts.count, heartbeats)),
    parts.table,
    parts.details,
  );
  parts.split.append(parts.chart, panel);
  section.replaceChildren(
    made('div', { class: 'tools' }, title, parts.grounds, parts.filter, parts.range, parts.buttons),
    parts.note,
    parts.split,
    hint(),
    parts.legend,
    parts.plan,
    parts.tip,
  );
  return parts;
}

export type ViewActions = { findings(): void; fold(): void; fit(): void; out(): void; in(): void };

/** The buttons above the chart, by what they do. */
export function fillButtons(box: HTMLElement, actions: ViewActions): Record<keyof ViewActions, HTMLButtonElement> {
  const buttons = {
    findings: button('All findings', 'Brings all findings of this run into view', actions.findings),
    fold: button('Collapse all', '', actions.fold),
    fit: button('Whole run', '', actions.fit),
    out: button('−', 'Zoom out', actions.out),
    in: button('+', 'Zoom in', actions.in),
  };
  for (const [does, one] of Object.entries(buttons)) one.dataset['do'] = does;
  buttons.out.setAttribute('aria-label', 'Zoom out');
  buttons.in.setAttribute('aria-label', 'Zoom in');
  box.replaceChildren(...Object.values(buttons));
  return buttons;
}

const search = (name: string, words: string, label: string): HTMLInputElement =>
  made('input', {
    type: 'search',
    class: name,
    placeholder: words,
    'aria-label': label,
    autocomplete: 'off',
    spellcheck: 'false',
  });

function hint(): HTMLElement {
  const parts = KEYS.map(([keys, does]) => made('span', {}, ...keys.map((key) => made('kbd', {}, key)), ` ${does}`));
  return made('p', { class: 'hint' }, ...parts);
}
