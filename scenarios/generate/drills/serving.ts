/**
 * Thin clients at work: their keys one after the other, on screens that change under the finger, while connections drop,
 * devices go away and come back, and the server dies. Freestyle devices want a slot more than there are, clones and more
 * clients than licences come along, who looks through a camera is cut off, and who had a card scanned orders once more.
 * On some drills people do little but look, long enough to see that nothing more comes of a camera.
 */
import { RIGHTS } from '#protocols/mpos/tab-changes';
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { FaultInput } from '../faults.ts';
import type { StepInput } from '../floor/people.ts';
import type { When } from '../moments.ts';
import type { FloorInput } from '../stage.ts';
import {
  HASTY,
  ONE_PRINTER,
  OPERATORS,
  drawTerminal,
  inTheMidst,
  lasting,
  longMenu,
  several,
  sometime,
  type Drill,
} from './drill.ts';

/** How often the driver of a camera that is unplugged does not say so. */
const HANGS_PERCENT = 40;
const CAMERAS = [
  { name: 'door', kind: 'usb' as const },
  { name: 'bar', kind: 'integrated' as const },
  { name: 'yard', kind: 'ip' as const },
];
/** A drill is small. */
const MOST_DEVICES = 5;
/** What takes a device from the floor, for shorter or longer than its place is kept. */
const AWAY = ['link-drop', 'link-drop', 'half-open', 'switched-off', 'put-away', 'app-frozen', 'out-of-range'];
const TAPPED: readonly When[] = [
  { kind: 'tap' },
  { kind: 'fact', fact: 'booked' },
  { kind: 'fact', fact: 'signed-on' },
];
/** Something has come of a card. */
const TOLD: readonly When[] = [
  { kind: 'fact', fact: 'redeemed' },
  { kind: 'fact', fact: 'customer-known' },
  { kind: 'fact', fact: 'card-refused' },
];
/** Somebody looks. */
const WATCHED: readonly When[] = [{ kind: 'frame-taken', node: 'door' }, { kind: 'frame-shown' }];

export function drawServing(draw: Draw, workMs: number): Drill {
  const freestyle = ['F1', 'F2', 'F3'].slice(0, draw.pick([1, 2, 3]));
  const clients = ['C1', 'C2'].slice(0, draw.pick([0, 1, 2]));
  const devices = [...freestyle, ...clients];
  const reset = draw.chance(40) ? draw.pick(freestyle) : undefined;
  const leaseMs = draw.pick(reset === undefined ? [4_000, 8_000] : [8_000, 20_000]);
  const drill = drawTapping(draw, devices, workMs, leaseMs);
  const watched = draw.chance(20) ? drawWatching(draw, devices, workMs) : undefined;
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: draw.pick([1, 2, 3]) },
      devices: [
        ...freestyle.map((name) => ({ name, kind: 'freestyle' as const, operator: draw.pick(OPERATORS) })),
        ...clients.map((name) => ({
          ...{ name, kind: 'client' as const },
          // Set up as another one.
          ...(name !== 'C1' && draw.chance(40) ? { as: 'C1' } : {}),
        })),
        ...(draw.chance(30) && devices.length < MOST_DEVICES ? [{ name: 'A1' }] : []),
      ],
      till: { operator: 'Anna', cameras: CAMERAS },
      freestyle: { limit: draw.pick([1, 2, 3]), ...(draw.chance(30) ? { operators: draw.some(OPERATORS, 2) } : {}) },
      ...ONE_PRINTER,
      ...(draw.chance(25) ? { articles: longMenu(draw) } : {}),
      terminals: drawTerminals(draw).map((name) => ({
        ...drawTerminal(draw, name, '300ms', '300ms'),
        tipPercent: draw.pick([0, 50, 100]),
      })),
      services: { vouchers: {} },
      simpleOrder: { tab: 9, article: 'Pils' },
      ...(draw.chance(50) ? { licences: { client: 1 } } : {}),
      ...drawRights(draw),
    },
    durations: { ...drill.durations, ...watched?.durations },
    habits: { ...drill.habits, ...watched?.habits },
    steps: [
      ...(reset === undefined ? [] : [{ device: reset, do: 'sign-up' as const, at: draw.pick(['900ms', '1s100ms']) }]),
      ...freestyle.flatMap((device) => placesWanted(draw, device, workMs)),
      ...(draw.chance(50) ? devices.flatMap((device) => onceMore(draw, device)) : []),
    ],
    faults: [...(watched?.faults ?? drill.faults), ...(reset === undefined ? [] : leftBehind(draw, reset))],
  };
}

/** Two; or one for each of a large house, and screens are full of keys. */
function drawTerminals(draw: Draw): string[] {
  return Array.from({ length: draw.chance(8) ? 24 : 2 }, (_, i) => `pt${i + 1}`);
}

