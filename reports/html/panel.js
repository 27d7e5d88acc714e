/** What stands around the chart: lane names, legend, tooltip, and the event one has chosen with those around it. */
import { clockText, describe, fieldsText, kindText, LEGEND } from './describe.js';

/** An element with text and children; foreign words only ever arrive as text. */
export function made(tag, fields, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** The names to the left of the chart; groups are buttons that fold. */
export function showNames(box, layout, onFold) {
  box.style.height = `${layout.height}px`;
  const rows = layout.rows.map((row) => {
    const style = `top:${row.y}px;height:${row.height}px`;
    if (row.lane) {
      const about = row.lane.about === '' ? [] : [made('small', null, row.lane.about)];
      return made(
        'div',
        { class: `name ${row.lane.kind}`, style, title: row.lane.name },
        made('b', null, row.lane.name),
        ...about,
      );
    }
    const fold = made('button', { type: 'button', class: 'fold', style, 'aria-expanded': String(!row.isFolded) });
    fold.append(
      made('span', { class: 'caret', 'aria-hidden': 'true' }),
      row.group.name,
      made('small', null, String(row.count)),
    );
    fold.addEventListener('click', () => onFold(row.group.name));
    return fold;
  });
  box.replaceChildren(...rows);
}

/** Only what occurs in the run. */
export function showLegend(box, run) {
  const used = new Set(run.lanes.flatMap(tonesOf(run)));
  const groups = LEGEND.map(([name, tones]) => {
    const items = Object.entries(tones).filter(([tone]) => used.has(tone));
    if (items.length === 0) return null;
    const swatches = items.map(([tone, words]) =>
      made(
        'span',
        { class: 'swatch' },
        made('i', { class: tone === 'fault' ? 'hatched' : `t-${tone}`, style: `background-color:var(--t-${tone})` }),
        words,
      ),
    );
    return made('div', { role: 'listitem' }, made('b', null, name), ...swatches);
  });
  box.replaceChildren(...groups.filter((group) => group !== null));
}

function tonesOf(run) {
  return (lane) => [
    ...lane.bands.flatMap((band) => [...new Set(band.code)].map((code) => run.codes[code].tone)),
    ...new Set(lane.marks.map((mark) => run.codes[mark.code].tone)),
  ];
}

/** The tooltip beside the pointer, kept on the page. */
export function showTip(tip, thing, run, x, y) {
  const { title, lines, event, at } = describe(thing, run);
  const exact = run.details.get(event);
  const head = event > 0 ? `#${event} · ${clockText(at)}` : `from the beginning`;
  tip.replaceChildren(
    made('strong', null, title),
    ...lines.map((line) => made('span', null, line)),
    made('span', { class: 'when' }, head),
    ...(exact ? [made('code', null, shortened(JSON.stringify(exact)))] : []),
  );
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  tip.style.left = `${Math.max(8, Math.min(x + 16, clientWidth - width - 12))}px`;
  tip.style.top = `${y + 20 + height > clientHeight ? Math.max(8, y - height - 14) : y + 20}px`;
}

const MOST_TIP = 360;
const shortened = (text) => (text.length > MOST_TIP ? `${text.slice(0, MOST_TIP)} …` : text);

const AROUND = 7;

/** The chosen event word for word, among those before and after it; each can be chosen in turn. */
export function showDetails(box, app, onChoose) {
  const { run, current, currentThing } = app;
  if (current === 0) {
    const words =
      run.evidence.length > 0
        ? 'Choose an event of a finding, or click into the chart.'
        : 'Click into the chart to read an event.';
    box.replaceChildren(made('p', { class: 'empty' }, words));
    return;
  }
  const exact = run.details.get(current);
  const numbers = [...run.details.keys()];
  const place = numbers.findIndex((n) => n >= current);
  const near = place < 0 ? [] : numbers.slice(Math.max(0, place - AROUND), place + AROUND + 1);
  const rows = near.map((n) => eventRow(n, run.details.get(n), n === current, run, onChoose));
  const heading = made('h3', null, `Event #${current}`);
  if (exact) {
    box.replaceChildren(
      heading,
      made('div', { class: 'exact' }, made('pre', null, JSON.stringify(exact, null, 2))),
      made('div', { class: 'around' }, ...rows),
    );
    return;
  }
  const { title = '', lines = [], at = 0 } = currentThing ? describe(currentThing, run) : {};
  const text = [title, clockText(at), ...lines].join('\n');
  box.replaceChildren(
    heading,
    made('div', { class: 'exact' }, made('pre', null, text)),
    made(
      'p',
      { class: 'empty' },
      'This long run quotes only what is near its findings; the history has every event in full.',
    ),
  );
}

function eventRow(n, event, isCurrent, run, onChoose) {
  const isEvidence = run.evidence.some((one) => one.n === n);
  return made(
    'button',
    {
      type: 'button',
      class: `row${isCurrent ? ' current' : ''}${isEvidence ? ' shown' : ''}`,
      onclick: () => onChoose(n),
      ...(isCurrent ? { 'aria-current': 'true' } : {}),
    },
    made('span', { class: 'n' }, `#${n}`),
    made('span', { class: 't' }, clockText(event.t)),
    made('span', { class: 'who' }, event.node),
    made('span', { class: 'what' }, kindText(event)),
    made('span', { class: 'fields' }, fieldsText(event).slice(0, 200)),
  );
}
