/**
 * What pointers, fingers and wheels do to the chart. The plain wheel belongs to the page; with Ctrl, which is also what
 * a pinch on a touchpad sends, it zooms, and sideways it moves. One finger moves sideways, two zoom.
 */
import { ask, look, pointAt, type Chart } from './chart.ts';
import type { Parts } from './frame.ts';
import type { Thing } from './layout.ts';
import { showTip } from './tip.ts';
import { moved, pinched, viewOf, zoomed, type View } from './view.ts';

/** The chart that is shown, if one is. */
type Shown = () => Chart | null;
type Point = { x: number; y: number };

export function listenToPointers(parts: Parts, shown: Shown, onClick: (thing: Thing | null) => void): void {
  listenToLanes(parts, shown, onClick);
  listenToOverview(parts.overview, shown);
  for (const canvas of [parts.main, parts.axis])
    canvas.addEventListener('wheel', (event) => wheel(event, shown()), { passive: false });
  parts.lanes.addEventListener('scroll', () => {
    const chart = shown();
    if (chart !== null) ask(chart);
  });
}

const msPerPx = ({ parts, picture: { view } }: Chart): number => (view.to - view.from) / parts.plot.clientWidth;

function listenToLanes({ main, lanes, plot, tip }: Parts, shown: Shown, onClick: (thing: Thing | null) => void): void {
  const fingers = new Map<number, Point>();
  let hold: { at: Point; view: View; top: number; isFar: boolean; grip: [number, number] | null } | null = null;

  function takeHold(chart: Chart, at: Point): void {
    const { view } = chart.picture;
    const left = main.getBoundingClientRect().left;
    const times = [...fingers.values()].map(({ x }) => view.from + (x - left) * msPerPx(chart));
    const grip: [number, number] | null = times.length === 2 ? (times as [number, number]) : null;
    hold = { at, view, top: lanes.scrollTop, isFar: grip !== null, grip };
  }

  function drag(chart: Chart, { x, y }: Point, withMouse: boolean): void {
    if (hold === null) return;
    const { at, view, top, grip } = hold;
    if (grip !== null) {
      const { left, width } = main.getBoundingClientRect();
      const [a = 0, b = 1] = [...fingers.values()].map((finger) => (finger.x - left) / width);
      look(chart, pinched(grip, [a, b], chart.picture.run.endMs));
      return;
    }
    hold.isFar ||= Math.abs(x - at.x) + Math.abs(y - at.y) > 4;
    if (!hold.isFar) return;
    leave(chart, tip);
    main.style.cursor = 'grabbing';
    // A finger's way up and down is the browser's, which scrolls.
    if (withMouse) lanes.scrollTop = top - (y - at.y);
    look(chart, moved(view, -((x - at.x) / plot.clientWidth) * (view.to - view.from), chart.picture.run.endMs));
  }

  main.addEventListener('pointerdown', (event) => {
    const chart = shown();
    if (chart === null || event.button !== 0 || fingers.size === 2) return;
    const at = { x: event.clientX, y: event.clientY };
    fingers.set(event.pointerId, at);
    main.setPointerCapture(event.pointerId);
    takeHold(chart, at);
  });
  main.addEventListener('pointermove', (event) => {
    const chart = shown();
    if (chart === null) return;
    if (hold === null) return hover(chart, event);
    const at = { x: event.clientX, y: event.clientY };
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, at);
    drag(chart, at, event.pointerType === 'mouse');
  });
  const letGo = (event: PointerEvent): void => {
    const chart = shown();
    const wasClick = event.type === 'pointerup' && hold !== null && !hold.isFar && fingers.has(event.pointerId);
    fingers.delete(event.pointerId);
    hold = null;
    if (chart === null) return;
    const [left] = fingers.values();
    if (left !== undefined) takeHold(chart, left);
    if (wasClick) onClick(pointAt(chart, event.offsetX, event.offsetY).thing);
  };
  main.addEventListener('pointerup', letGo);
  main.addEventListener('pointercancel', letGo);
  main.addEventListener('pointerleave', () => {
    const chart = shown();
    if (hold === null && chart !== null) leave(chart, tip);
  });
  main.addEventListener('dblclick', (event) => {
    const chart = shown();
    if (chart === null) return;
    const { view, run } = chart.picture;
    look(chart, zoomed(view, view.from + event.offsetX * msPerPx(chart), 0.3, run.endMs));
  });
}

function hover(chart: Chart, event: PointerEvent): void {
  const { parts, picture } = chart;
  const { row, t, thing } = pointAt(chart, event.offsetX, event.offsetY);
  picture.hoverAt = t;
  picture.hoverRow = row;
  parts.main.style.cursor = thing === null ? 'grab' : 'pointer';
  if (thing === null) parts.tip.hidden = true;
  else showTip(parts.tip, thing, picture.run.history, event.clientX, event.clientY);
  ask(chart);
}

function leave(chart: Chart, tip: HTMLElement): void {
  chart.picture.hoverAt = null;
  chart.picture.hoverRow = null;
  tip.hidden = true;
  ask(chart);
}

const LINE_PX = 16;
const MOST_WHEEL_PX = 240;

function wheel(event: WheelEvent, chart: Chart | null): void {
  if (chart === null) return;
  const { view, run } = chart.picture;
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (!event.ctrlKey && !event.metaKey && !isSideways) return;
  event.preventDefault();
  if (isSideways) {
    look(chart, moved(view, (event.deltaX || event.deltaY) * unit * msPerPx(chart), run.endMs));
    return;
  }
  const turned = Math.max(-MOST_WHEEL_PX, Math.min(MOST_WHEEL_PX, event.deltaY * unit));
  look(chart, zoomed(view, view.from + event.offsetX * msPerPx(chart), Math.exp(turned * 0.0022), run.endMs));
}

/** In the overview one takes the window along, or sets it down where one clicks, or draws it. */
function listenToOverview(overview: HTMLCanvasElement, shown: Shown): void {
  let brush: { grip: number; span: number } | { start: number } | null = null;
  const timeAt = (event: PointerEvent, endMs: number): number => (event.offsetX / overview.clientWidth) * endMs;
  overview.addEventListener('pointerdown', (event) => {
    const chart = shown();
    if (chart === null) return;
    const { view, run } = chart.picture;
    const t = timeAt(event, run.endMs);
    const span = view.to - view.from;
    const isInside = t >= view.from && t <= view.to && span < run.endMs;
    brush = isInside ? { grip: t - view.from, span } : { start: t };
    overview.setPointerCapture(event.pointerId);
  });
  overview.addEventListener('pointermove', (event) => {
    const chart = shown();
    if (brush === null || chart === null) return;
    const { endMs } = chart.picture.run;
    const t = timeAt(event, endMs);
    if ('grip' in brush) look(chart, viewOf(t - brush.grip, t - brush.grip + brush.span, endMs));
    else if (Math.abs(t - brush.start) > endMs / 200)
      look(chart, viewOf(Math.min(t, brush.start), Math.max(t, brush.start), endMs));
  });
  overview.addEventListener('pointerup', (event) => {
    const chart = shown();
    if (brush !== null && 'start' in brush && chart !== null) {
      const { view, run } = chart.picture;
      const t = timeAt(event, run.endMs);
      const span = view.to - view.from;
      if (Math.abs(t - brush.start) <= run.endMs / 200) look(chart, viewOf(t - span / 2, t + span / 2, run.endMs));
    }
    brush = null;
  });
}
