/** The chart of one run: what is in view, what is marked, and one picture for however many changes. */
import { clockText, durationText } from '#history/clock';
import { fitted, readTheme, type Theme } from './brushes.ts';
import { drawAxis, drawOverview } from './draw-frame.ts';
import { drawLanes } from './draw-lanes.ts';
import type { Parts } from './frame.ts';
import { showFloorPlan } from '../floor-plan.ts';
import type { Lane } from './lanes.ts';
import { rowsOf, thingAt, type Row, type Thing } from './layout.ts';
import { showNames } from '../names.ts';
import type { Picture } from './picture.ts';
import type { Run } from '../run.ts';
import { viewOf, type View } from './view.ts';

export type Chart = {
  parts: Parts;
  picture: Picture;
  folded: Set<string>;
  filter: string;
  isAsked: boolean;
  /** Whether the parts are lent to this one now. */
  isShown: boolean;
  pulseFromMs: number;
  /** Told whenever another part of the run is in view. */
  onLook: () => void;
};

const PULSE_MS = 900;
const NEAR_MS = 8_000;

/** A chart of the whole run. The parts of the page are lent to whichever chart is shown. */
export function chartOf(run: Run, parts: Parts, onLook: () => void): Chart {
  return {
    parts,
    picture: {
      run,
      view: viewOf(0, run.endMs, run.endMs),
      layout: { rows: [], height: 0 },
      theme: readTheme(parts.section),
      scrollTop: 0,
      hoverAt: null,
      hoverRow: null,
      chosen: new Set(),
      current: 0,
      finding: -1,
      pulse: 1,
    },
    folded: new Set(run.groups.filter((group) => group.collapsed).map((group) => group.name)),
    filter: '',
    isAsked: false,
    isShown: false,
    pulseFromMs: 0,
    onLook,
  };
}

/** Asks for a new picture; it comes with the next frame. */
export function ask(chart: Chart): void {
  if (chart.isAsked) return;
  chart.isAsked = true;
  requestAnimationFrame((nowMs) => {
    chart.isAsked = false;
    if (!chart.isShown) return;
    chart.picture.pulse = Math.min(1, (nowMs - chart.pulseFromMs) / PULSE_MS);
    draw(chart);
    if (chart.picture.pulse < 1) ask(chart);
  });
}

function draw({ parts, picture }: Chart): void {
  const width = parts.plot.clientWidth;
  const { from, to } = picture.view;
  picture.scrollTop = parts.lanes.scrollTop;
  const { axis, main, overview, lanes } = parts;
  drawLanes(fitted(main, width, lanes.clientHeight), picture, width, lanes.clientHeight);
  drawAxis(fitted(axis, width, axis.clientHeight), picture, width, axis.clientHeight);
  drawOverview(fitted(overview, width, overview.clientHeight), picture, width, overview.clientHeight);
  showFloorPlan(parts.plan, picture);
  const text = (t: number): string => (to - from < 60_000 ? clockText(t) : clockText(t).slice(0, -4));
  parts.range.textContent = `${text(from)} – ${text(to)}  ·  ${durationText(to - from)}`;
  Object.assign(parts.section.dataset, { from: String(from), to: String(to), current: String(picture.current) });
}

/** Lanes have come or gone, or there is another room for them. */
export function arrange(chart: Chart): void {
  const { parts, picture, folded } = chart;
  picture.layout = rowsOf(picture.run, folded, chart.filter);
  showNames(parts.names, picture.layout, (name) => {
    if (!folded.delete(name)) folded.add(name);
    arrange(chart);
  });
  parts.plot.style.height = `${picture.layout.height}px`;
  parts.split.style.height = '';
  parts.split.style.setProperty('--room', `${roomPx(parts)}px`);
  parts.main.style.height = `${parts.lanes.clientHeight}px`;
  ask(chart);
}

