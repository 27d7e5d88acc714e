/**
 * Ways to the server: cables that are out or bad, a second path that comes and goes or is switched off, access points that
 * restart, and people who walk with their devices to where no signal is. Some are on the air, some by cable, and the
 * same happens to both.
 */
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import { drawFault, possibleFaults, type FaultInput } from '../faults.ts';
import { stageOf, type FloorInput } from '../stage.ts';
import { HASTY, OPERATORS, drawTerminal, several, type DeviceInput, type Drill } from './drill.ts';

const ACCESS_POINTS = ['inside', 'garden'];
const REDUNDANCY = ['off', 'off', 'stp', 'rstp', 'rstp', 'router'] as const;
/** What is on the way. */
const OF_CABLES = ['cable-out', 'cable-out', 'bad-cable'];
const OF_THE_AIR = ['access-point-reboot', 'access-point-reboot', 'out-of-range', 'carried'];
const OF_PATHS = ['path-flaps', 'path-flaps'];
/** Limits that are met within seconds. */
const QUICK: DurationsInput = { heartbeatMs: 1_000, toleranceMs: 1_000, orphanAfterMs: 2_000, restartGraceMs: 2_000 };

export function drawReaching(draw: Draw, workMs: number): Drill {
  const hasPlan = draw.chance(50);
  const floor = drawGround(draw, hasPlan);
  const plan = hasPlan ? drawHouse(draw, floor, workMs) : undefined;
  const planned = plan === undefined ? floor : { ...floor, plan };
  const durations = { ...QUICK, leaseMs: draw.pick([4_000, 10_000]) };
  return {
    floor: planned,
    durations,
    habits: { ...HASTY, think: '600ms', bookings: { from: 1, to: 2 }, billPercent: 30, handOverPercent: 30 },
    faults: drawOnTheWay(draw, planned, durations, workMs),
  };
}

/** Some by cable, and some by radio; who is at an access point by name is not on a plan. */
function drawGround(draw: Draw, hasPlan: boolean): FloorInput {
  const onTheAir = (name: string): DeviceInput => ({
    name,
    ...(draw.chance(hasPlan ? 20 : 60) ? { accessPoint: draw.pick(ACCESS_POINTS) } : {}),
  });
  return {
    operators: OPERATORS,
    tables: { from: 1, to: draw.pick([2, 3]) },
    devices: [
      onTheAir('A1'),
      { ...onTheAir('A2'), kind: draw.pick(['tablet', 'client'] as const) },
      { name: 'T1', kind: 'tablet', lan: true },
      ...(draw.chance(50) ? [{ name: 'C1', kind: 'client' as const, lan: true }] : []),
    ],
    ...(draw.chance(50) ? { till: { operator: 'Anna' } } : {}),
    printers: [
      { name: 'kitchen', line: '10ms', lan: draw.chance(50), alternatives: ['counter'] },
      { name: 'counter', line: '10ms' },
    ],
    ...{ places: { kitchen: 'kitchen', bar: 'counter' }, fallbackPrinter: 'counter' },
    terminals: [drawTerminal(draw, 'pt1', '300ms', '300ms')],
    ...{ accessPoints: ACCESS_POINTS, redundancy: draw.pick(REDUNDANCY) },
  };
}

/** A dining room and a garden, and behind them a cold store into which nothing reaches; some walk there and back. */
function drawHouse(draw: Draw, { devices }: FloorInput, workMs: number): FloorInput['plan'] {
  const onTheAir = devices.flatMap(({ name = '', lan, accessPoint }) =>
    lan === true || accessPoint !== undefined ? [] : [name],
  );
  return {
    size: [30, 12],
    ...(draw.chance(50) ? { shadowing: false } : {}),
    accessPoints: ACCESS_POINTS.map((name, i) => ({ name, at: [4 + 10 * i, 6] })),
    rooms: [{ name: 'cold store', from: [24, 0], to: [30, 12], walls: 'cold-store' }],
    stations: onTheAir.map((name) => {
      const home = [draw.between(2, 6), draw.between(3, 9)];
      return { name, at: home, walk: draw.chance(70) ? drawWay(draw, home, workMs) : [] };
    }),
  };
}

/** To the cold store or the garden, some time there, and back home. */
function drawWay(draw: Draw, home: number[], workMs: number): { at: string; to: number[] }[] {
  const there = draw.pick([COLD, COLD, GARDEN]);
  let ms = draw.between(500, Math.floor(workMs / 3));
  return [home, there, there, home].map((to, i) => {
    if (i > 0) ms += draw.pick(i === 2 ? STAYS_MS : [6_000, 9_000]);
    return { at: formatDuration(ms), to };
  });
}
/** Shorter than it takes to be noticed, or longer than anything that was sent may still be under way. */
const STAYS_MS = [1_000, 5_000, 15_000, 40_000, 40_000];
const COLD = [27, 6];
const GARDEN = [20, 6];

/** A second path that is switched off comes and goes as well: nothing may come of it. */
function drawOnTheWay(draw: Draw, floor: FloorInput, durations: DurationsInput, workMs: number): FaultInput[] {
  const stage = stageOf(floor, durations, workMs);
  const possible = [...possibleFaults(stage), ...OF_PATHS];
  const some = [...OF_CABLES, ...OF_THE_AIR, ...OF_PATHS].filter((name) => possible.includes(name));
  return several(draw, [1, 2, 3, 4], () => drawFault(draw, draw.pick(some), stage, []));
}
