/**
 * The radio plan of a floor as a file says it: where access points, walls, rooms, guests and stations are, and who walks
 * where. Spots are `[x, y]` in metres from the top left corner. `spelledPlan` spells it out for whoever plays it.
 */
import { z } from 'zod';
import { nameSchema as name } from '#protocols/names';
import {
  ANTENNAS,
  BANDS,
  CLIENTS,
  FACINGS,
  HELD,
  MATERIALS,
  SECURITIES,
  type Client,
  type FloorPlan,
  type Level,
  type PlanStation,
  type PlanWall,
  type Spot,
} from '#history/floor-plan';
import { duration } from './duration-schema.ts';

/** Metres; a plan is no larger than this. */
export const LARGEST_PLAN = 200;

const spot = z
  .array(z.number().min(0).max(LARGEST_PLAN))
  .length(2)
  .describe('[x, y] in metres from the top left corner of the plan, rounded to decimetres');
const percent = z.int().min(0).max(100);
const level = z.strictObject({ at: duration.describe('from then on'), percent });
const area = { name, from: spot.describe('a corner, [x, y]'), to: spot.describe('the corner opposite, [x, y]') };
const material = z.enum(MATERIALS);

const accessPoint = z.strictObject({
  name: name.describe('one of the access points of the floor'),
  at: spot,
  bands: z.array(z.enum(BANDS)).min(1).default(['2.4GHz', '5GHz']),
  power: z.int().min(0).max(30).optional().describe('in dBm; 17 at 2.4 GHz and 20 at 5 GHz if absent'),
  antenna: z
    .enum(ANTENNAS)
    .default('good')
    .describe('badly placed is behind metal; above heads it sees half of the guests only'),
  load: z
    .array(level)
    .default([])
    .describe('how busy its channel is with others, from when on; not at all before the first'),
});

const wall = z.strictObject({ from: spot, to: spot, material });

const room = z.strictObject({ ...area, walls: material.optional().describe('its four walls; none if absent') });

const crowd = z.strictObject({
  ...area,
  guests: z.array(level).default([]).describe('how full of guests it is, from when on; empty before the first'),
});

const oven = z.strictObject({ name, at: spot });

const station = z.strictObject({
  name: name.describe('a device, a printer, a payment terminal, or till'),
  at: spot.describe('where it is when the run begins, [x, y]'),
  client: z
    .enum(CLIENTS)
    .optional()
    .describe('how it roams; a device like Windows, a terminal like an old one, a printer like industrial radios'),
  held: z.enum(HELD).default('upright').describe('how it is held: in front, sideways, or on the belt'),
  facing: z
    .enum(FACINGS)
    .optional()
    .describe('whither its operator looks before the first step; what is behind them is shaded by their body'),
  walk: z
    .array(z.strictObject({ at: duration.describe('when it is there'), to: spot }))
    .default([])
    .describe('where it is when; between two of them it is carried from one to the other at an even pace'),
  every: duration.optional().describe('after so long the walk begins anew, from where it has ended'),
  until: duration.optional().describe('no walk begins after this'),
});

export const planSchema = z.strictObject({
  size: spot.describe('width and height in metres'),
  furnished: z.boolean().default(true).describe('with furniture and people, which cost more with the distance'),
  shadowing: z
    .boolean()
    .default(true)
    .describe('whether each place has a signal of its own, some dB up or down, drawn from the seed'),
  security: z
    .enum(SECURITIES)
    .default('psk')
    .describe('how stations are admitted: it decides how long a change of access point takes'),
  accessPoints: z.array(accessPoint).min(1),
  walls: z.array(wall).default([]),
  rooms: z.array(room).default([]),
  crowds: z.array(crowd).default([]),
  ovens: z.array(oven).default([]).describe('microwave ovens; they are on while a fault says so'),
  stations: z.array(station).default([]).describe('who is where; devices that are not listed keep their `signal`'),
});

export type Plan = z.output<typeof planSchema>;
type Station = Plan['stations'][number];

/** What stands on a plan, as far as it decides about radio. */
export type Standing = { of: PlanStation['of']; wired: boolean };

const USUAL_CLIENT: Readonly<Record<PlanStation['of'], Client>> = {
  device: 'windows',
  printer: 'industrial',
  terminal: 'old-terminal',
  till: 'industrial',
};

/** The plan in decimetres, with the walls of rooms among its walls; `standing` tells what goes by the name of a station. */
export function spelledPlan(plan: Plan, standing: (name: string) => Standing | undefined): FloorPlan {
  return {
    size: spotOf(plan.size),
    furnished: plan.furnished,
    shadowing: plan.shadowing,
    security: plan.security,
    accessPoints: plan.accessPoints.map(({ at, power, load, ...point }) => ({
      ...point,
      at: spotOf(at),
      power: power ?? null,
      load: load.map(levelOf),
    })),
    walls: [
      ...plan.walls.map(({ from, to, material: of }) => ({ from: spotOf(from), to: spotOf(to), material: of })),
      ...plan.rooms.flatMap(wallsOf),
    ],
    rooms: plan.rooms.map((one) => ({ name: one.name, from: spotOf(one.from), to: spotOf(one.to) })),
    crowds: plan.crowds.map(({ guests, from, to, name: of }) => ({
      name: of,
      from: spotOf(from),
      to: spotOf(to),
      guests: guests.map(levelOf),
    })),
    ovens: plan.ovens.map(({ name: of, at }) => ({ name: of, at: spotOf(at) })),
    stations: plan.stations.flatMap((one) => {
      const what = standing(one.name);
      return what === undefined ? [] : [stationOf(one, what)];
    }),
  };
}

function stationOf(
  { name: who, at, client, held, facing, walk, every, until }: Station,
  { of, wired }: Standing,
): PlanStation {
  return {
    name: who,
    of,
    at: spotOf(at),
    wired,
    client: client ?? USUAL_CLIENT[of],
    held,
    facing: facing ?? null,
    walk: walk.map((point) => ({ atMs: point.at, to: spotOf(point.to) })),
    everyMs: every ?? null,
    untilMs: until ?? null,
  };
}

const levelOf = ({ at, percent: much }: { at: number; percent: number }): Level => ({ atMs: at, percent: much });

/** Whole decimetres. */
export function spotOf([x = 0, y = 0]: readonly number[]): Spot {
  return [Math.round(x * 10), Math.round(y * 10)];
}

function wallsOf({ from, to, walls }: Plan['rooms'][number]): PlanWall[] {
  if (walls === undefined) return [];
  const [left, top] = spotOf(from);
  const [right, bottom] = spotOf(to);
  const corners: Spot[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return corners.map((corner, i) => ({ from: corner, to: corners[(i + 1) % 4] as Spot, material: walls }));
}
