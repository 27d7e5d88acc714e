/**
 * What becomes of an order: printers that stand in for one another, of which each has its own hold-off and its own troubles
 * that count; hours of the day that begin or end meanwhile; kitchen monitors that are off while the server dies.
 */
import { failingConditions, type FailingCondition } from '#protocols/escpos/failing';
import { DAY_MS, timeOfDay, timeOfDayMs } from '#protocols/places-by-time';
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { FaultInput } from '../faults.ts';
import type { When } from '../moments.ts';
import type { FloorInput } from '../stage.ts';
import { HASTY, OPERATORS, inTheMidst, lasting, several, sometime, type Drill } from './drill.ts';

const PRINTERS = ['kitchen', 'bar', 'counter'];
const PLACES = ['kitchen', 'bar'];
const MONITORS = ['Kitchen Monitor', 'qsr'];
const CLOCKS = ['18:00', '23:59', '23:59', '00:00'];
/** Those that tell of their troubles by themselves, and one that has to be asked. */
const PROFILES = ['clone', 'bixolon', 'bixolon'] as const;
const TROUBLES = ['paper-out', 'cover-open', 'printer-off', 'printer-off-mid-job', 'printer-stuck'];
/** A ticket is in hand, or has just failed. */
const IN_HAND: readonly When[] = [
  { kind: 'fact', fact: 'job-started' },
  { kind: 'fact', fact: 'job-started' },
  { kind: 'fact', fact: 'job-failed' },
];
/** Sums with few cents, and with nearly another euro. */
const ARTICLES = [
  { name: 'Pils', cents: 409, place: 'bar' },
  { name: 'Tagessuppe', cents: 690, place: 'kitchen' },
  { name: 'Brot', cents: 9, place: 'kitchen' },
];

export function drawPrinting(draw: Draw, workMs: number): Drill {
  const failAfterMs = draw.pick([500, 2_000, 5_000]);
  const printWaitMs = draw.pick([1_000, 3_000]);
  const holdOffsMs = [1, 500, 3_000, 8_000];
  const troubleMs = [failAfterMs + 1_000, 3_500, 9_000, 20_000, 45_000];
  const monitors = MONITORS.slice(0, draw.pick([0, 1, 1, 2]));
  // Tickets that take longer than the word of them may, in peace.
  const isLong = draw.chance(20);
  const kept = isLong || !draw.chance(30) ? undefined : draw.pick([drawKept, drawStuck, drawUnheard])(draw, workMs);
  const floor = isLong
    ? { printers: PRINTERS.map((name) => ({ name, line: '150ms' })), ...WHERE }
    : drawPrinters(draw, holdOffsMs);
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: 3 },
      devices: ['A1', 'A2'].slice(0, draw.pick([1, 2])).map((name) => ({ name })),
      articles: ARTICLES,
      ...floor,
      ...kept?.floor,
      ...(draw.chance(60) ? drawHours(draw, workMs) : {}),
      monitors: monitors.map((name) => ({
        ...{ name, places: draw.some(PLACES, 2) },
        ...(draw.chance(40) ? { instead: true } : {}),
      })),
    },
    durations: {
      ...{ failAfterMs, printWaitMs, printerPollMs: 500, printStatusMs: 1_000 },
      printConfirmMs: draw.pick([2_000, 4_000]),
      ...{ heartbeatMs: 2_000, leaseMs: 10_000, toleranceMs: 1_000 },
      ...(isLong ? { printLineMs: 300 } : {}),
      ...kept?.durations,
    },
    ...(draw.chance(50) ? { printAttempts: draw.pick([1, 2]) } : {}),
    habits: {
      ...{ ...HASTY, pause: '3s', think: '600ms', bookings: { from: 1, to: 2 } },
      ...{ handOverPercent: 60, billPercent: draw.pick([20, 60]), cardPercent: 0 },
      ...(isLong ? { bookings: { from: 10, to: 40 }, atOnce: 10 } : {}),
    },
    faults: isLong
      ? []
      : kept !== undefined
        ? kept.faults
        : [
            ...several(draw, [2, 3, 5], () => ({
              ...{ fault: draw.pick(TROUBLES), target: draw.pick(PRINTERS) },
              ...(draw.chance(60) ? sometime(draw, workMs) : inTheMidst(draw, IN_HAND)),
              ...lasting(draw, troubleMs),
            })),
            ...(draw.chance(25) ? drawInTurn(draw, workMs) : []),
            ...(draw.chance(25) ? drawDeaf(draw) : []),
            ...monitors.flatMap((name) => several(draw, [1, 2, 3], () => away(draw, name, printWaitMs, workMs))).flat(),
          ],
  };
}

