/**
 * Feeds of kitchen monitors: what is ordered at a place goes to every monitor of that place as well, or instead of paper.
 * Items of a monitor are numbered without gaps and journalled before they are sent; they wait until the monitor has said
 * that it shows them, and go again, in order, to one that was away. If that takes long, people are told.
 */
import { sometimes } from '#protocols/marks';
import type { ServerConfig } from '../config.ts';
import { byOf, printNotice, type By } from './print-queue.ts';
import type { MonitorState, State } from '../state.ts';
import { record, warn, type Turn } from '../turn.ts';

const fedAfterStart = sometimes('fed-after-start', 'a server is started with orders that a monitor has not shown yet');
const shownInOneGo = sometimes('shown-in-one-go', 'a monitor says of several orders at once that it shows them');
const monitorAway = sometimes('monitor-away', 'a monitor shows nothing for so long that people are told');

/** Monitors that show what is made at a place. */
function monitorsOf({ monitors }: ServerConfig, place: string): ServerConfig['monitors'] {
  return monitors.filter(({ places }) => places.includes(place));
}

/** Whether nothing is printed for a place, as a monitor shows it instead. */
export function isShownInstead(config: ServerConfig, place: string): boolean {
  return monitorsOf(config, place).some(({ instead }) => instead);
}

/** Queues what is ordered at a place for each of its monitors. */
export function feedMonitors(turn: Turn, by: By, place: string, lines: readonly string[]): void {
  for (const { name } of monitorsOf(turn.state.config, place)) {
    const item = monitorOf(turn.state, name).last + 1;
    const spec = { item, tab: by.tab, place, lines: [`Tab ${by.tab}  ${by.operator}`, ...lines] };
    record(turn, { kind: 'item-queued', monitor: name, device: by.device, ...spec });
    turn.outputs.push({ kind: 'feed', monitor: name, items: [spec] });
    expectShown(turn, name);
  }
}

/** After a start: what no monitor has said that it shows goes again. */
export function monitorsAfterStart(turn: Turn): void {
  for (const { name } of turn.state.config.monitors) {
    const { waiting } = monitorOf(turn.state, name);
    fedAfterStart(waiting.length > 0);
    if (waiting.length === 0) continue;
    turn.outputs.push({ kind: 'feed', monitor: name, items: waiting.map(({ shows }) => shows) });
    expectShown(turn, name);
  }
}

/** A monitor says that it shows everything up to an item. */
export function itemsShown(turn: Turn, name: string, item: number): void {
  const { waiting, last } = monitorOf(turn.state, name);
  const [first] = waiting;
  if (first === undefined || item < first.shows.item || item > last) return;
  shownInOneGo(item > first.shows.item);
  record(turn, { kind: 'items-shown', monitor: name, item });
  expectShown(turn, name);
}

/** A monitor should have shown an item by now. If it has not, people are told, once until it shows something again. */
export function monitorWaitDue(turn: Turn, monitor: string, item: number): void {
  const { waiting, isAway } = monitorOf(turn.state, monitor);
  const [first] = waiting;
  const isDue = first?.shows.item === item && !isAway;
  monitorAway(isDue);
  if (!isDue) return;
  record(turn, { kind: 'monitor-away', monitor, item, waiting: waiting.length });
  warn(turn, 'monitor-away', { monitor, waiting: waiting.length });
  const lines = [`Monitor ${monitor} shows nothing:`, `orders that wait for it: ${waiting.length}`];
  printNotice(turn, byOf(turn, { tab: first.shows.tab, device: first.device }), lines);
}

/** Looks after the first that waits for a monitor in a while, if nobody does yet. */
function expectShown(turn: Turn, name: string): void {
  const { config, live } = turn.state;
  const { waiting, isAway } = monitorOf(turn.state, name);
  const [first] = waiting;
  if (first === undefined || isAway || live.awaited.get(name) === first.shows.item) return;
  live.awaited.set(name, first.shows.item);
  const timer = { kind: 'monitor-wait', monitor: name, item: first.shows.item } as const;
  turn.outputs.push({ kind: 'timer', inMs: config.durations.printWaitMs, timer });
}

function monitorOf({ monitors }: State, name: string): MonitorState {
  return monitors.get(name) ?? { last: 0, waiting: [], isAway: false };
}
