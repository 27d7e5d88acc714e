/**
 * Money and services: a tab that is parked is paid by card once more, with a tip, while the terminal that has its first
 * payment is out of reach; a service fails, and its answer is late; the day of a terminal is ended; a thin client comes to
 * the wrong one of two IIS, an external operator to a Freestyle. Services are asked while the server dies, and answer long
 * after; a terminal goes off with the PayPOS it is in. On some drills people linger at their tabs with a card scanned.
 */
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import type { FaultInput } from '../faults.ts';
import type { StepInput, WaitersInput } from '../floor/people.ts';
import type { When } from '../moments.ts';
import type { FloorInput } from '../stage.ts';
import { ONE_PRINTER, OPERATORS, inTheMidst, lasting, several, type DeviceInput, type Drill } from './drill.ts';

const IIS = ['hall', 'terrace'];
const TERMINALS = ['pt1', 'pt2'];
const QUICK_CARDS = { card: '300ms', host: '300ms' };
const ARTICLES = [
  { name: 'Pils', cents: 420, place: 'bar' },
  { name: 'Tagessuppe', cents: 690, place: 'kitchen' },
  { name: 'Pfand zurück', cents: -100, place: 'none' },
];
const UNPRINTED = ARTICLES.map((article) => ({ ...article, place: 'none' }));
const SERVICE_FAULTS = [
  ...['service-failing', 'service-failing', 'service-answer-lost', 'service-answer-lost', 'service-slow'],
  ...['service-busy', 'service-wrong', 'service-down'],
];

/** A service has been asked, and has not answered yet; or a payment is under way. */
const ASKING: readonly When[] = [
  { kind: 'fact', fact: 'receipt-due' },
  { kind: 'fact', fact: 'card-scanned' },
  { kind: 'fact', fact: 'signature-due' },
  { kind: 'fact', fact: 'payment-begun' },
];

export function drawPaying(draw: Draw, workMs: number): Drill {
  const floor = drawFloor(draw);
  const { terminals = [] } = floor;
  const steps = terminals.flatMap(({ name }) => daysEnded(draw, name, workMs));
  const durations = shortOnes(draw);
  const habits = drawHabits(draw);
  const faults = drawFaults(draw, floor, workMs);
  return draw.chance(16)
    ? { ...drawLingering(draw, { floor, durations, habits, faults }), steps }
    : { floor, durations, habits, steps, faults };
}

function drawFaults(draw: Draw, { devices, services = {}, terminals = [] }: FloorInput, workMs: number): FaultInput[] {
  const served = Object.keys(services).flatMap((service) => troubles(draw, service, workMs));
  const lost = terminals.flatMap(({ name }) => losses(draw, name, workMs));
  const killed = several(draw, [0, 0, 1, 2], () => ({
    ...{ fault: 'server-killed', ...inTheMidst(draw, ASKING), ...lasting(draw, [300, 1_500]) },
  }));
  const waiting = several(draw, [0, 0, 1, 2], () => lateOverAStart(draw, services)).flat();
  const inside = devices.some(({ kind }) => kind === 'paypos') ? [lostWithItsDevice(draw)] : [];
  return [...lost, ...served, ...killed, ...waiting, ...inside];
}

