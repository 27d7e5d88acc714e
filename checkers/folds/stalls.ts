/**
 * Windows in which the machine itself stood still. A time limit missed while the machine slept proves nothing: what
 * depends on time answers unknown there, so that a slow computer neither invents a bug nor hides one.
 */
import type { EventOf } from '#history/events';

export type Stalls = {
  seen(event: EventOf<'stall'>): void;
  /** Whether the machine stood still at any time between the two. */
  between(fromMs: number, toMs: number): boolean;
};

/** What is shorter does not count where limits are seconds even when the floor is played fast, ms. */
const LEAST_MS = 120;

/** No stalls yet. Where a tenth of a second is a limit, shorter ones count too (`leastMs`). */
export function stalls(leastMs: number = LEAST_MS): Stalls {
  const windows: [number, number][] = [];
  return {
    seen({ fromMs, toMs }) {
      if (toMs - fromMs >= leastMs) windows.push([fromMs, toMs]);
    },
    between: (fromMs, toMs) => windows.some(([from, to]) => from <= toMs && to >= fromMs),
  };
}

export const STALLED = 'the machine stood still in that time';
