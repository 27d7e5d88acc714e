/**
 * Who has a tab: devices that are lost in the midst of a payment, or just after they have asked for a tab, and servers that
 * die then. Leases, the grace after a start and payments end close to one another, and somebody else wants the tab. On some
 * drills apps are reset while guests look for their cards, and the next tab is paid at another terminal meanwhile.
 */
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { FaultInput } from '../faults.ts';
import type { StepInput } from '../floor/people.ts';
import type { When } from '../moments.ts';
import { HASTY, OPERATORS, drawTerminal, inTheMidst, lasting, several, sometime, type Drill } from './drill.ts';

const DEVICES = ['A1', 'A2', 'A3'];
const TERMINALS = ['pt1', 'pt2'];
const AWAY = ['switched-off', 'put-away', 'out-of-range', 'out-of-range', 'half-open', 'link-drop', 'app-frozen'];
const CUT_OFF = ['link-drop', 'link-drop', 'half-open'];

/** A hold has just been given, or asked for; a payment keeps it. */
const HELD: readonly When[] = [
  { kind: 'fact', fact: 'payment-begun' },
  { kind: 'fact', fact: 'payment-begun' },
  { kind: 'transition', to: 'open.paying' },
  { kind: 'fact', fact: 'tab-locked' },
  { kind: 'fact', fact: 'booked' },
];
const PAYING: readonly When[] = [{ kind: 'fact', fact: 'payment-begun' }];
const ASKING: readonly When[] = [
  { kind: 'sent', type: 'open' },
  { kind: 'fact', fact: 'tab-locked' },
  { kind: 'fact', fact: 'tab-locked' },
  { kind: 'fact', fact: 'answered' },
];

/** What was sent is being decided, or written down. */
const DECIDING: readonly When[] = [
  { kind: 'sent', type: 'open' },
  { kind: 'sent', type: 'pay' },
  { kind: 'sent', type: 'hand-over' },
  { kind: 'sent', type: 'new-balance' },
  { kind: 'sent', type: 'bill' },
];

/** A terminal stays away for much longer than it is asked, and that is much shorter than the limit of its hold. */
const LONG_GONE = { paymentHoldMs: 30_000, enquiryLimitMs: 1_000, zvtT3Ms: 500, zvtT4Ms: 2_000 };

/** Guests take their time, and whoever has forgotten one of them has another pay before the first has. */
const SLOW_GUESTS = { paymentHoldMs: 30_000, enquiryLimitMs: 10_000 };
const SLOW_CARDS_MS = [6_000, 12_000];

export function drawHolding(draw: Draw, workMs: number): Drill {
  const about = draw.between(0, 99);
  if (about < 10) return drawForgetting(draw, workMs);
  return about < 20 ? drawAskedTooLate(draw) : drawLosing(draw, workMs);
}

/** The terminal in a PayPOS is asked, and hears of it when nobody waits for its answer any more. */
function drawAskedTooLate(draw: Draw): Drill {
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: 3 },
      devices: [{ name: 'P1', kind: 'paypos', terminal: 'pt1' }, ...(draw.chance(50) ? [{ name: 'A1' }] : [])],
      terminals: [drawTerminal(draw, 'pt1', formatDuration(draw.pick([300, 1_500])), '300ms')],
    },
    durations: {
      ...{ leaseMs: 8_000, heartbeatMs: 1_000, graceMs: 2_000, toleranceMs: 1_000, zvtT3Ms: 1_000 },
      ...{ paymentHoldMs: 20_000, enquiryLimitMs: 10_000, enquiryRetryMs: 3_000 },
    },
    habits: { ...HASTY, think: '300ms', bookings: { from: 1, to: 1 }, cardPercent: 100, billPercent: 0 },
    faults: several(draw, [1, 2], () => ({
      ...{ fault: 'out-of-range', target: 'P1', when: { kind: 'fact', fact: 'payment-begun', terminal: 'pt1' } },
      ...{ times: 20, after: formatDuration(draw.between(14, 26)), ...lasting(draw, [1_100, 1_400]) },
    })),
  };
}

/** Two fingers from left to right, in the midst of payments. */
function drawForgetting(draw: Draw, workMs: number): Drill {
  const devices = DEVICES.slice(0, draw.pick([1, 2]));
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: draw.pick([3, 5]) },
      devices: devices.map((name) => ({ name })),
      terminals: TERMINALS.map((name) => drawTerminal(draw, name, formatDuration(draw.pick(SLOW_CARDS_MS)), '300ms')),
    },
    durations: { leaseMs: 8_000, heartbeatMs: 1_000, graceMs: 2_000, toleranceMs: 1_000, ...SLOW_GUESTS },
    habits: {
      ...{ ...HASTY, returnPercent: 0, think: '300ms', bookings: { from: 1, to: 1 } },
      ...{ cardPercent: 100, billPercent: 0, confirmPercent: 100, otherTerminalPercent: 100 },
    },
    steps: devices.flatMap((device) =>
      several(draw, [2, 3, 4], () => ({
        ...{ device, do: 'swipe' as const, when: { kind: 'fact', fact: 'payment-begun', device } },
        ...{ ...sometime(draw, workMs), after: formatDuration(draw.pick([100, 600])) },
      })),
    ),
    faults: [
      ...several(draw, [0, 0, 1], () => lost(draw, CUT_OFF, draw.pick(devices), PAYING, [1, 500, 3_000])),
      ...several(draw, [0, 0, 1], () => atTerminal(draw, draw.pick(TERMINALS), workMs)),
    ],
  };
}

