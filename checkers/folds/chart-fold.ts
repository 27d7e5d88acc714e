/**
 * Holds what happened to many things of one kind against their reference model, a chart of machines/: what the chart
 * does not allow in the state a thing is in is wrong. Models have no context and no guards, so where an event leads is
 * looked up once for each state and remembered: XState's pure transition is too dear for every event of a night.
 */
import { getInitialSnapshot, getNextSnapshot, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import { stateText } from '#machines/charts/chart-states';

/** Where the events of a chart lead. States are told as `stateText` tells them. */
export type ChartTable = {
  initial: string;
  /** The state an event leads to, maybe the same one; null if the chart does not allow it there. */
  next(state: string, event: string): string | null;
  /** What the chart allowed so far, in this process, and how often. */
  seen(): { state: string; event: string; to: string; often: number }[];
};

const tables = new WeakMap<AnyStateMachine, ChartTable>();

/** The table of a chart without context; the same one whenever it is asked for. */
export function chartTable(machine: AnyStateMachine): ChartTable {
  let table = tables.get(machine);
  if (table === undefined) tables.set(machine, (table = startTable(machine)));
  return table;
}

function startTable(machine: AnyStateMachine): ChartTable {
  const initial: AnyMachineSnapshot = getInitialSnapshot(machine);
  const snapshots = new Map([[stateText(initial.value), initial]]);
  const known = new Map<string, Map<string, { to: string | null; often: number }>>();

  function find(state: string, type: string): string | null {
    const snapshot = snapshots.get(state);
    if (snapshot === undefined) throw new Error(`${machine.id} has not been in ${state}`);
    if (!snapshot.can({ type })) return null;
    const after: AnyMachineSnapshot = getNextSnapshot(machine, snapshot, { type });
    const text = stateText(after.value);
    if (!snapshots.has(text)) snapshots.set(text, after);
    return text;
  }

  return {
    initial: stateText(initial.value),
    next(state, event) {
      let row = known.get(state);
      if (row === undefined) known.set(state, (row = new Map()));
      let found = row.get(event);
      if (found === undefined) row.set(event, (found = { to: find(state, event), often: 0 }));
      found.often += 1;
      return found.to;
    },
    seen: () =>
      [...known].flatMap(([state, row]) =>
        [...row].flatMap(([event, { to, often }]) => (to === null ? [] : [{ state, event, to, often }])),
      ),
  };
}

/** The states of things, by whatever tells them apart; each begins in the chart's initial state. */
export class ChartFold<Thing extends string | number> {
  private readonly table: ChartTable;
  private readonly states = new Map<Thing, string>();

  constructor(machine: AnyStateMachine) {
    this.table = chartTable(machine);
  }

  /** The state a thing is in. */
  stateOf(thing: Thing): string {
    return this.states.get(thing) ?? this.table.initial;
  }

  /** Whether the chart allows the event. A thing to which something else happened stays as it was. */
  take(thing: Thing, event: string): boolean {
    const to = this.table.next(this.stateOf(thing), event);
    if (to === null) return false;
    this.states.set(thing, to);
    return true;
  }

  /** Nothing more can happen to a thing. */
  forget(thing: Thing): void {
    this.states.delete(thing);
  }
}
