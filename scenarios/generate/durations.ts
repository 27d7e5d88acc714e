/**
 * The server's durations of a floor. Most floors are quick ones: what takes three minutes in a restaurant takes seconds
 * there, so that leases end, payments are parked and enquiries give up within a short run.
 */
import { durationsSchema, type Durations } from '#server/core/config';
import type { Draw } from './draw.ts';

/** What a file says of them. */
export type DurationsInput = { -readonly [K in keyof Durations]?: Durations[K] };

const defaults = durationsSchema.parse(undefined);

/** What every limit is divided by, on most floors. */
const QUICK = [4, 10, 20, 40];

/**
 * Kept as they are. The grace is what the checkers allow, not what the server does. A minute is what terminals ask for,
 * and the simulated ones count real ones.
 */
const FIXED: readonly (keyof Durations)[] = ['graceMs', 'minuteMs'];

export function drawDurations(draw: Draw): DurationsInput {
  if (draw.chance(15)) return {};
  const keys = (Object.keys(defaults) as (keyof Durations)[]).filter((key) => !FIXED.includes(key));
  const divisor = draw.pick(QUICK);
  const durations = draw.chance(80)
    ? Object.fromEntries(keys.map((key) => [key, Math.round(defaults[key] / divisor)]))
    : {};
  return durations;
}

/** All durations of a floor that says only some. */
export function allDurations(some: DurationsInput | undefined): Durations {
  return { ...defaults, ...some };
}
