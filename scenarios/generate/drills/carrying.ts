/**
 * What is in people's hands: clocks that are wrong, go wrong, or are set right; old hardware that takes its time; calls
 * that lie over the app; devices that are started anew, in the wrong network, without their app, or without a server.
 */
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import { drawFault, type FaultInput } from '../faults.ts';
import type { StepInput } from '../floor/people.ts';
import { stageOf, type FloorInput } from '../stage.ts';
import { HASTY, ONE_PRINTER, OPERATORS, lasting, several, sometime, type Drill } from './drill.ts';

const DEVICES = ['A1', 'A2', 'C1'];
/** A clock is wrong from here on. */
const SKEW_MS = 60_000;
/** What it needs to start. */
const MISSING = ['app-missing', 'other-network', 'server-killed'];
/** What keeps it, or whoever has it, from what it is for. */
const HELD_UP = ['call', 'call', 'old-hardware', 'app-frozen'];
const AWAY = ['switched-off', 'switched-off', 'link-drop', 'put-away'];

export function drawCarrying(draw: Draw, workMs: number): Drill {
  const floor: FloorInput = {
    operators: OPERATORS,
    tables: { from: 1, to: draw.pick([2, 3]) },
    devices: DEVICES.map((name) => ({ name, kind: draw.pick(name === 'C1' ? KINDS.thin : KINDS.own) })),
    ...ONE_PRINTER,
  };
  const durations = {
    ...{ heartbeatMs: 1_000, toleranceMs: 1_000, leaseMs: draw.pick([4_000, 10_000]), restartGraceMs: 2_000 },
    clockSkewWarnMs: SKEW_MS,
  };
  const stage = stageOf(floor, durations, workMs);
  const wrong = draw.pick(DEVICES);
  return {
    floor,
    durations,
    habits: { ...HASTY, think: '600ms', bookings: { from: 1, to: 2 }, billPercent: 30, handOverPercent: 20 },
    steps: several(draw, [0, 4, 8], () => touched(draw, workMs)),
    faults: [
      ...several(draw, [0, 1, 2, 4], () => wrongClock(draw, draw.chance(70) ? wrong : draw.pick(DEVICES), workMs)),
      ...several(draw, [0, 1, 2], () => startedAnew(draw, draw.pick([wrong, ...DEVICES]), workMs)).flat(),
      ...several(draw, [0, 1, 2], () => drawFault(draw, draw.pick(HELD_UP), stage, [])),
    ],
  };
}
const KINDS = { own: ['handheld', 'handheld', 'tablet'], thin: ['client', 'client', 'handheld'] } as const;

/** Just wrong or just not, fast or slow, from the start or for a while; a server's clock that is set does the same. */
function wrongClock(draw: Draw, target: string, workMs: number): FaultInput {
  const ms = draw.pick([SKEW_MS - 1, SKEW_MS, SKEW_MS + 1, 2 * SKEW_MS]) * draw.pick([1, -1]);
  const moment = draw.chance(30) ? { at: '0ms' } : sometime(draw, workMs);
  const lasts = draw.chance(70) ? lasting(draw, [2_000, 5_000, 15_000]) : {};
  return draw.chance(80)
    ? { fault: 'clock-skew', target, skewMs: ms, ...moment, ...lasts }
    : { fault: 'server-clock-step', stepMs: ms, ...moment, ...lasts };
}

/** Off the floor and back again, to where one or two of the things are missing that it needs to start. */
function startedAnew(draw: Draw, target: string, workMs: number): FaultInput[] {
  const atMs = draw.between(0, workMs - 1);
  const awayMs = draw.pick([500, 3_000, 8_000]);
  const missing = several(draw, [0, 1, 2], () => {
    const fault = draw.pick(MISSING);
    const beginsMs = Math.min(workMs - 1, atMs + draw.between(0, awayMs));
    return {
      ...{ fault, at: formatDuration(beginsMs), ...lasting(draw, [awayMs, awayMs + 5_000, 15_000]) },
      ...(fault === 'server-killed' ? {} : { target }),
    };
  });
  const away = { fault: draw.pick(AWAY), target, at: formatDuration(atMs), for: formatDuration(awayMs) };
  return [away, ...missing];
}

/** Somebody does something on a device at a time, whatever it shows then. */
function touched(draw: Draw, workMs: number): StepInput {
  const moment = { device: draw.pick(DEVICES), ...sometime(draw, workMs) };
  const tab = draw.between(1, 2);
  return draw.chance(40)
    ? { ...moment, do: 'open', tab }
    : { ...moment, do: draw.pick(['new-balance', 'bill', 'sign-off'] as const) };
}
