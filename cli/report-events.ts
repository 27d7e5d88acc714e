/** The events a report is drawn from: all of a run, as long as a page that shows them can still be opened. */
import { TwinError } from '#protocols/errors';
import type { HistoryEvent } from '#history/events';

const MOST = 1_000_000;

export type ReportEvents = {
  event: (event: HistoryEvent) => void;
  /** Errors: `history-too-long`. */
  events(): HistoryEvent[];
};

/** Keeps events until there are too many; then none. */
export function reportEvents(most = MOST): ReportEvents {
  const kept: HistoryEvent[] = [];
  let count = 0;
  return {
    event(event) {
      count += 1;
      if (count <= most) kept.push(event);
      else kept.length = 0;
    },
    events() {
      if (count > most) throw new TwinError('history-too-long', `${count} events, at most ${most}.`);
      return kept;
    },
  };
}
