/** The page at work: one state, changed by pointer, keys and links; every change asks for one new picture. */
import { clockText, describe, lengthText } from './describe.js';
import { readTheme } from './brushes.js';
import { drawMain } from './draw.js';
import { drawAxis, drawOverview } from './frame.js';
import { rowsOf, thingAt } from './layout.js';
import { moved, unpackRun, viewOf, zoomed } from './model.js';
import { made, showDetails, showLegend, showNames, showTip } from './panel.js';

const PULSE_MS = 900;
const NEAR_MS = 8_000;
const ZOOM_STEP = 0.6;

function main() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const box = document.getElementById('timeline');
  const find = (selector) => box.querySelector(selector);
  const parts = {
    main: find('.main'),
    axis: find('.axis'),
    overview: find('.overview'),
    lanes: find('.lanes'),
    names: find('.names'),
    plot: find('.plot'),
    tip: find('.tip'),
    details: find('.details'),
    legend: find('.legend'),
    range: find('.range'),
    filter: find('.filter'),
    grounds: find('.grounds'),
    fold: find('[data-do=fold]'),
    findings: find('[data-do=findings]'),
  };
  const runs = data.runs.map(() => null);
  const views = data.runs.map(() => null);
  const app = {
    index: -1,
    run: null,
    view: null,
    layout: { rows: [], height: 0 },
    folded: new Set(),
    filter: '',
    theme: readTheme(box),
    scrollTop: 0,
    hoverAt: null,
    hoverRow: null,
    chosen: new Set(),
    current: 0,
    currentAt: undefined,
    currentThing: null,
    pulse: 1,
    laneOfEvent: (n) => app.run.laneOf(app.run.details.get(n)) ?? app.currentThing?.lane,
  };
  let isAsked = false;
  let pulseFrom = 0;

  function ask() {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame((now) => {
      isAsked = false;
      app.pulse = Math.min(1, (now - pulseFrom) / PULSE_MS);
      draw();
      if (app.pulse < 1) ask();
    });
  }

  function draw() {
    const width = parts.plot.clientWidth;
    app.scrollTop = parts.lanes.scrollTop;
    drawMain(parts.main, app, width, parts.lanes.clientHeight);
    drawAxis(parts.axis, app, width, parts.axis.clientHeight);
    drawOverview(parts.overview, app, width, parts.overview.clientHeight);
    const { from, to } = app.view;
    parts.range.textContent = `${clockText(from, to - from < 60_000 ? 1 : 1_000)} – ${clockText(to, to - from < 60_000 ? 1 : 1_000)}  ·  ${lengthText(to - from)}`;
    Object.assign(box.dataset, {
      from: String(from),
      to: String(to),
      run: String(app.index),
      current: String(app.current),
    });
  }

  function show(index) {
    if (index === app.index) return;
    if (app.run !== null) views[app.index] = app.view;
    runs[index] ??= unpackRun(data.runs[index]);
    app.index = index;
    app.run = runs[index];
    app.view = views[index] ?? viewOf(0, app.run.endMs, app.run.endMs);
    app.folded = new Set(app.run.groups.filter((group) => group.collapsed).map((group) => group.name));
    choose([], 0);
    for (const [i, button] of [...parts.grounds.children].entries())
      button.setAttribute('aria-pressed', String(i === index));
    parts.findings.hidden = app.run.evidence.length === 0;
    showLegend(parts.legend, app.run);
    arrange();
  }

  /** Lanes have come or gone. */
  function arrange() {
    app.layout = rowsOf(app.run, app.folded, app.filter);
    showNames(parts.names, app.layout, (name) => {
      if (!app.folded.delete(name)) app.folded.add(name);
      arrange();
      parts.names.querySelectorAll('.fold').forEach((button) => {
        if (button.textContent.startsWith(name)) button.focus({ preventScroll: true });
      });
    });
    parts.plot.style.height = `${app.layout.height}px`;
    parts.lanes.style.height = `min(74vh, ${app.layout.height + 1}px)`;
    parts.main.style.height = `${parts.lanes.clientHeight}px`;
    parts.fold.textContent = app.run.groups.every((group) => app.folded.has(group.name))
      ? 'Expand all'
      : 'Collapse all';
    ask();
  }

  function look(view) {
    app.view = view;
    ask();
  }
  const endMs = () => app.run.endMs;

  /** Marks events; `current` is the one that is read below. */
  function choose(numbers, current, thing = null) {
    app.chosen = new Set(numbers);
    app.current = current;
    app.currentThing = thing;
    app.currentAt = app.run.details.get(current)?.t ?? (thing ? describe(thing, app.run).at : undefined);
    pulseFrom = document.timeline.currentTime ?? 0;
    showDetails(parts.details, app, (n) => goTo([n]));
    const isChosen = (button) => app.index === Number(button.dataset.run) && button.dataset.event === numbers.join(' ');
    document
      .querySelectorAll('button.event')
      .forEach((button) => button.classList.toggle('chosen', numbers.length > 0 && isChosen(button)));
    ask();
  }

  /** Brings events into view: unfolds their lanes, moves there in time and height, and marks them. */
  function goTo(numbers) {
    const times = numbers.map((n) => app.run.details.get(n)?.t).filter((t) => t !== undefined);
    if (times.length === 0) return;
    const lanes = numbers.map((n) => app.run.laneOf(app.run.details.get(n))).filter((lane) => lane);
    if (lanes.some((lane) => !app.layout.rows.some((row) => row.lane === lane))) {
      app.filter = '';
      parts.filter.value = '';
      for (const lane of lanes) app.folded.delete(app.run.groups[lane.group].name);
      arrange();
    }
    const from = Math.min(...times);
    const to = Math.max(...times);
    const { view } = app;
    const isNear = numbers.length === 1 && view.to - view.from < NEAR_MS * 4 && from > view.from && to < view.to;
    const margin = Math.max(NEAR_MS, (to - from) * 0.2);
    if (!isNear) look(viewOf(from - margin, to + margin, endMs()));
    choose(numbers, numbers[0]);
    const row = app.layout.rows.find((one) => one.lane && one.lane === lanes[0]);
    if (row)
      parts.lanes.scrollTo({
        top: Math.max(0, row.y - parts.lanes.clientHeight / 2 + row.height),
        behavior: 'instant',
      });
  }

  function findings() {
    goTo(app.run.evidence.map((one) => one.n));
  }

  const actions = {
    in: () => look(zoomed(app.view, (app.view.from + app.view.to) / 2, ZOOM_STEP, endMs())),
    out: () => look(zoomed(app.view, (app.view.from + app.view.to) / 2, 1 / ZOOM_STEP, endMs())),
    fit: () => look(viewOf(0, endMs(), endMs())),
    findings,
    fold() {
      const isAll = app.run.groups.every((group) => app.folded.has(group.name));
      app.folded = new Set(isAll ? [] : app.run.groups.map((group) => group.name));
      arrange();
    },
  };

  // ——— pointer
  const timeAt = (x) => app.view.from + (x / parts.plot.clientWidth) * (app.view.to - app.view.from);
  const msPerPx = () => (app.view.to - app.view.from) / parts.plot.clientWidth;
  let drag = null;

  function underPointer(event) {
    const y = event.offsetY + parts.lanes.scrollTop;
    const row = app.layout.rows.find((one) => y >= one.y && y < one.y + one.height) ?? null;
    const t = timeAt(event.offsetX);
    return { row, t, thing: row === null ? null : thingAt(row, t, y, msPerPx()) };
  }

  function hover(event) {
    const { row, t, thing } = underPointer(event);
    app.hoverAt = t;
    app.hoverRow = row;
    parts.main.style.cursor = thing === null ? 'grab' : 'pointer';
    if (thing === null) parts.tip.hidden = true;
    else showTip(parts.tip, thing, app.run, event.clientX, event.clientY);
    ask();
  }

  function leave() {
    app.hoverAt = null;
    app.hoverRow = null;
    parts.tip.hidden = true;
    ask();
  }

  parts.main.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    drag = { x: event.clientX, y: event.clientY, view: app.view, top: parts.lanes.scrollTop, far: false };
    parts.main.setPointerCapture(event.pointerId);
  });
  parts.main.addEventListener('pointermove', (event) => {
    if (drag === null) return hover(event);
    const dx = event.clientX - drag.x;
    const dy = event.clientY - drag.y;
    drag.far ||= Math.abs(dx) + Math.abs(dy) > 4;
    if (!drag.far) return undefined;
    leave();
    parts.main.style.cursor = 'grabbing';
    parts.lanes.scrollTop = drag.top - dy;
    return look(moved(drag.view, -dx * msPerPx(), endMs()));
  });
  parts.main.addEventListener('pointerup', (event) => {
    const wasDrag = drag?.far;
    drag = null;
    if (wasDrag) return;
    const { thing } = underPointer(event);
    if (thing === null) return choose([], 0);
    const { event: n } = describe(thing, app.run);
    choose(n > 0 ? [n] : [], n, thing);
  });
  parts.main.addEventListener('pointercancel', () => (drag = null));
  parts.main.addEventListener('pointerleave', () => drag === null && leave());
  parts.main.addEventListener('dblclick', (event) => look(zoomed(app.view, timeAt(event.offsetX), 0.3, endMs())));
  const wheel = (event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (isSideways) return look(moved(app.view, (event.deltaX || event.deltaY) * unit * msPerPx(), endMs()));
    look(
      zoomed(
        app.view,
        timeAt(event.offsetX),
        Math.exp(Math.max(-240, Math.min(240, event.deltaY * unit)) * 0.0022),
        endMs(),
      ),
    );
    return event.currentTarget === parts.main ? hover(event) : undefined;
  };
  parts.main.addEventListener('wheel', wheel, { passive: false });
  parts.axis.addEventListener('wheel', wheel, { passive: false });
  parts.lanes.addEventListener('scroll', ask);

  /** In the overview one takes the window along, or sets it down where one clicks. */
  let brush = null;
  parts.overview.addEventListener('pointerdown', (event) => {
    const t = (event.offsetX / parts.overview.clientWidth) * endMs();
    const span = app.view.to - app.view.from;
    const isInside = t >= app.view.from && t <= app.view.to && span < endMs();
    brush = isInside ? { grip: t - app.view.from, span } : { start: t };
    parts.overview.setPointerCapture(event.pointerId);
  });
  parts.overview.addEventListener('pointermove', (event) => {
    if (brush === null) return;
    const t = (event.offsetX / parts.overview.clientWidth) * endMs();
    if (brush.start === undefined) look(viewOf(t - brush.grip, t - brush.grip + brush.span, endMs()));
    else if (Math.abs(t - brush.start) > endMs() / 200)
      look(viewOf(Math.min(t, brush.start), Math.max(t, brush.start), endMs()));
  });
  parts.overview.addEventListener('pointerup', (event) => {
    const t = (event.offsetX / parts.overview.clientWidth) * endMs();
    const span = app.view.to - app.view.from;
    if (brush?.start !== undefined && Math.abs(t - brush.start) <= endMs() / 200)
      look(viewOf(t - span / 2, t + span / 2, endMs()));
    brush = null;
  });

  // ——— keys, buttons, links
  const far = () => (app.view.to - app.view.from) * 0.15;
  const keys = {
    ArrowLeft: () => look(moved(app.view, -far(), endMs())),
    ArrowRight: () => look(moved(app.view, far(), endMs())),
    ArrowUp: () => parts.lanes.scrollBy(0, -60),
    ArrowDown: () => parts.lanes.scrollBy(0, 60),
    PageUp: () => parts.lanes.scrollBy(0, -parts.lanes.clientHeight * 0.8),
    PageDown: () => parts.lanes.scrollBy(0, parts.lanes.clientHeight * 0.8),
    '+': actions.in,
    '=': actions.in,
    '-': actions.out,
    0: actions.fit,
    Escape: () => choose([], 0),
  };
  parts.main.addEventListener('keydown', (event) => {
    const action = keys[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  parts.filter.addEventListener('input', () => {
    app.filter = parts.filter.value;
    arrange();
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button');
    if (!button) return;
    if (button.dataset.do) actions[button.dataset.do]();
    if (button.classList.contains('copy')) copy(button);
    if (!button.dataset.event) return;
    show(Number(button.dataset.run));
    goTo(button.dataset.event.split(' ').map(Number));
    box.scrollIntoView({
      block: 'start',
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth',
    });
    parts.main.focus({ preventScroll: true });
  });
  const again = () => {
    app.theme = readTheme(box);
    ask();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  addEventListener('resize', () => arrange());

  if (data.runs.length > 1) {
    parts.grounds.append(
      ...data.heads.map((head, i) => made('button', { type: 'button', onclick: () => show(i) }, head)),
    );
  }
  const failed = data.runs.findIndex((run) => run.evidence.length > 0);
  if (data.runs.length > 0) show(Math.max(0, failed));
}

/** Files opened from the disk have no clipboard in some browsers; selecting always works. */
async function copy(button) {
  const code = button.parentElement.querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    getSelection().selectAllChildren(code);
    document.execCommand('copy');
  }
  button.textContent = 'Copied';
  setTimeout(() => (button.textContent = 'Copy'), 1_500);
}

main();