/** A card is scanned, the server dies, and the tab stays open for longer than its service is waited for. */
function drawLingering(draw: Draw, { floor, durations, habits }: Drill): Drill {
  return {
    floor: { ...floor, services: { vouchers: {} } },
    durations: { ...durations, cardWaitMs: draw.pick([500, 1_000]), graceMs: 2_000, restartGraceMs: 4_000 },
    habits: { ...habits, think: '5s', scanPercent: 100, cardPercent: 0, reversePercent: 0, changePercent: 0 },
    faults: several(draw, [1, 2, 3], () => lateOverAStart(draw, { vouchers: {} })).flat(),
  };
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

/** A service that is asked answers for long not, or late, and the server dies meanwhile. */
function lateOverAStart(draw: Draw, services: NonNullable<FloorInput['services']>): FaultInput[] {
  const [asked] = draw.some(
    WAITED_FOR.filter(({ service }) => service in services),
    1,
  );
  if (asked === undefined) return [];
  const fault = draw.pick(['service-down', 'service-slow', 'service-answer-lost']);
  const slow = fault === 'service-slow' ? { slowMs: draw.pick([2_000, 5_000, 12_000]) } : {};
  const times = draw.pick([1, 2, 4]);
  return [
    { fault, target: asked.service, when: asked.when, times, ...lasting(draw, [8_000, 15_000]), ...slow },
    { fault: 'server-killed', when: asked.when, times, ...after(draw), ...lasting(draw, [300, 1_500]) },
  ];
}
const WAITED_FOR: readonly { service: keyof NonNullable<FloorInput['services']>; when: When }[] = [
  { service: 'nocoo', when: { kind: 'fact', fact: 'receipt-due' } },
  { service: 'vouchers', when: { kind: 'fact', fact: 'card-scanned' } },
  { service: 'tse', when: { kind: 'fact', fact: 'signature-due' } },
];
const after = (draw: Draw): { after: string } => ({ after: formatDuration(draw.pick([1, 150, 2_000])) });

/** A terminal that is in its device goes off with it, while it waits for its host. */
const lostWithItsDevice = (draw: Draw): FaultInput => ({
  ...{ fault: draw.pick(['battery-empty', 'battery-empty', 'out-of-range']), target: INSIDE },
  ...{ ...inTheMidst(draw, [{ kind: 'transition', to: 'askingHost' }]), ...lasting(draw, [2_000, 8_000]) },
});
const INSIDE = 'P1';

function drawFloor(draw: Draw): FloorInput {
  const hasIis = draw.chance(60);
  const hasExternal = draw.chance(30);
  const collects = draw.chance(50);
  const isInside = draw.chance(25);
  return {
    operators: OPERATORS,
    tables: { from: 1, to: draw.pick([1, 2, 3]) },
    devices: [
      ...(isInside ? [{ name: INSIDE, kind: 'paypos' as const, terminal: 'pt2' }] : []),
      ...Array.from({ length: isInside ? 1 : draw.pick([1, 2, 2, 3]) }, (_, i) => handheld(draw, `A${i + 1}`, hasIis)),
      ...(draw.chance(80) ? [client(draw, hasIis)] : []),
      ...(hasExternal ? [{ name: 'F1', kind: 'freestyle' as const, operator: draw.pick(OPERATORS) }] : []),
    ],
    ...(hasExternal ? { freestyle: { operators: draw.some(OPERATORS, 2) } } : {}),
    till: { operator: 'Anna' },
    ...(draw.chance(50) ? drawPrinting(draw) : draw.chance(40) ? { articles: UNPRINTED } : {}),
    terminals: TERMINALS.map((name) => ({ name, ...QUICK_CARDS, tipPercent: draw.pick([0, 50, 100]) })),
    services: drawServices(draw),
    ...(hasIis ? { iis: IIS.map((name, i) => ({ name, offlineBooking: collects === (i === 0) })) } : {}),
  };
}

/** With articles of which a tab may become smaller while nobody knows whether its card was charged. */
function drawPrinting(draw: Draw): Partial<FloorInput> {
  return {
    ...ONE_PRINTER,
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
    ...(draw.chance(40) ? { tse: {} } : {}),
    ...(draw.chance(40) ? { paymentHost: { answer: '1s', rest: '300ms', wait: draw.pick(['2s', '8s']) } } : {}),
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

/** By card and in cash. */
const SETTLING = [
  { cardPercent: 30, billPercent: 20 },
  { cardPercent: 30, billPercent: 60 },
  { cardPercent: 60, billPercent: 20 },
  { cardPercent: 80, billPercent: 20 },
];

function drawHabits(draw: Draw): WaitersInput {
  return {
    ...{ pause: '1s', think: draw.pick(['300ms', '600ms']), bookings: { from: 1, to: draw.pick([1, 2]) } },
    ...{ ...draw.pick(SETTLING), ownTablesPercent: 0 },
    ...{ confirmPercent: draw.pick([50, 100]), returnPercent: draw.pick([50, 100]) },
    ...{
      reversePercent: draw.pick([0, 0, 40]),
      changePercent: draw.pick([0, 0, 50]),
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
