/**
 * Events of a wire run in the order of their times. Facts come from the server's journal with the server's time and
 * arrive a little after what they caused, so events wait for a moment before they become history.
 */
import type { EventBody, HistoryEvent } from '#history/events';

/**
 * How long an event waits for earlier ones to arrive, in ms: a server that loads its fonts or draws many screens at once
 * tells its facts as late as that.
 */
const PATIENCE_MS = 3_000;

export type Timeline = {
  /** Something that happened now. */
  record(node: string, body: EventBody): void;
  /** Something that happened at the given time of the run. */
  recordAt(t: number, node: string, body: EventBody): void;
  /** Hands over what has waited long enough; everything with `all`. */
  flush(all?: boolean): void;
};

/** Collects events; `out` gets them ordered. `now` is the run's clock. */
export function createTimeline(now: () => number, out: (event: HistoryEvent) => void): Timeline {
  let waiting: HistoryEvent[] = [];
  const put = (t: number, node: string, body: EventBody): void => {
    waiting.push({ t: Math.round(t), node, ...body } as HistoryEvent);
  };
  return {
    record: (node, body) => put(now(), node, body),
    recordAt: put,
    flush(all = false) {
      const until = all ? Number.POSITIVE_INFINITY : now() - PATIENCE_MS;
      const due = waiting.filter((event) => event.t <= until);
      if (due.length === 0) return;
      waiting = waiting.filter((event) => event.t > until);
      for (const event of due.toSorted((a, b) => a.t - b.t)) out(event);
    },
  };
}
