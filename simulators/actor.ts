/**
 * Plays charts on a given clock.
 *
 * XState decides what a chart does next, by its pure transition (`machine.transition`, as its own `transition()` does);
 * what the transition announces is performed here: emitted effects go to the edge, delayed events to our timers. XState's
 * own actor does the same with a mailbox, a system, an inspector and two dozen closures for each actor, and a floor of
 * 2,200 devices has 8,000 of them (docs/decisions/012). An actor of ours is one object.
 */
import {
  createActor,
  type AnyActorScope,
  type AnyStateMachine,
  type EmittedFrom,
  type EventFrom,
  type InputFrom,
  type SnapshotFrom,
} from 'xstate';
import type { TimerHandle, Timers } from '#protocols/channel';

/** What an edge wants to hear of its actor. */
export type Edge<M extends AnyStateMachine> = {
  /** The chart announces something; events sent meanwhile wait until the present one is done with. */
  effect?: (effect: EmittedFrom<M>) => void;
  /** After every event, and once at the start. */
  changed?: (snapshot: SnapshotFrom<M>) => void;
};

/** What a transition wants done, in the words of XState; charts of the house announce nothing else. */
type Announced =
  | { type: 'xstate.emit'; params: { event: unknown } }
  | { type: 'xstate.raise'; params: { event: { type: string }; id: string; delay?: number } }
  | { type: 'xstate.cancel'; params: { sendId: string } };
type Scope = AnyActorScope & { announced: Announced[] };
type Delayed = { id: string; handle: TimerHandle };

export class Actor<M extends AnyStateMachine> {
  private readonly machine: M;
  private readonly timers: Timers;
  private readonly edge: Edge<M>;
  private snapshot: SnapshotFrom<M>;
  /** Delayed events that are out; seldom more than two. */
  private readonly delayed: Delayed[] = [];
  private readonly waiting: EventFrom<M>[] = [];
  private busy = true;
  private first: Announced[] | null;

  /** An actor at the start of its chart; it does nothing before `start`. */
  constructor(machine: M, timers: Timers, input: InputFrom<M>, edge: Edge<M>) {
    this.machine = machine;
    this.timers = timers;
    this.edge = edge;
    const scope = scopeOf(machine, input);
    this.snapshot = machine.getInitialSnapshot(scope, input) as SnapshotFrom<M>;
    this.first = scope.announced;
    scope.announced = [];
    const { status, error } = this.snapshot as { status: string; error: unknown };
    if (status === 'error') throw error;
  }

  /** Performs what the chart announces on entry of its first state. */
  start(): void {
    const { first } = this;
    if (first === null) return;
    this.first = null;
    this.settle(first);
    this.next();
  }

  getSnapshot(): SnapshotFrom<M> {
    return this.snapshot;
  }

  /** Plays an event, and what it brings about; at once unless the actor is in the middle of one. */
  send(event: EventFrom<M>): void {
    if (this.busy) {
      this.waiting.push(event);
      return;
    }
    this.busy = true;
    this.play(event);
    this.next();
  }

  private next(): void {
    for (let event = this.waiting.shift(); event !== undefined; event = this.waiting.shift()) this.play(event);
    this.busy = false;
  }

  private play(event: EventFrom<M>): void {
    const scope = scopeOf(this.machine);
    this.snapshot = this.machine.transition(this.snapshot, event, scope) as SnapshotFrom<M>;
    const { announced } = scope;
    if (announced.length > 0) scope.announced = [];
    this.settle(announced);
  }

  private settle(announced: readonly Announced[]): void {
    for (const one of announced) this.perform(one);
    this.edge.changed?.(this.snapshot);
  }

  private perform(announced: Announced): void {
    switch (announced.type) {
      case 'xstate.emit':
        this.edge.effect?.(announced.params.event as EmittedFrom<M>);
        return;
      case 'xstate.raise': {
        const { event, id, delay } = announced.params;
        // Without a delay it was played within the transition.
        if (delay !== undefined) this.later(id, delay, event as EventFrom<M>);
        return;
      }
      case 'xstate.cancel':
        this.cancel(announced.params.sendId);
        return;
      default:
        throw new Error(`a chart must only announce; ${(announced as { type: string }).type} acts`);
    }
  }

  private later(id: string, ms: number, event: EventFrom<M>): void {
    const due: Delayed = {
      id,
      handle: this.timers.after(ms, () => {
        this.forget(due);
        this.send(event);
      }),
    };
    this.delayed.push(due);
  }

  private cancel(id: string): void {
    const due = this.delayed.find((one) => one.id === id);
    if (due === undefined) return;
    this.timers.cancel(due.handle);
    this.forget(due);
  }

  private forget(due: Delayed): void {
    this.delayed.splice(this.delayed.indexOf(due), 1);
  }
}

const scopes = new WeakMap<AnyStateMachine, Scope>();

/**
 * What XState wants to have around a transition. Nothing of it is of one actor, as the transition is pure: one for all
 * actors of a chart, whose place is taken by an actor that is never started.
 */
function scopeOf(machine: AnyStateMachine, input?: unknown): Scope {
  let scope = scopes.get(machine);
  if (scope === undefined) {
    const self = createActor(machine, { input } as never);
    const made: Scope = {
      self,
      system: self.system,
      id: self.id,
      sessionId: self.sessionId,
      logger() {},
      defer() {},
      emit() {},
      stopChild() {},
      actionExecutor: (action) => made.announced.push(action as unknown as Announced),
      announced: [],
    };
    scopes.set(machine, made);
    scope = made;
  }
  return scope;
}
