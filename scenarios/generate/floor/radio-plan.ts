/**
 * Radio plans of floors: rooms side by side, each with an access point, and behind them a kitchen and a cold store
 * without; guests, ovens, people who walk about. Everybody ends where the signal is good, so that everything can settle.
 */
import { ANTENNAS, BANDS, CLIENTS, FACINGS, HELD, MATERIALS, SECURITIES } from '#history/floor-plan';
import { formatDuration } from '../../format/duration.ts';
import { resolveFloor, TILL } from '../../format/floor.ts';
import { scenarioSchema, type ScenarioInput } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import type { FloorInput } from '../stage.ts';

type PlanInput = NonNullable<ScenarioInput['floor']['plan']>;
type StationInput = NonNullable<PlanInput['stations']>[number];
type LevelInput = { at: string; percent: number };

/** A part of the plan from left to right; `home` if everybody has a good signal there. */
type Strip = { left: number; right: number; home: [number, number] | null };

/** How far from its access point somebody is at home, in half metres. */
const HOME = 8;
/** At the end of a run no channel is busier. */
const CALM_PERCENT = 40;

/** A plan for the access points of a floor, for so long a work; none without access points. */
export function drawRadioPlan(draw: Draw, floor: FloorInput, workMs: number): PlanInput | undefined {
  const names = floor.accessPoints ?? [];
  if (names.length === 0) return undefined;
  const height = draw.between(16, 40);
  const width = draw.between(14, 34);
  const points = names.map((name, i) =>
    drawPoint(draw, name, [i * width + draw.between(3, width - 3), draw.between(2, height - 2)], i === 0),
  );
  const strips: Strip[] = points.map(({ at, isHome }, i) => ({
    left: i * width,
    right: (i + 1) * width,
    home: isHome ? at : null,
  }));
  const back: Strip = { left: strips.length * width, right: (strips.length + 1) * width, home: null };
  const plan = { strips: [...strips, back], height, workMs };
  return {
    size: spot([back.right, height]),
    ...(draw.chance(30) ? { furnished: false } : {}),
    ...(draw.chance(30) ? { shadowing: false } : {}),
    ...(draw.chance(60) ? { security: draw.pick(SECURITIES) } : {}),
    accessPoints: points.map(({ at, point }) => ({ ...point, at: spot(at), ...drawLoad(draw, workMs) })),
    walls: strips.flatMap(({ right }) =>
      draw.chance(85) ? [{ from: spot([right, 0]), to: spot([right, height]), material: draw.pick(MATERIALS) }] : [],
    ),
    rooms: draw.chance(70) ? drawRooms(draw, back, height) : [],
    crowds: ['dining', 'terrace seats']
      .slice(0, draw.pick([0, 1, 1, 2, 2]))
      .map((name) => drawCrowd(draw, name, draw.pick(strips), height, workMs)),
    ovens: ['microwave', 'microwave 2']
      .slice(0, draw.pick([0, 1, 1, 2]))
      .map((name) => ({ name, at: anywhere(draw, draw.pick(plan.strips), height) })),
    stations: drawStations(draw, floor, plan),
  };
}

/** Half metres as metres. */
const spot = ([x, y]: readonly [number, number]): number[] => [x / 2, y / 2];

const anywhere = (draw: Draw, { left, right }: Strip, height: number): number[] =>
  spot([draw.between(left, right), draw.between(0, height)]);

/** The first is one by which everybody can be at home. */
function drawPoint(draw: Draw, name: string, at: [number, number], isFirst: boolean) {
  const isHome = isFirst || draw.chance(50);
  const bands = isHome
    ? draw.pick([undefined, [BANDS[0]]])
    : draw.pick([undefined, [BANDS[1]], [BANDS[0]], [...BANDS]]);
  const antenna = isHome ? draw.pick([undefined, 'above-heads'] as const) : draw.pick([undefined, ...ANTENNAS]);
  const point = {
    name,
    ...(bands === undefined ? {} : { bands }),
    ...(!isHome && draw.chance(50) ? { power: draw.pick([5, 10, 17, 23]) } : {}),
    ...(antenna === undefined ? {} : { antenna }),
  };
  return { at, isHome, point };
}

function drawLoad(draw: Draw, workMs: number): { load?: LevelInput[] } {
  return draw.chance(35) ? { load: drawLevels(draw, workMs, CALM_PERCENT) } : {};
}

/** So much from when on; the last of them at most `most`. */
function drawLevels(draw: Draw, workMs: number, most: number): LevelInput[] {
  const count = draw.between(1, 3);
  return Array.from({ length: count }, (_, i) => ({
    at: formatDuration(Math.floor((workMs * i) / (count + 1)) + (i === 0 ? 0 : draw.between(0, 1_000))),
    percent: draw.between(0, i === count - 1 ? most : 95),
  }));
}

