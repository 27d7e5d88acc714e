/** Lines on a plan, in whole numbers: whether two cross, how much of one is within a rectangle, what lies behind. */
import type { Spot } from '#history/floor-plan';

type Line = { from: Spot; to: Spot };

/** The whole root of a whole number; exact, whatever an engine makes of the last bit of a root. */
export function wholeRoot(n: number): number {
  let root = Math.floor(Math.sqrt(n));
  while (root * root > n) root -= 1;
  while ((root + 1) * (root + 1) <= n) root += 1;
  return root;
}

/** Distance of two spots, squared. */
export function squaredDistance(a: Spot, b: Spot): number {
  const dx = a[0] - b[0];
  const dy = a[1] - b[1];
  return dx * dx + dy * dy;
}

/** Whether two lines meet; to touch is to meet, but two that lie in one line do not. */
export function crosses(a: Line, b: Line): boolean {
  const ab = side(a, b.from) * side(a, b.to);
  const ba = side(b, a.from) * side(b, a.to);
  return ab <= 0 && ba <= 0 && !(ab === 0 && ba === 0 && isParallel(a, b));
}

/** On which side of a line a spot is: -1, 0, 1. */
function side({ from, to }: Line, spot: Spot): number {
  return Math.sign((to[0] - from[0]) * (spot[1] - from[1]) - (to[1] - from[1]) * (spot[0] - from[0]));
}

function isParallel(a: Line, b: Line): boolean {
  return (a.to[0] - a.from[0]) * (b.to[1] - b.from[1]) === (a.to[1] - a.from[1]) * (b.to[0] - b.from[0]);
}

/** Shares of a line are counted in thousandths. */
const WHOLE = 1_000;

/** How much of a line is within the rectangle between two corners, in the unit of the spots, rounded down. */
export function lengthWithin({ from, to }: Line, one: Spot, other: Spot): number {
  let enter = 0;
  let leave = WHOLE;
  for (const axis of [0, 1] as const) {
    const low = Math.min(one[axis], other[axis]);
    const high = Math.max(one[axis], other[axis]);
    const start = from[axis];
    const run = to[axis] - start;
    if (run === 0) {
      if (start < low || start > high) return 0;
      continue;
    }
    const first = Math.floor((((run > 0 ? low : high) - start) * WHOLE) / run);
    const last = Math.floor((((run > 0 ? high : low) - start) * WHOLE) / run);
    enter = Math.max(enter, first);
    leave = Math.min(leave, last);
  }
  if (leave <= enter) return 0;
  return Math.floor((wholeRoot(squaredDistance(from, to)) * (leave - enter)) / WHOLE);
}

/** Whether a spot lies behind somebody who looks along a heading: in the quarter round the back. */
export function isBehind(at: Spot, heading: Spot, spot: Spot): boolean {
  const dx = spot[0] - at[0];
  const dy = spot[1] - at[1];
  const ahead = heading[0] * dx + heading[1] * dy;
  const aside = heading[0] * dy - heading[1] * dx;
  return ahead < 0 && -ahead >= Math.abs(aside);
}
