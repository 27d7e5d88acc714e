/** What people do on a floor: waiters with some of the habits there are, and steps at given times. */
import type { ScenarioInput } from '../../format/scenario.ts';
import { isThinClient } from '../../format/floor.ts';
import { formatDuration } from '../../format/duration.ts';
import { soon } from '../around.ts';
import type { Draw } from '../draw.ts';
import { drawMoment } from '../moments.ts';
import type { Stage } from '../stage.ts';

type WorkInput = NonNullable<ScenarioInput['work']>;
export type WaitersInput = NonNullable<WorkInput['waiters']>;
export type StepInput = NonNullable<WorkInput['steps']>[number];

/** How hasty people are, in ms. */
const THINKS_MS = [0, 300, 600, 600, 1_000, 1_000, 2_000, 4_000];
const PAUSES_MS = [0, 1_000, 2_000, 2_000, 4_000, 4_000, 8_000, 15_000, 30_000];
/** A floor of many devices takes it slower: what happens there is that there are many. */
const MANY = 8;

/** Parts of a tab that are settled on their own: a cent, some euros, more than there ever is on one. */
const PARTS_CENTS = [1, 100, 500, 999, 2_000, 100_000_00];

/** Each habit of waiters, and how strong it is where there is one. */
export const habits: Readonly<Record<string, readonly number[]>> = {
  handOverPercent: [20, 60, 100],
  confirmPercent: [50, 100],
  returnPercent: [30, 70],
  signOffPercent: [10, 30],
  reprintPercent: [10, 30],
  forceFreePercent: [20, 60],
  twicePercent: [10, 50, 100],
  takingsPercent: [10, 50],
  partPercent: [20, 60],
  otherTerminalPercent: [30, 100],
};

export function drawWaiters(draw: Draw, { names }: Stage): WaitersInput {
  const isMany = names.devices.size > MANY;
  const some = draw.subset(Object.keys(habits), draw.pick([20, 50, 80]));
  return {
    pause: formatDuration(draw.pick(isMany ? PAUSES_MS.slice(-4) : PAUSES_MS)),
    think: formatDuration(draw.pick(isMany ? THINKS_MS.slice(-4) : THINKS_MS)),
    ...drawLines(draw, isMany),
    ...drawTenders(draw),
    ownTablesPercent: draw.pick([0, 0, 50, 90, 100]),
    ...Object.fromEntries(some.map((habit) => [habit, draw.pick(habits[habit] as readonly number[])])),
  };
}

/** Mostly a few lines; rarely a hand-over as long as there can be. */
function drawLines(draw: Draw, isMany: boolean): Pick<WaitersInput, 'bookings' | 'atOnce'> {
  if (isMany || draw.chance(70)) {
    const from = draw.between(1, 3);
    return {
      bookings: { from, to: from + draw.pick([0, 0, 2, 4]) },
      ...(draw.chance(20) ? { atOnce: draw.between(2, 4) } : {}),
    };
  }
  if (draw.chance(75)) {
    const from = draw.between(1, 30);
    return { bookings: { from, to: from + draw.between(0, 20) }, atOnce: draw.between(5, 50) };
  }
  const to = draw.pick([120, 250, 499, 500]);
  return { bookings: { from: draw.pick([1, to]), to }, atOnce: draw.pick([to, 100]) };
}

function drawTenders(draw: Draw): Pick<WaitersInput, 'billPercent' | 'cardPercent'> {
  const cardPercent = draw.pick([0, 20, 50, 80, 100]);
  return { cardPercent, billPercent: draw.between(0, 100 - cardPercent) };
}

/** Steps of a few visits to tabs, and some acts between them. */
export function drawSteps(draw: Draw, stage: Stage): StepInput[] {
  const holders = [...stage.names.devices.keys(), ...(stage.names.till ? ['till'] : [])];
  const devices = draw.some(holders, 3);
  const steps = devices.flatMap((device) => [
    { device, do: 'sign-on' as const, at: formatDuration(draw.between(500, 3_000)), ...operatorOf(draw, stage) },
    ...Array.from({ length: draw.between(1, 3) }, () => drawVisit(draw, device, stage)).flat(),
  ]);
  const others = Array.from({ length: draw.pick([0, 1, 2, 4]) }, () => drawAct(draw, draw.pick(holders), stage));
  return [...steps, ...others.flat()];
}

const operatorOf = (draw: Draw, { names }: Stage): { operator?: string } =>
  draw.chance(40) ? { operator: draw.pick([...names.operators]) } : {};

