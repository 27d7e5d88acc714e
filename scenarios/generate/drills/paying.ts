/**
 * Money and services: a tab that is parked is paid by card once more, with a tip, while the terminal that has its first
 * payment is out of reach; a service fails, and its answer is late; the day of a terminal is ended; a thin client comes to
 * the wrong one of two IIS, an external operator to a Freestyle.
 */
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import type { FaultInput } from '../faults.ts';
import type { StepInput, WaitersInput } from '../floor/people.ts';
import type { FloorInput } from '../stage.ts';
import { OPERATORS, type DeviceInput, type Drill } from './drill.ts';

const IIS = ['hall', 'terrace'];
const TERMINALS = ['pt1', 'pt2'];
const QUICK_CARDS = { card: '300ms', host: '300ms' };
const ARTICLES = [
  { name: 'Pils', cents: 420, place: 'bar' },
  { name: 'Tagessuppe', cents: 690, place: 'kitchen' },
  { name: 'Pfand zurück', cents: -100, place: 'none' },
];
const SERVICE_FAULTS = [
  ...['service-failing', 'service-failing', 'service-answer-lost', 'service-answer-lost', 'service-slow'],
  ...['service-busy', 'service-wrong', 'service-down'],
];

export function drawPaying(draw: Draw, workMs: number): Drill {
  const floor = drawFloor(draw);
  const { services = {}, terminals = [] } = floor;
  const durations = shortOnes(draw);
  const served = Object.keys(services).flatMap((service) => troubles(draw, service, workMs));
  const lost = terminals.flatMap(({ name }) => losses(draw, name, workMs));
  const steps = terminals.flatMap(({ name }) => daysEnded(draw, name, workMs));
  return { floor, durations, habits: drawHabits(draw), steps, faults: [...lost, ...served] };
}

/** A payment is parked within the run; a service is asked more than once before it is given up. */
function shortOnes(draw: Draw): DurationsInput {
  return {
    paymentHoldMs: draw.pick([1_000, 2_000, 5_000]),
    serviceAnswerMs: draw.pick([200, 500, 1_000]),
    serviceRestMs: draw.pick([100, 500]),
    serviceRestMostMs: 1_000,
    receiptWaitMs: draw.pick([3_000, 10_000]),
    cardWaitMs: draw.pick([5_000, 10_000, 20_000]),
  };
}

function drawFloor(draw: Draw): FloorInput {
  const hasIis = draw.chance(60);
  const hasExternal = draw.chance(30);
  const collects = draw.chance(50);
  return {
    operators: OPERATORS,
    tables: { from: 1, to: draw.pick([1, 2, 3]) },
    devices: [
      ...Array.from({ length: draw.pick([1, 2, 2, 3]) }, (_, i) => handheld(draw, `A${i + 1}`, hasIis)),
      ...(draw.chance(80) ? [client(draw, hasIis)] : []),
      ...(hasExternal ? [{ name: 'F1', kind: 'freestyle' as const, operator: draw.pick(OPERATORS) }] : []),
    ],
    ...(hasExternal ? { freestyle: { operators: draw.some(OPERATORS, 2) } } : {}),
    till: { operator: 'Anna' },
    ...(draw.chance(50) ? drawPrinting(draw) : {}),
    terminals: TERMINALS.map((name) => ({ name, ...QUICK_CARDS, tipPercent: draw.pick([0, 50, 100]) })),
    services: drawServices(draw),
    ...(hasIis ? { iis: IIS.map((name, i) => ({ name, offlineBooking: collects === (i === 0) })) } : {}),
  };
}

/** With articles of which a tab may become smaller while nobody knows whether its card was charged. */
function drawPrinting(draw: Draw): Partial<FloorInput> {
  return {
    printers: [{ name: 'counter', line: '10ms' }],
    places: { kitchen: 'counter', bar: 'counter' },
    fallbackPrinter: 'counter',
    ...(draw.chance(60) ? { articles: ARTICLES } : {}),
    ...(draw.chance(30) ? { offers: ['bar'] } : {}),
  };
}

function drawServices(draw: Draw): FloorInput['services'] {
  const receipts = draw.pick(['instead', 'besides'] as const);
  const whenDown = draw.pick(['paper', 'queue'] as const);
  return {
    ...(draw.chance(80) ? { nocoo: { receipts, whenDown } } : {}),
    ...(draw.chance(80) ? { vouchers: {} } : {}),
  };
}

function handheld(draw: Draw, name: string, hasIis: boolean): DeviceInput {
  return {
    name,
    ...(hasIis ? { iis: draw.pick(IIS) } : {}),
    ...(draw.chance(50) ? { model: { name: 'Orbit NEXT' } } : {}),
  };
}

/** Of two IIS it belongs to one, and often comes to the other. */
function client(draw: Draw, hasIis: boolean): DeviceInput {
  const iis = draw.pick(IIS);
  const dials = draw.pick(IIS.filter((one) => one !== iis));
  return { name: 'C1', kind: 'client', ...(hasIis ? { iis, ...(draw.chance(80) ? { dials } : {}) } : {}) };
}

function drawHabits(draw: Draw): WaitersInput {
  return {
    ...{ pause: '1s', think: draw.pick(['300ms', '600ms']), bookings: { from: 1, to: draw.pick([1, 2]) } },
    ...{ cardPercent: draw.pick([30, 60, 80]), billPercent: 20, ownTablesPercent: 0 },
    ...{ confirmPercent: draw.pick([50, 100]), returnPercent: draw.pick([50, 100]) },
    ...{
      reversePercent: draw.pick([0, 0, 40]),
      otherTerminalPercent: draw.pick([50, 100]),
      scanPercent: draw.pick([50, 100]),
    },
  };
}

/** A terminal is lost in the middle of some payments. */
function losses(draw: Draw, target: string, workMs: number): FaultInput[] {
  return Array.from({ length: draw.pick([0, 1, 2, 3, 4, 5]) }, () => ({
    fault: 'terminal-lost-mid-payment',
    at: formatDuration(draw.between(0, workMs - 1)),
    for: formatDuration(draw.pick([3_000, 8_000, 15_000, 30_000])),
    target,
    stage: draw.pick(['waitingForCard', 'askingHost', 'reporting']),
  }));
}

/** A service has a bad moment now and then. */
function troubles(draw: Draw, target: string, workMs: number): FaultInput[] {
  return Array.from({ length: draw.pick([2, 3, 4, 6]) }, () => ({
    fault: draw.pick(SERVICE_FAULTS),
    at: formatDuration(draw.between(0, workMs - 1)),
    for: formatDuration(draw.pick([1_000, 3_000, 8_000])),
    target,
  }));
}

/** The day of a terminal is ended in the middle, and when all is over. */
function daysEnded(draw: Draw, terminal: string, workMs: number): StepInput[] {
  const times = [...(draw.chance(50) ? [draw.between(0, workMs - 1)] : []), workMs + 45_000];
  return times.map((ms) => ({ at: formatDuration(ms), device: 'till', do: 'end-of-day', terminal }));
}