/** The server stands still while a ticket comes out, for as long as that may take and longer. */
function drawDeaf(draw: Draw): FaultInput[] {
  const paused = { fault: 'server-paused', ...lasting(draw, [1_500, 6_000, 12_000]) };
  const isInHand = draw.chance(50);
  return [{ ...paused, ...(isInHand ? inTheMidst(draw, IN_HAND) : { when: { ...PAPER }, times: draw.pick([1, 3]) }) }];
}
/** A printer has something to say of its roll, and says next that the ticket is on it. */
const PAPER: When = { kind: 'condition', of: 'paper' };

/** The cover is opened where the paper has ended, or the other way round: one trouble is gone, another has come. */
function drawInTurn(draw: Draw, workMs: number): FaultInput[] {
  const target = draw.pick(PRINTERS);
  const [first, then] = draw.pick(IN_TURN);
  const atMs = draw.between(0, Math.floor((workMs * 2) / 3));
  const goesMs = draw.pick([4_000, 9_000]);
  const comesMs = goesMs - draw.pick([3_000, 1_000, 100]);
  return [
    { fault: first, target, at: formatDuration(atMs), for: formatDuration(goesMs) },
    { fault: then, target, at: formatDuration(atMs + comesMs), ...lasting(draw, [5_000, 20_000]) },
  ];
}
const IN_TURN = [
  ['paper-out', 'cover-open'],
  ['cover-open', 'paper-out'],
  ['paper-out', 'printer-off'],
  ['printer-off', 'cover-open'],
] as const;

/** A printer is spared for its paper, and the one that stands in for it has a trouble that does not count, for long. */
function drawKept(draw: Draw, workMs: number): { floor: Partial<FloorInput> } & Pick<Drill, 'durations' | 'faults'> {
  const left = draw.between(100, 300);
  const roll = { lines: 20_000, left, nearEnd: left + draw.between(-10, 10), change: draw.pick(['30s', '60s']) };
  return {
    floor: {
      printers: [
        { name: 'kitchen', line: '10ms', alternatives: ['bar'], failing: ['near-end'], roll },
        { name: 'bar', line: '10ms', failing: draw.pick([[], ['near-end']]) },
        { name: 'counter', line: '10ms' },
      ],
    },
    durations: { failAfterMs: 500, printConfirmMs: 2_000, printLineMs: 100 },
    faults: several(draw, [1, 2], () => ({
      ...{ fault: draw.pick(['paper-out', 'cover-open']), target: 'bar' },
      at: formatDuration(draw.between(0, Math.floor(workMs / 2))),
      ...lasting(draw, [20_000, 30_000]),
    })),
  };
}

/** A printer is stuck for longer than a ticket may take there, and than the whole chain may need for it. */
function drawStuck(draw: Draw, workMs: number): ReturnType<typeof drawKept> {
  const alternatives = draw.chance(80) ? ['bar'] : [];
  return {
    floor: {
      printers: [
        {
          ...{ name: 'kitchen', line: draw.pick(['10ms', '60ms']), alternatives },
          failAfter: formatDuration(draw.pick([1, 500, 3_000])),
        },
        { name: 'bar', line: '10ms' },
        { name: 'counter', line: '10ms' },
      ].map((one) => ({ ...one, ...(draw.chance(50) ? { profile: draw.pick(PROFILES) } : {}) })),
    },
    durations: { failAfterMs: 500, printConfirmMs: 2_000, printLineMs: draw.pick([150, 300]) },
    faults: [
      {
        ...{ fault: 'printer-stuck', target: 'kitchen' },
        ...(draw.chance(50)
          ? inTheMidst(draw, IN_HAND)
          : { at: formatDuration(draw.between(0, Math.floor(workMs / 3))) }),
        ...lasting(draw, [30_000, 45_000]),
      },
      ...several(draw, [0, 0, 1], () => ({
        ...{ fault: draw.pick(TROUBLES), target: draw.pick(['kitchen', 'bar']) },
        ...(draw.chance(60) ? sometime(draw, workMs) : inTheMidst(draw, IN_HAND)),
        ...lasting(draw, [1_500, 3_500, 9_000]),
      })),
    ],
  };
}