/** A visit to a tab, from opening it to closing it. */
function drawVisit(draw: Draw, device: string, stage: Stage): StepInput[] {
  const { names, tables, workMs } = stage;
  let atMs = draw.between(3_000, Math.max(3_000, workMs - 20_000));
  const at = (): { at: string } => {
    atMs = Math.min(workMs - 1, atMs + draw.pick([0, 50, 300, 1_000, 3_000]));
    return { at: formatDuration(atMs) };
  };
  const isThin = isThinClient(names.devices.get(device) ?? 'handheld');
  const isOffline = names.collecting.has(device) && device !== 'till' && !isThin && draw.chance(15);
  const confirmed = draw.chance(30) ? { confirmed: true } : {};
  const settled: StepInput[] = [];
  for (const act of draw.some(['hand-over', 'pay', 'pay', 'bill', 'bill', 'new-balance'] as const, 3)) {
    if (act === 'pay' && names.terminals.size === 0) continue;
    if (act === 'hand-over' && isThin) continue;
    const terminal = act === 'pay' && draw.chance(50) ? { terminal: draw.pick([...names.terminals]) } : {};
    const part = draw.chance(30) ? { cents: draw.pick(PARTS_CENTS) } : {};
    const how = act === 'pay' || act === 'bill' ? { ...confirmed, ...part } : {};
    settled.push({ device, do: act, ...at(), ...terminal, ...how });
  }
  return [
    { device, do: isOffline ? 'collect' : 'open', tab: draw.between(tables.from, tables.to), ...at() },
    { device, do: 'book', ...at(), ...drawBooking(draw, stage) },
    ...settled
      .toSorted((a, b) => Number(a.do === 'new-balance') - Number(b.do === 'new-balance'))
      .map((step) => ({ ...step, ...at() })),
    ...(['understood', 'new-balance', 'understood'] as const).map((act) => ({ device, do: act, ...at() })),
  ];
}

function drawBooking(draw: Draw, { names }: Stage): Partial<StepInput> {
  return {
    ...(draw.chance(60) ? { article: draw.pick([...names.articles]) } : {}),
    ...(draw.chance(30) ? { quantity: draw.pick([1, 2, 10, 999]) } : {}),
    ...(draw.chance(30) ? { lines: draw.pick([1, 2, 10, 60]) } : {}),
  };
}

/** The day of a terminal is ended, mostly at the till, where that may be done. */
function drawEndOfDay(draw: Draw, device: string, { names }: Stage, moment: Partial<StepInput>): StepInput[] {
  const at = names.till && draw.chance(80) ? 'till' : device;
  return [{ device: at, do: 'end-of-day', terminal: draw.pick([...names.terminals]), ...moment }];
}

/** One act beside the visits, at a time or when something happens; what is put away or switched off is taken up again. */
function drawAct(draw: Draw, device: string, stage: Stage): StepInput[] {
  const { names, tables, durations, workMs } = stage;
  const tab = draw.between(tables.from, tables.to);
  const kind = names.devices.get(device) ?? 'handheld';
  const isThin = isThinClient(kind);
  const moment = momentOf(draw, stage);
  // At a time: an event may come when it is too late to take it up again.
  const sometime = { at: formatDuration(draw.between(0, workMs - 1)) };
  const later = { at: formatDuration(workMs + draw.between(0, 5_000)) };
  const acts: StepInput[][] = [
    [{ device, do: 'open', tab, ...moment }],
    [{ device, do: 'sign-off', ...moment }],
    [
      { device, do: 'switch-off', ...sometime },
      { device, do: 'switch-on', ...later },
    ],
    ...(names.printers.size > 0 ? [[{ device, do: 'reprint' as const, job: draw.between(1, 20), ...moment }]] : []),
    [{ device, do: 'takings', ...moment }, ...(isThin ? [{ device, do: 'understood' as const, ...later }] : [])],
    ...(isThin ? [[{ device, do: 'leave' as const, ...moment }]] : []),
    ...(kind === 'freestyle' ? [[{ device, do: 'sign-up' as const, ...moment }]] : []),
    ...(names.till ? [[{ device: 'till', do: 'force-free' as const, tab, ...moment }]] : []),
    ...(names.terminals.size > 0 && !isThin ? [drawEndOfDay(draw, device, stage, moment)] : []),
    ...(device === 'till'
      ? []
      : [
          [
            { device, do: 'put-away' as const, ...sometime },
            { device, do: 'take-out' as const, ...later },
          ],
          [{ device, do: 'swipe' as const, ...moment }],
          [{ device, do: 'turn' as const, ...moment }],
          [{ device, do: 'force-free' as const, tab, ...moment }],
        ]),
  ];
  return draw.pick(acts);

  function momentOf(draw: Draw, stage: Stage): Partial<StepInput> {
    if (draw.chance(50)) return { at: formatDuration(draw.between(0, workMs - 1)) };
    return {
      when: drawMoment(draw, stage),
      after: formatDuration(soon(draw, [durations.toleranceMs, durations.leaseMs])),
    };
  }
}
