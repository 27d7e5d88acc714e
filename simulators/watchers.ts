/**
 * Who wants to know of events as they are recorded: faults and steps that wait for something to happen. They say which
 * kind of event, and of which node, so that an event looks up those few instead of asking everybody.
 */
import type { EventKind, HistoryEvent } from '#history/events';

export type EventFilter = { kind?: EventKind; node?: string };
export type Watch = (filter: EventFilter, see: (event: HistoryEvent) => void) => () => void;
export type Watchers = { watch: Watch; tell(event: HistoryEvent): void };

type See = (event: HistoryEvent) => void;

/** Stands for any kind, or any node. */
const ANY = '*';

/** No watchers yet. */
export function createWatchers(): Watchers {
  const byKind = new Map<string, Map<string, Set<See>>>();

  function tellThose(kind: string, event: HistoryEvent): void {
    const byNode = byKind.get(kind);
    if (byNode === undefined) return;
    tellEach(byNode.get(event.node), event);
    tellEach(byNode.get(ANY), event);
  }

  return {
    watch({ kind = ANY, node = ANY }, see) {
      const byNode = byKind.get(kind) ?? new Map<string, Set<See>>();
      byKind.set(kind, byNode);
      const sees = byNode.get(node) ?? new Set();
      byNode.set(node, sees);
      sees.add(see);
      return () => {
        if (!sees.delete(see) || sees.size > 0) return;
        byNode.delete(node);
        if (byNode.size === 0) byKind.delete(kind);
      };
    },
    tell(event) {
      if (byKind.size === 0) return;
      tellThose(event.kind, event);
      tellThose(ANY, event);
    },
  };
}

function tellEach(sees: Set<See> | undefined, event: HistoryEvent): void {
  if (sees !== undefined) for (const see of [...sees]) see(event);
}