/** Key after key, while all kinds of things happen to the devices, the server, and what it asks. */
function drawTapping(
  draw: Draw,
  devices: readonly string[],
  workMs: number,
  leaseMs: number,
): Pick<Drill, 'durations' | 'habits' | 'faults'> {
  return {
    durations: {
      ...{ heartbeatMs: 1_000, toleranceMs: 1_000, orphanAfterMs: 2_000, leaseMs, restartGraceMs: 2_000 },
      ...{ cardWaitMs: draw.pick([500, 2_000, 10_000]), paymentHoldMs: draw.pick([3_000, 20_000]) },
    },
    habits: {
      ...{ ...HASTY, think: draw.pick(['300ms', '600ms']), bookings: { from: 1, to: 2 }, billPercent: 30 },
      ...{ cardPercent: 30, confirmPercent: 100, partPercent: draw.pick([0, 40]), changePercent: draw.pick([0, 60]) },
      ...{ scanPercent: draw.pick([0, 60]), cameraPercent: draw.pick([0, 60]), reversePercent: draw.pick([0, 40]) },
      ...{ simpleOrderPercent: draw.pick([0, 40]), takingsPercent: 20, reprintPercent: 20, twicePercent: 20 },
      ...{ signOffPercent: draw.pick([0, 20]), otherTerminalPercent: 50 },
    },
    faults: [
      ...several(draw, [1, 2, 3, 4], () => awayFor(draw, draw.pick(devices), workMs, leaseMs)),
      ...several(draw, [0, 0, 1, 2], () => ({
        ...{ fault: 'server-killed', ...inTheMidst(draw, TAPPED), ...lasting(draw, [300, 1_500]) },
      })),
      ...several(draw, [0, 1, 2], () => ({
        ...{
          fault: 'camera-unplugged',
          target: 'door',
          ...inTheMidst(draw, WATCHED),
          ...lasting(draw, [1_000, 5_000]),
          hangs: draw.chance(HANGS_PERCENT),
        },
      })),
      ...several(draw, [0, 1, 1], () => ({
        ...{ fault: 'service-slow', target: 'vouchers', ...sometime(draw, workMs), ...lasting(draw, [5_000, 15_000]) },
        slowMs: draw.pick([500, 1_500, 4_000]),
      })),
    ],
  };
}

/** People who look for longer than a camera is waited for, and a camera that is unplugged, or a device that is away, meanwhile. */
function drawWatching(
  draw: Draw,
  devices: readonly string[],
  workMs: number,
): Pick<Drill, 'durations' | 'habits' | 'faults'> {
  return {
    durations: { cameraFrameMs: 2_500, graceMs: 2_000 },
    habits: {
      ...{ think: draw.pick(['10s', '20s']), cameraPercent: 80, scanPercent: 0, reversePercent: 0 },
      ...{ simpleOrderPercent: 0, takingsPercent: 0, reprintPercent: 0, signOffPercent: 0, twicePercent: 0 },
    },
    faults: several(draw, [0, 1, 2, 3], () =>
      draw.chance(70)
        ? {
            ...{ fault: 'camera-unplugged', target: draw.pick(['door', 'bar']) },
            ...inTheMidst(draw, [{ kind: 'frame-shown' }]),
            ...lasting(draw, [5_000, 15_000]),
            hangs: draw.chance(HANGS_PERCENT),
          }
        : {
            ...{ fault: draw.pick(AWAY), target: draw.pick(devices) },
            ...(draw.chance(50) ? inTheMidst(draw, [{ kind: 'frame-shown' }]) : sometime(draw, workMs)),
            ...lasting(draw, [5_000, 20_000]),
          },
    ),
  };
}

/** When something has come of its card, a guest orders once more, and the tab is not closed yet. */
function onceMore(draw: Draw, device: string): StepInput[] {
  return several(draw, [1, 2], () => ({
    ...{ device, do: 'book' as const, lines: draw.pick([1, 2, 3]), when: draw.pick(TOLD) },
    after: formatDuration(draw.pick([1, 150])),
  }));
}

/** Who may do what, for some. */
function drawRights(draw: Draw): Pick<FloorInput, 'rights'> {
  if (draw.chance(50)) return {};
  return { rights: Object.fromEntries(OPERATORS.map((operator) => [operator, draw.some(RIGHTS, RIGHTS.length)])) };
}

/** It gives its place back now and then, and wants one again. */
function placesWanted(draw: Draw, device: string, workMs: number): StepInput[] {
  return several(draw, [0, 1, 2], () => draw.pick(['leave', 'sign-up', 'sign-up'] as const)).map((deed) => ({
    ...{ device, do: deed, ...sometime(draw, workMs) },
  }));
}

function awayFor(draw: Draw, target: string, workMs: number, leaseMs: number): FaultInput {
  const there = TAPPED.map((when) => ({ ...when, [when['kind'] === 'fact' ? 'device' : 'node']: target }));
  const moment = draw.chance(40) ? sometime(draw, workMs) : inTheMidst(draw, there);
  return { fault: draw.pick(AWAY), target, ...moment, ...lasting(draw, [1, 500, 2_000, leaseMs, leaseMs + 4_000]) };
}

/**
 * Signed up twice, it has the code that counts no more, so its place is a new one when its app is reset with a tab open;
 * whoever has signed on again opens another tab, and is away for a moment.
 */
function leftBehind(draw: Draw, target: string): FaultInput[] {
  const when: When = { kind: 'fact', fact: 'tab-locked', device: target };
  return [
    { fault: 'app-frozen', target, when, after: formatDuration(draw.pick([300, 1_500])), for: '300ms' },
    {
      ...{ fault: draw.pick(['link-drop', 'switched-off']), target, when },
      ...{ after: formatDuration(draw.pick([300, 900, 2_000])), times: 8, for: '300ms' },
    },
  ];
}