/** While the server stands still a printer says that its paper is near its end, and then that the ticket is on it. */
function drawUnheard(draw: Draw): ReturnType<typeof drawKept> {
  const printers = ['kitchen', 'bar'].map((name, i, all) => ({
    ...{ name, line: '10ms', alternatives: [all[1 - i] as string] },
    roll: { lines: 20_000, left: draw.between(25, 120), nearEnd: 20, change: '20s' },
  }));
  return {
    floor: { printers: [...printers, { name: 'counter', line: '10ms' }] },
    durations: { failAfterMs: 500, printConfirmMs: draw.pick([1_000, 1_500]), printLineMs: 100 },
    faults: [{ fault: 'server-paused', when: { ...PAPER }, times: 5, ...lasting(draw, [2_500, 6_000]) }],
  };
}

function drawPrinters(draw: Draw, holdOffsMs: readonly number[]): Partial<FloorInput> {
  return {
    printers: PRINTERS.map((name) => ({
      ...{ name, line: draw.pick(['10ms', '60ms']), alternatives: PRINTERS.filter((other) => other !== name) },
      ...(draw.chance(60) ? { profile: draw.pick(PROFILES) } : {}),
      ...(draw.chance(60) ? { failAfter: formatDuration(draw.pick(holdOffsMs)) } : {}),
      ...(draw.chance(75) ? { failing: [...draw.pick(FAILING)] } : {}),
      ...(draw.chance(75) ? drawRoll(draw) : {}),
    })),
    ...WHERE,
  };
}
const WHERE = {
  ...{ places: { kitchen: 'kitchen', bar: 'bar' }, fallbackPrinter: 'counter', noticePrinter: 'counter' },
};

/** What counts at a printer: everything, nothing, or a part of it, with the end of the paper in sight or not. */
const FAILING: readonly (readonly FailingCondition[])[] = [
  failingConditions,
  ['near-end'],
  ['near-end', 'offline'],
  ['near-end', 'paper-out'],
  ['offline'],
  ['paper-out', 'cover-open'],
  [],
];

/** A roll that comes near its end, and to it, after some tickets. */
function drawRoll(draw: Draw): Pick<NonNullable<FloorInput['printers']>[number], 'roll'> {
  const nearEnd = draw.pick([20, 40]);
  const change = formatDuration(draw.pick([3_000, 10_000]));
  return { roll: { lines: 20_000, left: nearEnd + draw.between(-10, 40), nearEnd, change } };
}

/** Hours in which all comes out elsewhere; they are on, or begin or end while people work. */
function drawHours(draw: Draw, workMs: number): Partial<FloorInput> {
  const clock = draw.pick(CLOCKS);
  const fromMs = timeOfDayMs(clock) + draw.pick([-DAY_MS / 4, -60_000, Math.floor(workMs / 2)]);
  const toMs = fromMs + draw.pick([60_000, DAY_MS / 3]);
  const places = { kitchen: draw.pick(['bar', 'counter']), bar: draw.pick(['kitchen', 'counter']) };
  return { clock, placesByTime: [{ from: timeOfDay(fromMs), to: timeOfDay(toMs), places }] };
}

/** A monitor is off, longer than people are left without word, and often the server dies meanwhile. */
function away(draw: Draw, target: string, printWaitMs: number, workMs: number): FaultInput[] {
  const atMs = draw.between(0, workMs - 1);
  const lastsMs = draw.pick([Math.ceil(printWaitMs / 2), printWaitMs + 3_000, 20_000]);
  const off = { fault: 'monitor-off', target, at: formatDuration(atMs), for: formatDuration(lastsMs) };
  if (!draw.chance(60)) return [off];
  const killed = { fault: 'server-killed', ...lasting(draw, [300, 1_500]) };
  const when = draw.chance(50)
    ? inTheMidst(draw, [{ kind: 'fact', fact: 'item-queued' }])
    : { at: formatDuration(Math.min(workMs - 1, atMs + draw.between(1, lastsMs))) };
  return [off, { ...killed, ...when }];
}
