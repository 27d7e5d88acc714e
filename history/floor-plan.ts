/**
 * The radio plan of a floor as the header of a history tells it: where access points, walls, rooms, guests and stations
 * are, and who walks where. Places are in whole decimetres from the top left corner, times in ms of the scenario, so
 * that whoever plays a run, judges it or draws it comes to the same place at the same time.
 */

/** What walls are made of; simulators/radio/path-loss.ts has what they cost. */
export const MATERIALS = [
  'plasterboard',
  'wood-door',
  'glass',
  'coated-glass',
  'brick-12',
  'brick-24',
  'concrete-10',
  'concrete-20',
  'metal',
  'cold-store',
  'cold-store-open',
] as const;
export type Material = (typeof MATERIALS)[number];

/** How the antenna of an access point is placed. */
export const ANTENNAS = ['good', 'badly-placed', 'above-heads'] as const;
export type Antenna = (typeof ANTENNAS)[number];

export const BANDS = ['2.4GHz', '5GHz'] as const;
export type Band = (typeof BANDS)[number];

/** What decides when a station changes its access point. */
export const CLIENTS = ['ios', 'samsung', 'android', 'windows', 'industrial', 'old-terminal'] as const;
export type Client = (typeof CLIENTS)[number];

/** How stations are admitted by an access point: it decides how long a change takes. */
export const SECURITIES = ['11r', '11k', 'psk', '802.1X'] as const;
export type Security = (typeof SECURITIES)[number];

/** How a device is held: before the body, beside it, or hung on the belt. */
export const HELD = ['upright', 'sideways', 'belt'] as const;
export type Held = (typeof HELD)[number];

/** Whither a person looks; north is up on the plan. */
export const FACINGS = ['north', 'east', 'south', 'west'] as const;
export type Facing = (typeof FACINGS)[number];

/** Decimetres from the left and from the top. */
export type Spot = readonly [x: number, y: number];
/** From when on something is so much, in per cent. */
export type Level = { atMs: number; percent: number };
export type WalkPoint = { atMs: number; to: Spot };

export type PlanPoint = {
  name: string;
  at: Spot;
  bands: readonly Band[];
  /** Radiated power in dBm, if it is not what is usual in its band. */
  power: number | null;
  antenna: Antenna;
  load: readonly Level[];
};
export type PlanWall = { from: Spot; to: Spot; material: Material };
export type PlanRoom = { name: string; from: Spot; to: Spot };
export type PlanCrowd = PlanRoom & { guests: readonly Level[] };
export type PlanOven = { name: string; at: Spot };
export type PlanStation = {
  name: string;
  of: 'device' | 'printer' | 'terminal' | 'till';
  at: Spot;
  /** By cable: it stands on the plan, and has no radio. */
  wired: boolean;
  client: Client;
  held: Held;
  /** Null if nobody's body is near, or it does not matter whither it looks. */
  facing: Facing | null;
  walk: readonly WalkPoint[];
  /** After so long the walk begins anew, if that is before `untilMs`; null if it is walked once, and for ever. */
  everyMs: number | null;
  untilMs: number | null;
};

export type FloorPlan = {
  size: Spot;
  furnished: boolean;
  shadowing: boolean;
  security: Security;
  accessPoints: readonly PlanPoint[];
  /** Those of rooms among them. */
  walls: readonly PlanWall[];
  rooms: readonly PlanRoom[];
  crowds: readonly PlanCrowd[];
  ovens: readonly PlanOven[];
  stations: readonly PlanStation[];
};

type Walker = Pick<PlanStation, 'at' | 'walk' | 'everyMs' | 'untilMs'>;

/** Where somebody is at a time, and the direction of the way walked last; `[0, 0]` before the first step. */
export function whereAt(walker: Walker, ms: number): { spot: Spot; heading: Spot } {
  const { walk } = walker;
  const t = timeOfRound(walker, ms);
  let from = startOf(walker, ms);
  let fromMs = 0;
  let heading: Spot = [0, 0];
  for (const { atMs, to } of walk) {
    if (to[0] !== from[0] || to[1] !== from[1]) heading = [to[0] - from[0], to[1] - from[1]];
    if (t < atMs) {
      const share = t - fromMs;
      const whole = atMs - fromMs;
      return {
        spot: [
          from[0] + Math.round(((to[0] - from[0]) * share) / whole),
          from[1] + Math.round(((to[1] - from[1]) * share) / whole),
        ],
        heading,
      };
    }
    from = to;
    fromMs = atMs;
  }
  return { spot: from, heading };
}

/** When somebody moves next, at `ms` or later; null if never again. */
export function movesNext(walker: Walker, ms: number): number | null {
  const { walk, everyMs } = walker;
  if (walk.length === 0) return null;
  const t = timeOfRound(walker, ms);
  let from = startOf(walker, ms);
  let fromMs = 0;
  for (const { atMs, to } of walk) {
    if (t < atMs && (to[0] !== from[0] || to[1] !== from[1])) return ms + Math.max(0, fromMs - t);
    from = to;
    fromMs = atMs;
  }
  return everyMs === null || t >= everyMs || isLastRound(walker, ms) ? null : ms + (everyMs - t);
}

/** What a level is at a time; 0 before the first. */
export function levelAt(levels: readonly Level[], ms: number): number {
  return levels.findLast(({ atMs }) => atMs <= ms)?.percent ?? 0;
}

/** How long ago the round began that is walked at a time; the last one is over when it is over. */
function timeOfRound({ everyMs, untilMs }: Walker, ms: number): number {
  if (everyMs === null) return ms;
  const last = untilMs === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(untilMs / everyMs)) - 1;
  return ms - Math.min(last, Math.floor(ms / everyMs)) * everyMs;
}

function isLastRound({ everyMs, untilMs }: Walker, ms: number): boolean {
  if (everyMs === null || untilMs === null) return false;
  return Math.floor(ms / everyMs) + 1 >= Math.ceil(untilMs / everyMs);
}

/** A walk that begins anew begins where it has ended. */
function startOf({ at, walk, everyMs }: Walker, ms: number): Spot {
  return everyMs !== null && ms >= everyMs ? (walk.at(-1)?.to ?? at) : at;
}
