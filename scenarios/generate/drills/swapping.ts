/**
 * SmartSwap: ranges with stations of their own beside tabs without, of which some are maintained; the till tells that a
 * station does not run, or does again, and the server dies while one is maintained.
 */
import type { Draw } from '../draw.ts';
import type { StepInput } from '../floor/people.ts';
import type { FloorInput } from '../stage.ts';
import { HASTY, OPERATORS, inTheMidst, lasting, several, sometime, type Drill } from './drill.ts';

const STATIONS = ['terrace', 'cellar'];
const ARTICLES = [
  { name: 'Pils', cents: 420, place: 'bar' },
  { name: 'Tagessuppe', cents: 690, place: 'kitchen' },
];

export function drawSwapping(draw: Draw, workMs: number): Drill {
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: 4 },
      articles: ARTICLES,
      devices: ['A1', 'A2']
        .slice(0, draw.pick([1, 2]))
        .map((name) => ({ name, ...(draw.chance(30) ? { kind: 'client' as const } : {}) })),
      till: { operator: 'Anna' },
      printers: ['counter', 'kitchen'].map((name) => ({ name, line: '10ms' })),
      places: { kitchen: 'kitchen', bar: 'counter' },
      smartSwap: drawSwap(draw),
    },
    durations: { heartbeatMs: 1_000, leaseMs: 6_000, toleranceMs: 1_000, restartGraceMs: 1_000 },
    habits: {
      ...{ ...HASTY, returnPercent: 0, think: '300ms', bookings: { from: 1, to: 1 } },
      ...{ billPercent: draw.pick([20, 60]), cardPercent: 0 },
    },
    steps: several(draw, [1, 2, 4], () => told(draw, workMs)),
    faults: several(draw, [1, 2, 3], () => ({
      ...{ fault: 'server-killed', ...lasting(draw, [300, 1_500]) },
      ...(draw.chance(50) ? sometime(draw, workMs) : inTheMidst(draw, [{ kind: 'fact', fact: 'tab-released' }])),
    })),
  };
}

/** Two of four tabs are in a range. */
function drawSwap(draw: Draw): NonNullable<FloorInput['smartSwap']> {
  return {
    stations: STATIONS.map((name) => ({
      name,
      articles: ARTICLES.map((one) => ({ ...one, cents: one.cents + draw.pick([0, 50]) })),
      printers: { kitchen: draw.pick(['counter', 'kitchen']) },
      ...(draw.chance(20) ? { runs: false } : {}),
    })),
    areas: STATIONS.map((station, i) => ({ from: i + 1, to: i + 1, station, maintain: draw.chance(60) })),
    ...(draw.chance(30) ? { layoutChange: true } : {}),
  };
}

function told(draw: Draw, workMs: number): StepInput {
  const act = draw.pick(['station-down', 'station-down', 'station-up'] as const);
  return { device: 'till', do: act, station: draw.pick(STATIONS), ...sometime(draw, workMs) };
}