function drawLosing(draw: Draw, workMs: number): Drill {
  const devices = DEVICES.slice(0, draw.pick([2, 2, 3]));
  const leaseMs = draw.pick([3_000, 3_000, 5_000, 8_000]);
  const restartGraceMs = draw.pick([500, 2_000, 4_000]);
  const terminals = TERMINALS.slice(0, draw.pick([1, 2]));
  const awayMs = [leaseMs, leaseMs + 2_500, 2 * leaseMs, 20_000];
  const isLongGone = draw.chance(30);
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: draw.pick([1, 1, 2]) },
      devices: devices.map((name) => ({ name })),
      ...(draw.chance(50) ? { till: { operator: 'Anna' } } : {}),
      terminals: terminals.map((name) =>
        drawTerminal(
          draw,
          name,
          formatDuration(draw.pick([300, 2_000, leaseMs, leaseMs + restartGraceMs, leaseMs + 5_000])),
          formatDuration(draw.pick([300, 1_000, restartGraceMs + 500])),
        ),
      ),
    },
    durations: {
      ...{ leaseMs, restartGraceMs, heartbeatMs: 1_000, graceMs: 2_000, toleranceMs: 1_000 },
      ...{ paymentHoldMs: draw.pick([2_000, leaseMs, 3 * leaseMs, 30_000]), enquiryRetryMs: draw.pick([200, 1_000]) },
      enquiryLimitMs: draw.pick([1_000, 10_000, 30_000]),
      ...(isLongGone ? LONG_GONE : {}),
    },
    habits: {
      ...HASTY,
      ...{ think: '600ms', bookings: { from: 1, to: 1 }, cardPercent: draw.pick([40, 80]), billPercent: 10 },
      ...{ confirmPercent: 100, forceFreePercent: draw.pick([0, 0, 30]) },
    },
    steps: draw.chance(30) ? [seized(draw, draw.pick(devices), workMs)] : [],
    faults: [
      ...several(draw, [1, 2, 3], () => lost(draw, AWAY, draw.pick(devices), HELD, awayMs)),
      ...several(draw, [1, 2], () => lost(draw, CUT_OFF, draw.pick(devices), ASKING, [1, 500, 3_000])),
      ...several(draw, [0, 1, 2, 3], () => ({
        ...{ fault: 'server-killed', ...inTheMidst(draw, draw.pick([HELD, DECIDING])) },
        ...lasting(draw, [500, 1_500, 4_000]),
      })),
      // A commit that takes long is one that something comes into.
      ...(draw.chance(60) ? [{ fault: 'server-slow', at: '1s', commitMs: draw.pick([50, 300]) }] : []),
      ...several(draw, [0, 1, 1, 2], () => behindAPause(draw)).flat(),
      ...several(draw, [0, 1, 2, 3], () => atTerminal(draw, draw.pick(terminals), workMs)),
      ...(isLongGone ? [lostMidPayment(draw, draw.pick(terminals), { at: '1s' }, [30_000, 40_000])] : []),
    ],
  };
}

/** Whoever waits for a tab tries what only a till may. */
function seized(draw: Draw, device: string, workMs: number): StepInput {
  return {
    ...{ device, do: 'force-free', tab: draw.pick([1, 1, 2]), when: { kind: 'fact', fact: 'tab-locked' } },
    ...{ ...sometime(draw, workMs), after: formatDuration(draw.pick([1, 500])) },
  };
}

/** What has come while the server stood still it decides at once, when it goes on; and dies with some of that written down. */
function behindAPause(draw: Draw): FaultInput[] {
  const times = draw.pick([2, 4, 8]);
  return [
    { fault: 'server-paused', ...inTheMidst(draw, DECIDING), times, ...lasting(draw, [600, 1_500]) },
    {
      ...{ fault: 'server-killed', when: { kind: 'condition', of: 'server', state: 'resumed' }, times },
      ...{ after: formatDuration(draw.pick([1, 1, 2, 3])), ...lasting(draw, [500, 1_500]) },
    },
  ];
}

function lost(
  draw: Draw,
  faults: readonly string[],
  device: string,
  whens: readonly When[],
  ms: readonly number[],
): FaultInput {
  const moments = whens.map((when) => ({ ...when, [when['kind'] === 'fact' ? 'device' : 'node']: device }));
  return { fault: draw.pick(faults), target: device, ...inTheMidst(draw, moments), ...lasting(draw, ms) };
}

/** A guest who pays nothing in the end; or a terminal that is lost, and back while the guest still looks for the card. */
function atTerminal(draw: Draw, target: string, workMs: number): FaultInput {
  if (draw.chance(50)) {
    const moment = draw.chance(50) ? sometime(draw, workMs) : inTheMidst(draw, PAYING);
    const fault = draw.pick(['card-declined', 'customer-aborts']);
    return { fault, target, ...moment, ...lasting(draw, [5_000, 15_000]) };
  }
  return lostMidPayment(draw, target, sometime(draw, workMs), [500, 2_000, 15_000]);
}

function lostMidPayment(draw: Draw, target: string, moment: object, ms: readonly number[]): FaultInput {
  const stage = draw.pick(['waitingForCard', 'waitingForCard', 'askingHost', 'reporting']);
  return { fault: 'terminal-lost-mid-payment', target, stage, ...moment, ...lasting(draw, ms) };
}
