import type { Draw } from './draw.ts';

/** Steps of time in which something comes before or after something else: a tick, a commit, a packet, a line on paper. */
const EPSILONS_MS = [1, 1, 2, 5, 20, 60, 250];

/** A length of time in ms, at least 1, at a limit: just under, equal, just over; or far from it. */
export function around(draw: Draw, ms: number): number {
  const epsilonMs = draw.pick(EPSILONS_MS);
  const far = Math.round(ms / draw.between(2, 10));
  return Math.max(1, draw.pick([ms - epsilonMs, ms, ms + epsilonMs, ms + epsilonMs, far, far, ms * 2]));
}

/** A short while, in ms: within the exchange of a few messages, or at a limit. */
export function soon(draw: Draw, limits: readonly number[]): number {
  return draw.chance(65) ? draw.pick([0, 1, 2, 3, 5, 8, 13, 21, 34, 60, 150, 400]) : around(draw, draw.pick(limits));
}
