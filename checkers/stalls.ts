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

/** No stalls yet. */
export function stalls(): Stalls {
  const windows: [number, number][] = [];
  return {
    seen(event) {
      windows.push([event.fromMs, event.toMs]);
    },
    between: (fromMs, toMs) => windows.some(([from, to]) => from <= toMs && to >= fromMs),
  };
}

export const STALLED = 'the machine stood still in that time';
