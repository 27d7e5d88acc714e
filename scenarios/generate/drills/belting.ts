/**
 * Receipts that come out of belt printers: those are off, out of range, unpaired or shared, devices are cut off, frozen and
 * started anew with a receipt in hand, and the server dies before it knows what has become of one. An answer is lost twice.
 */
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { FaultInput } from '../faults.ts';
import type { When } from '../moments.ts';
import type { FloorInput } from '../stage.ts';
import {
  HASTY,
  ONE_PRINTER,
  OPERATORS,
  drawTerminal,
  inTheMidst,
  lasting,
  several,
  sometime,
  type Drill,
} from './drill.ts';

const DEVICES = ['A1', 'A2'];
const AT_A_BELT = [
  'belt-printer-off',
  'belt-printer-out-of-range',
  'belt-printer-out-of-range',
  'belt-printer-unpaired',
];
const AT_A_DEVICE = ['app-frozen', 'app-frozen', 'link-drop', 'half-open', 'switched-off', 'battery-empty'];
/** A receipt is offered, on its way to the belt, out, or just told. */
const IN_HAND: readonly When[] = [
  { kind: 'fact', fact: 'billed' },
  { kind: 'fact', fact: 'billed' },
  { kind: 'printed' },
  { kind: 'half-printed' },
  { kind: 'fact', fact: 'job-printed' },
];

export function drawBelting(draw: Draw, workMs: number): Drill {
  const belts = DEVICES.map((name) => `${name}/belt`);
  const lent = draw.chance(20);
  // Receipts that take longer than their device allows for, with others behind them.
  const isLong = draw.chance(15);
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: draw.pick([2, 3]) },
      devices: DEVICES.map((name) => ({ name, beltPrinter: lent && name !== 'A1' ? { of: 'A1' } : true })),
      ...ONE_PRINTER,
      terminals: [drawTerminal(draw, 'pt1', '300ms', '300ms')],
    } satisfies FloorInput,
    durations: {
      ...{ heartbeatMs: 1_000, leaseMs: 8_000, toleranceMs: 1_000, restartGraceMs: 2_000 },
      ...{ printConfirmMs: draw.pick([2_000, 4_000]), printStatusMs: 1_000, paymentHoldMs: 10_000 },
      ...(isLong ? { printConfirmMs: 500, printLineMs: 5 } : {}),
    },
    habits: {
      ...{ ...HASTY, think: draw.pick(['300ms', '600ms']), bookings: { from: 1, to: 2 }, confirmPercent: 100 },
      ...{ billPercent: 60, cardPercent: draw.pick([0, 30]), reprintPercent: draw.pick([0, 20]) },
      ...(isLong ? { bookings: { from: 1, to: 40 }, atOnce: 40 } : {}),
    },
    faults: [
      ...several(draw, [1, 2, 3, 4], () => atBelt(draw, draw.pick(lent ? belts.slice(0, 1) : belts), workMs)),
      ...several(draw, [1, 2, 3], () => ({
        ...{ fault: draw.pick(AT_A_DEVICE), target: draw.pick(DEVICES), ...inTheMidst(draw, IN_HAND) },
        ...lasting(draw, [1, 1_000, 3_000, 10_000]),
      })),
      ...several(draw, [0, 0, 1, 2], () => ({
        ...{ fault: 'server-killed', ...inTheMidst(draw, IN_HAND), ...lasting(draw, [300, 1_500]) },
      })),
      ...several(draw, [0, 1, 2], () => cutTwice(draw, draw.pick(DEVICES))).flat(),
    ],
  };
}

/**
 * The answer to a bill is lost, and again when it is asked for anew; the receipt, which is offered when the device is back,
 * comes out meanwhile.
 */
function cutTwice(draw: Draw, target: string): FaultInput[] {
  const times = draw.pick([1, 2, 4]);
  const cut = { fault: 'link-drop', target, times };
  const soon = (ms: readonly number[]): { after: string } => ({ after: formatDuration(draw.pick(ms)) });
  return [
    {
      ...cut,
      when: { kind: 'fact', fact: 'billed', device: target },
      ...soon([0, 1, 2]),
      ...lasting(draw, [1, 1_000]),
    },
    {
      ...cut,
      when: { kind: 'welcome', node: target, hold: 'ended' },
      ...soon([0, 1, 3]),
      ...lasting(draw, [1_000, 3_000]),
    },
  ];
}

function atBelt(draw: Draw, target: string, workMs: number): FaultInput {
  const moment = draw.chance(50) ? sometime(draw, workMs) : inTheMidst(draw, IN_HAND);
  return { fault: draw.pick(AT_A_BELT), target, ...moment, ...lasting(draw, [1_000, 3_000, 10_000]) };
}
