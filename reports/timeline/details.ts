/**
 * Which events go onto the page word for word: all of them while a run is short, otherwise the findings' own events
 * and what happened around them, then the rare kinds. The rest is on the page as bars and marks, and in the history.
 */
import type { EventKind, HistoryEvent } from '#history/events';
import type { RunResult } from '#checkers/run-result';

const MOST_EVENTS = 5_000;
const MOST_CHARACTERS = 800_000;
const RARE: ReadonlySet<EventKind> = new Set([
  'fault',
  'condition',
  'phase',
  'money',
  'stall',
  'clock-warning',
  'half-printed',
  'storage',
]);

export type Details = [number: number, event: HistoryEvent][];

/** Numbered from 1 as everywhere, in order. */
export function detailsOf(events: readonly HistoryEvent[], result: RunResult): Details {
  const chosen = new Map<number, HistoryEvent>();
  let characters = 0;

  /** Evidence is taken at any size; everything else while there is room. */
  function choose(n: number, anyway: boolean): void {
    const event = events[n - 1];
    if (event === undefined || chosen.has(n)) return;
    const length = JSON.stringify(event).length;
    if (!anyway && (chosen.size >= MOST_EVENTS || characters + length > MOST_CHARACTERS)) return;
    characters += length;
    chosen.set(n, event);
  }

  const evidence = evidenceEvents(result);
  for (const n of evidence) choose(n, true);
  const share = Math.floor(MOST_EVENTS / 2 / Math.max(1, evidence.length) / 2);
  for (const n of evidence) {
    around(events, n, -1, share, (near) => choose(near, false));
    around(events, n, 1, share, (near) => choose(near, false));
  }
  for (const [i, event] of events.entries()) if (RARE.has(event.kind)) choose(i + 1, false);
  const told = events.reduce((count, event) => count + (event.kind === 'heard' ? 0 : 1), 0);
  if (told <= MOST_EVENTS) for (const [i, event] of events.entries()) if (event.kind !== 'heard') choose(i + 1, false);
  return [...chosen].toSorted(([a], [b]) => a - b);
}

/** The numbers of all events that findings name. */
export function evidenceEvents(result: RunResult): number[] {
  return [...new Set(result.checkers.flatMap((checker) => checker.evidence.flatMap((one) => one.events)))];
}

function around(
  events: readonly HistoryEvent[],
  n: number,
  step: 1 | -1,
  count: number,
  near: (n: number) => void,
): void {
  let left = count;
  for (let i = n + step; left > 0 && i >= 1 && i <= events.length; i += step) {
    if (events[i - 1]?.kind === 'heard') continue;
    near(i);
    left -= 1;
  }
}
