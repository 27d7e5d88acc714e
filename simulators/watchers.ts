/**
 * Who wants to know of events as they are recorded: faults and steps that wait for something to happen. They say which
 * kind of event, and of which node, so that an event looks up those few instead of asking everybody.
 */
import type { EventKind, HistoryEvent } from '#history/events';

export type EventFilter = { kind?: EventKind; node?: string };
export type Watch = (filter: EventFilter, see: (event: HistoryEvent) => void) => () => void;
export type Watchers = { watch: Watch; tell(event: HistoryEvent): void };

const keyOf = ({ kind = '*', node = '*' }: { kind?: string; node?: string }): string => `${kind} ${node}`;

/** No watchers yet. */
export function createWatchers(): Watchers {
  const byKey = new Map<string, Set<(event: HistoryEvent) => void>>();

  function tellOnly(key: string, event: HistoryEvent): void {
    const sees = byKey.get(key);
    if (sees === undefined) return;
    for (const see of [...sees]) see(event);
  }

  return {
    watch(filter, see) {
      const key = keyOf(filter);
      const sees = byKey.get(key) ?? new Set();
      byKey.set(key, sees);
      sees.add(see);
      return () => {
        sees.delete(see);
        if (sees.size === 0) byKey.delete(key);
      };
    },
    tell(event) {
      if (byKey.size === 0) return;
      const { kind, node } = event;
      tellOnly(keyOf({ kind, node }), event);
      tellOnly(keyOf({ kind }), event);
      tellOnly(keyOf({ node }), event);
      tellOnly(keyOf({}), event);
    },
  };
}
