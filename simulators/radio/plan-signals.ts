/**
 * How strong the access points of a plan are at a spot: power, less what distance, walls, guests, the antenna and the own
 * body cost, give or take the shadowing of the place. Whole dB, tables only. What does not change with people is worked
 * out once for each spot.
 */
import {
  levelAt,
  type Band,
  type Facing,
  type FloorPlan,
  type Held,
  type PlanPoint,
  type Spot,
} from '#history/floor-plan';
import { crosses, isBehind, lengthWithin, squaredDistance } from './geometry.ts';
import { ANTENNA, crowdLoss, distanceLoss, FIRST_METRE, OWN_BODY, USUAL_POWER, WALLS } from './path-loss.ts';
import type { Interference } from './rates.ts';

/** Who carries a device where: `heading` is `[0, 0]` for somebody who has not walked yet. */
export type Carried = { spot: Spot; heading: Spot; facing: Facing | null; held: Held };

/** What people and machines on the floor are at: how full each crowd is, by its name, or null where the plan has its say; and which ovens are on. */
export type Doings = { ms: number; full: (crowd: string) => number | null; isOn: (oven: string) => boolean };

/** Signals of an access point, dBm, by band. */
export type Heard = Partial<Record<Band, number>>;

export type PlanSignals = {
  /** Signals of an access point at somebody in these bands, dBm. */
  hear(point: PlanPoint, bands: readonly Band[], carried: Carried, doings: Doings): Heard;
  /** What else is on the air between both. */
  interference(point: PlanPoint, band: Band, spot: Spot, doings: Doings): Interference;
};

const HEADINGS: Readonly<Record<Facing, Spot>> = { north: [0, -1], east: [1, 0], south: [0, 1], west: [-1, 0] };

/** Shadowing is the same all over a square of this side, decimetres. */
const SHADOW_SIDE = 20;
/** An oven spoils half of all frames near by, a quarter further off, on 2.4 GHz only; decimetres, of a thousand. */
const OVEN: readonly (readonly [within: number, perMille: number])[] = [
  [50, 500],
  [100, 250],
];
/** More than the width of any plan, to number its spots. */
const ROW = 4_096;

/** The signals of a plan; `shadow` draws the shadowing of a named place, in dB, the same each time it is asked. */
export function planSignals(plan: FloorPlan, shadow: (place: string) => number): PlanSignals {
  const steady = new Map<PlanPoint, Record<Band, Map<number, number>>>();

  function worksOut(point: PlanPoint, band: Band, spot: Spot): number {
    const power = point.power ?? USUAL_POWER[band];
    const way = { from: spot, to: point.at };
    let loss = FIRST_METRE[band] + distanceLoss(squaredDistance(spot, point.at), plan.furnished);
    for (const wall of plan.walls) if (crosses(way, wall)) loss += WALLS[wall.material][band];
    loss += ANTENNA[point.antenna][band];
    if (!plan.shadowing) return power - loss;
    const square = spot.map((at) => Math.floor(at / SHADOW_SIDE)).join(' ');
    return power - loss + shadow(`${point.name} ${square}`);
  }

  function steadyDbm(point: PlanPoint, band: Band, spot: Spot): number {
    let known = steady.get(point);
    if (known === undefined) steady.set(point, (known = { '2.4GHz': new Map(), '5GHz': new Map() }));
    const key = spot[0] * ROW + spot[1];
    let dbm = known[band].get(key);
    if (dbm === undefined) known[band].set(key, (dbm = worksOut(point, band, spot)));
    return dbm;
  }

  return {
    hear(point, bands, carried, doings) {
      const { spot } = carried;
      let seated = 0;
      for (const { name, from, to, guests } of plan.crowds) {
        const percent = doings.full(name) ?? levelAt(guests, doings.ms);
        if (percent > 0) seated += lengthWithin({ from: spot, to: point.at }, from, to) * percent;
      }
      const crowd = crowdLoss(seated / 100, point.antenna);
      const heard: Heard = {};
      for (const band of bands) heard[band] = steadyDbm(point, band, spot) - crowd - bodyLoss(point, band, carried);
      return heard;
    },
    interference(point, band, spot, doings) {
      const loadPercent = levelAt(point.load, doings.ms);
      let ovenPerMille = 0;
      for (const { name, at } of band === '2.4GHz' ? plan.ovens : []) {
        if (!doings.isOn(name)) continue;
        const near = Math.min(squaredDistance(at, spot), squaredDistance(at, point.at));
        const [, perMille = 0] = OVEN.find(([within]) => near <= within * within) ?? [];
        ovenPerMille = Math.max(ovenPerMille, perMille);
      }
      return { loadPercent, ovenPerMille };
    },
  };
}

/** A body shades when it stands between device and access point; a device on the belt is always shaded by it. */
function bodyLoss(point: PlanPoint, band: Band, { spot, heading, facing, held }: Carried): number {
  if (held === 'belt') return OWN_BODY.belt[band];
  const looks = heading[0] !== 0 || heading[1] !== 0 ? heading : facing === null ? null : HEADINGS[facing];
  return looks !== null && isBehind(spot, looks, point.at) ? OWN_BODY[held][band] : 0;
}
