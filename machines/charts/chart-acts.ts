/**
 * Actions and guards of a chart as functions over a turn of it. Charts of the house only announce: they assign, emit,
 * raise and cancel. Whatever else XState knows is refused when the chart is compiled, by what it is.
 */
import type { AnyStateMachine, EventObject } from 'xstate';

/** What a turn wants done by whoever plays the chart. */
export type Announced =
  | { kind: 'effect'; effect: unknown }
  | { kind: 'later'; id: string; ms: number; event: EventObject }
  | { kind: 'cancel'; id: string };

/** What guards and actions see and change: a chart in the middle of an event. */
export type Turn = {
  context: object;
  event: EventObject;
  /** Whether a context was assigned, be it the same. */
  assigned: boolean;
  /** Events it has raised for itself, in order. */
  raised: EventObject[];
  announced: Announced[];
};

export type Act = (turn: Turn) => void;
export type Guard = (turn: Turn) => boolean;

/** How XState keeps an action of its own: a function that tells its type, with what it is about. */
type Builtin = {
  type?: string;
  assignment?: unknown;
  event?: unknown;
  id?: string;
  delay?: unknown;
  sendId?: unknown;
};
type Of<T> = (turn: Turn) => T;

/** The error of a chart that wants more than the tables know. */
export function beyondTables(machine: AnyStateMachine, what: string): Error {
  return new Error(`a chart must only announce, by assign, emit, raise and cancel; ${machine.id} has ${what}`);
}

/** An action as a function; throws for one that acts by itself. */
export function actOf(machine: AnyStateMachine, action: unknown): Act {
  const { name, found } = implementationOf(machine.implementations.actions, action);
  const builtin = (found ?? {}) as Builtin;
  switch ('resolve' in builtin ? builtin.type : null) {
    case 'xstate.assign':
      return assigning(builtin.assignment);
    case 'xstate.emit':
      return emitting(builtin.event);
    case 'xstate.raise':
      return raising(machine, builtin);
    case 'xstate.cancel':
      return cancelling(builtin.sendId);
    default:
      throw beyondTables(machine, `the action ${builtin.type ?? name}`);
  }
}

/** A guard as a function; null for none. */
export function guardOf(machine: AnyStateMachine, guard: unknown): Guard | null {
  if (guard === undefined) return null;
  const { name, found } = implementationOf(machine.implementations.guards, guard);
  if (typeof found !== 'function' || 'check' in found) throw beyondTables(machine, `the guard ${name}`);
  return found as Guard;
}

/** What is meant by a name, or the thing itself where it stands in place. */
function implementationOf(named: object, meant: unknown): { name: string; found: unknown } {
  if (typeof meant === 'function') return { name: meant.name, found: meant };
  const name = typeof meant === 'string' ? meant : (meant as { type: string }).type;
  const plain = typeof meant === 'string' || !('params' in (meant as object));
  return plain
    ? { name, found: (named as Record<string, unknown>)[name] }
    : { name: `${name} with params`, found: undefined };
}

function assigning(assignment: unknown): Act {
  if (typeof assignment === 'function') {
    return (turn) => assign(turn, (assignment as Of<object>)(turn));
  }
  const entries = Object.entries(assignment as object) as [string, unknown][];
  const computed = entries.filter((entry): entry is [string, Of<unknown>] => typeof entry[1] === 'function');
  const constant = Object.fromEntries(entries.filter(([, value]) => typeof value !== 'function'));
  if (computed.length === 0) return (turn) => assign(turn, constant);
  return (turn) => {
    const update: Record<string, unknown> = { ...constant };
    for (const [key, value] of computed) update[key] = value(turn);
    assign(turn, update);
  };
}

function assign(turn: Turn, update: object): void {
  turn.context = { ...turn.context, ...update };
  turn.assigned = true;
}

function emitting(event: unknown): Act {
  if (typeof event === 'function') {
    return (turn) => turn.announced.push({ kind: 'effect', effect: (event as Of<unknown>)(turn) });
  }
  const announced: Announced = { kind: 'effect', effect: event };
  return (turn) => turn.announced.push(announced);
}

function raising(machine: AnyStateMachine, { event, id = '', delay }: Builtin): Act {
  const eventOf = (typeof event === 'function' ? event : () => event) as Of<EventObject>;
  const delays = machine.implementations.delays as Record<string, unknown>;
  const known = typeof delay === 'string' ? delays[delay] : delay;
  const delayOf = (typeof known === 'function' ? known : () => known) as Of<number | undefined>;
  return (turn) => {
    const ms = delayOf(turn);
    if (ms === undefined) turn.raised.push(eventOf(turn));
    else turn.announced.push({ kind: 'later', id, ms, event: eventOf(turn) });
  };
}

function cancelling(sendId: unknown): Act {
  const idOf = (typeof sendId === 'function' ? sendId : () => sendId) as Of<string>;
  return (turn) => turn.announced.push({ kind: 'cancel', id: idOf(turn) });
}