function drawRooms(draw: Draw, { left, right }: Strip, height: number): NonNullable<PlanInput['rooms']> {
  const middle = draw.between(left + 4, right - 4);
  const half = draw.between(4, height - 4);
  return [
    {
      name: 'cold store',
      from: spot([middle, 0]),
      to: spot([right, half]),
      walls: draw.pick(['cold-store' as const, 'cold-store' as const, draw.pick(MATERIALS)]),
    },
    { name: 'kitchen', from: spot([left, 0]), to: spot([middle, height]) },
  ];
}

function drawCrowd(draw: Draw, name: string, { left, right }: Strip, height: number, workMs: number) {
  const middle = draw.between(left + 2, right - 2);
  const [from, to] = draw.pick([
    [left, middle],
    [middle, right],
    [left, right],
  ] as const);
  return {
    name,
    from: spot([from, 0]),
    to: spot([to, height]),
    ...(draw.chance(50) ? { guests: drawLevels(draw, workMs, 100) } : {}),
  };
}

type Ways = { strips: Strip[]; height: number; workMs: number };

function drawStations(draw: Draw, floor: FloorInput, ways: Ways): StationInput[] {
  const read = scenarioSchema.shape.floor.parse(floor);
  const said = (entry: FloorInput['devices'][number]): boolean =>
    entry.signal !== undefined || entry.accessPoint !== undefined;
  const free = floor.devices.flatMap((entry, i) =>
    said(entry) ? [] : resolveFloor({ floor: { ...read, devices: read.devices.slice(i, i + 1) } }).devices,
  );
  const inside = new Set(floor.devices.flatMap(({ kind, terminal }) => (kind === 'paypos' ? [terminal] : [])));
  const still = [...(floor.printers ?? []).map(({ name }) => name), ...(floor.till === undefined ? [] : [TILL])];
  return [
    ...free
      .filter(() => draw.chance(85))
      .map(({ name, lan }) => (lan ? { name, at: atHome(draw, ways) } : drawStation(draw, name, ways, 50))),
    ...(floor.terminals ?? [])
      .filter(({ name }) => draw.chance(60) && !inside.has(name))
      .map(({ name }) => drawStation(draw, name, ways, 40)),
    ...still.filter(() => draw.chance(50)).map((name) => ({ name, at: atHome(draw, ways) })),
  ];
}

function atHome(draw: Draw, { strips, height }: Ways): number[] {
  const { left, right, home } = draw.pick(strips.filter((strip) => strip.home !== null));
  const [x, y] = home ?? [left, 0];
  return spot([
    draw.between(Math.max(left, x - HOME), Math.min(right - 1, x + HOME)),
    draw.between(Math.max(0, y - HOME), Math.min(height, y + HOME)),
  ]);
}

function drawStation(draw: Draw, name: string, ways: Ways, walks: number): StationInput {
  const home = atHome(draw, ways);
  return {
    name,
    at: home,
    ...(draw.chance(40) ? { client: draw.pick(CLIENTS) } : {}),
    ...(draw.chance(40) ? { held: draw.pick(HELD) } : {}),
    ...(draw.chance(40) ? { facing: draw.pick(FACINGS) } : {}),
    ...(draw.chance(walks) ? drawWalk(draw, home, ways) : {}),
  };
}

/** Slow and quick walks, half metres in a second. */
const PACES = [1, 2, 3, 6];

/** Out to some places and home again, well before the work is over; perhaps again and again. */
function drawWalk(draw: Draw, home: number[], { strips, height, workMs }: Ways): Partial<StationInput> {
  const pace = draw.pick(PACES);
  const walk: { at: string; to: number[] }[] = [];
  let ms = draw.between(0, Math.floor(workMs / 4));
  let from = home;
  const go = (to: number[], restMs: number): void => {
    ms += 1_000 + metresBetween(from, to) * Math.ceil(2_000 / pace);
    walk.push({ at: formatDuration(ms), to });
    from = to;
    if (restMs === 0) return;
    ms += restMs;
    walk.push({ at: formatDuration(ms), to });
  };
  if (ms > 0) walk.push({ at: formatDuration(ms), to: home });
  for (let left = draw.between(1, 3); left > 0; left -= 1)
    go(
      anywhere(draw, draw.chance(50) ? (strips.at(-1) as Strip) : draw.pick(strips), height),
      draw.pick([0, 1_000, 5_000, 20_000, 60_000]),
    );
  go(home, 0);
  if (ms > workMs) return {};
  const everyMs = ms + draw.between(1, 20_000);
  if (2 * everyMs > workMs || draw.chance(50)) return { walk };
  return { walk, every: formatDuration(everyMs), until: formatDuration(draw.between(everyMs, workMs - everyMs)) };
}

/** At most as far as that, in whole metres: along the walls. */
function metresBetween([ax = 0, ay = 0]: number[], [bx = 0, by = 0]: number[]): number {
  return Math.ceil(Math.abs(ax - bx) + Math.abs(ay - by));
}
