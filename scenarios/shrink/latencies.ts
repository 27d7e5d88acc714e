/** How slow the links of a run were, told as faults: what a run on the wire went through, and sim would not. */
import type { HistoryEvent } from '#history/events';
import type { ScenarioFault } from '../format/scenario.ts';

/** Faster links need no word: sim has as much by itself. */
const WORTH_TELLING_MS = 50;

/**
 * A `link-latency` for every device whose requests were answered late, for the whole run; half the usual time between
 * request and answer each way. Times of the events are divided by `timeScale`.
 */
export function latenciesOf(events: readonly HistoryEvent[], timeScale: number, durationMs: number): ScenarioFault[] {
  const asked = new Map<string, number>();
  const waits = new Map<string, number[]>();
  for (const event of events) {
    if (event.kind === 'sent') asked.set(`${event.node} ${event.req}`, event.t);
    if (event.kind !== 'reply') continue;
    const since = asked.get(`${event.node} ${event.req}`);
    if (since !== undefined) waits.set(event.node, [...(waits.get(event.node) ?? []), event.t - since]);
  }
  return [...waits].flatMap(([target, all]) => {
    const latencyMs = Math.round((median(all) * timeScale) / 2);
    return latencyMs < WORTH_TELLING_MS ? [] : [{ fault: 'link-latency', at: 0, target, for: durationMs, latencyMs }];
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
