/**
 * The floor plan of a run under its chart: access points, walls, guests, and everybody where they are at the cursor's
 * time, in the colour of their signal. Where they are comes from the plan in the header of the history, how they hear
 * their access point from its events.
 */
import { clockText } from '#history/clock';
import { whereAt, type FloorPlan, type PlanStation } from '#history/floor-plan';
import { made } from './made.ts';
import type { Picture } from './timeline/picture.ts';
import type { Run } from './run.ts';
import type { Segment } from './timeline/spans.ts';

/** What moves of a station's picture. */
type Shown = { station: PlanStation; mark: SVGElement; dot: SVGElement; words: SVGElement };
type Drawn = { run: Run; svg: SVGElement; time: HTMLElement; stations: Shown[] };

const drawings = new WeakMap<HTMLElement, Drawn>();

/** Shows the plan in its box as it is at the pointer; without one at the chosen event, else where the view begins. */
export function showFloorPlan(box: HTMLElement, picture: Picture): void {
  const { run, hoverAt, current, view } = picture;
  box.hidden = run.plan === null;
  if (run.plan === null) return;
  let drawn = drawings.get(box);
  if (drawn?.run !== run) {
    drawn = drawPlan(run, run.plan);
    drawings.set(box, drawn);
    box.replaceChildren(drawn.svg, made('figcaption', {}, 'Floor plan at ', drawn.time));
  }
  const chosenAt = current === 0 ? undefined : run.history.timeOf(current);
  place(drawn, Math.max(0, hoverAt ?? chosenAt ?? view.from));
}

function place({ run, svg, time, stations }: Drawn, t: number): void {
  const at = clockText(t).slice(0, -4);
  const told: string[] = [];
  for (const { station, mark, dot, words } of stations) {
    const { spot } = whereAt(station, t);
    const signal = signalAt(run.signals.get(station.name) ?? [], t);
    mark.setAttribute('transform', `translate(${spot[0]} ${spot[1]})`);
    dot.setAttribute('fill', `var(--t-${signal?.tone ?? 'other'})`);
    words.textContent = signal === undefined ? '' : dbmOf(signal);
    if (signal !== undefined) told.push(`${station.name} ${dbmOf(signal)}`);
  }
  time.textContent = at;
  svg.setAttribute('aria-label', `Floor plan at ${at}. ${told.join(', ')}`);
}

/** `−62 dBm` of `−62 dBm at dining`. */
const dbmOf = ({ label = '' }: Segment): string => label.split(' at ')[0] ?? '';

function signalAt(signals: readonly Segment[], t: number): Segment | undefined {
  return signals.findLast(({ from }) => from <= t);
}

/** Space around the plan for what stands at its edge, decimetres. */
const MARGIN = 14;

function drawPlan(run: Run, plan: FloorPlan): Drawn {
  const [width, height] = plan.size;
  const svg = figure('svg', {
    viewBox: `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`,
    role: 'img',
    style: `--scale:${Math.max(width, height) / 60}`,
  });
  svg.append(figure('rect', { class: 'outline', width, height }));
  for (const { name, from, to } of plan.rooms) svg.append(...area('room', name, from, to));
  for (const { name, from, to } of plan.crowds) svg.append(...area('crowd', name, from, to));
  for (const { from, to, material } of plan.walls) {
    const wall = figure('line', { class: `wall ${material}`, x1: from[0], y1: from[1], x2: to[0], y2: to[1] });
    wall.append(text('title', {}, material));
    svg.append(wall);
  }
  for (const { name, at } of plan.ovens) svg.append(...spotted('oven', name, at));
  for (const { name, at } of plan.accessPoints) svg.append(...spotted('access-point', name, at));
  const stations = plan.stations.map((station) => {
    const dot = figure('circle', { r: 3 });
    const words = text('text', { class: 'dbm', y: 9 }, '');
    const mark = figure('g', { class: `station ${station.of}` });
    mark.append(dot, text('text', { y: -5 }, station.name), words);
    svg.append(mark);
    return { station, mark, dot, words };
  });
  return { run, svg, time: made('time', {}), stations };
}

type At = readonly [number, number];

function area(kind: string, name: string, from: At, to: At): SVGElement[] {
  const [x, y] = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
  const [width, height] = [Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
  return [
    figure('rect', { class: kind, x, y, width, height }),
    text('text', { class: 'area', x: x + width / 2, y: y + height - 4 }, name),
  ];
}

function spotted(kind: string, name: string, [x, y]: At): SVGElement[] {
  return [
    figure('rect', { class: kind, x: x - 3, y: y - 3, width: 6, height: 6 }),
    text('text', { class: 'fixed', x, y: y - 6 }, name),
  ];
}

function figure(tag: string, fields: Record<string, string | number>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement;
  for (const [name, value] of Object.entries(fields)) element.setAttribute(name, String(value));
  return element;
}

function text(tag: string, fields: Record<string, string | number>, words: string): SVGElement {
  const element = figure(tag, fields);
  element.textContent = words;
  return element;
}