/** Height for the chart: what the first screen leaves, or most of a screen if that is too little. */
function roomPx({ split }: Parts): number {
  const top = split.getBoundingClientRect().top + scrollY;
  const left = innerHeight - top - 16;
  return left >= LEAST_ROOM_PX ? left : Math.max(LEAST_ROOM_PX, Math.min(innerHeight - 80, 720));
}
const LEAST_ROOM_PX = 400;

export function look(chart: Chart, view: View): void {
  chart.picture.view = view;
  chart.onLook();
  ask(chart);
}

/** Marks events; `current` is the one that is read beside the chart. */
export function mark(chart: Chart, numbers: readonly number[], current: number): void {
  chart.picture.chosen = new Set(numbers);
  chart.picture.current = current;
  if (current > 0) chart.pulseFromMs = Number(document.timeline.currentTime ?? 0);
  ask(chart);
}

/** Brings events into view: unfolds their lanes, moves there in time and height. Not those that are not on the page. */
export function bringIntoView(chart: Chart, numbers: readonly number[]): void {
  const { run, view } = chart.picture;
  const times = numbers.map((n) => run.history.timeOf(n)).filter((t) => t !== undefined);
  if (times.length === 0) return;
  const lanes = numbers.map((n) => run.laneOf(run.history.event(n))).filter((lane) => lane !== undefined);
  reveal(chart, lanes);
  const deadlines = run.deadlines.filter((one) => one.finding === chart.picture.finding && numbers.length > 1);
  const from = Math.min(...times, ...deadlines.map(({ fromMs }) => fromMs));
  const to = Math.max(...times, ...deadlines.map(({ dueMs }) => dueMs));
  const margin = Math.max(NEAR_MS, (to - from) * 0.2);
  const isNear = numbers.length === 1 && view.to - view.from < NEAR_MS * 60 && from > view.from && to < view.to;
  if (!isNear) look(chart, viewOf(from - margin, to + margin, run.endMs));
  const row = chart.picture.layout.rows.find((one) => one.lane !== undefined && one.lane === lanes[0]);
  if (row !== undefined) scrollTo(chart, row);
}

function reveal(chart: Chart, lanes: readonly Lane[]): void {
  const { layout, run } = chart.picture;
  if (lanes.every((lane) => layout.rows.some((row) => row.lane === lane))) return;
  chart.filter = '';
  chart.parts.filter.value = '';
  for (const group of run.groups) if (group.lanes.some((lane) => lanes.includes(lane))) chart.folded.delete(group.name);
  arrange(chart);
}

function scrollTo({ parts: { lanes } }: Chart, { y, height }: Row): void {
  if (y >= lanes.scrollTop && y + height <= lanes.scrollTop + lanes.clientHeight) return;
  lanes.scrollTop = Math.max(0, y - lanes.clientHeight / 2 + height);
}

/** All groups folded or, if they are already, none. */
export function foldAll(chart: Chart): void {
  const { groups } = chart.picture.run;
  chart.folded = new Set(areAllFolded(chart) ? [] : groups.map((group) => group.name));
  arrange(chart);
}

export const areAllFolded = ({ picture, folded }: Chart): boolean =>
  picture.run.groups.every((group) => folded.has(group.name));

export function setTheme(chart: Chart, theme: Theme): void {
  chart.picture.theme = theme;
  ask(chart);
}

/** What is at a point of the lanes, in px from their top left corner as they are scrolled. */
export function pointAt(
  { parts, picture }: Chart,
  x: number,
  y: number,
): { row: Row | null; t: number; thing: Thing | null } {
  const { view, layout } = picture;
  const msPerPx = (view.to - view.from) / parts.plot.clientWidth;
  const t = view.from + x * msPerPx;
  const down = y + parts.lanes.scrollTop;
  const row = layout.rows.find((one) => down >= one.y && down < one.y + one.height) ?? null;
  return { row, t, thing: row === null ? null : thingAt(row, t, down, msPerPx) };
}
