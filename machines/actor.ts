/**
 * Plays charts on a given clock.
 *
 * The tables of a chart say what it does next (machines/charts/compiled-chart.ts); what it announces is performed here:
 * effects go to the edge, delayed events to our timers. An actor is one object with few fields, as a floor of 2,200
 * devices has 8,000 of them (docs/decisions/012).
 */
import type {
  AnyStateMachine,
  ContextFrom,
  EmittedFrom,
  EventFrom,
  EventObject,
  InputFrom,
  StateValueFrom,
} from 'xstate';
import type { TimerHandle, Timers } from '#protocols/channel';
import { unreachable } from '#protocols/unreachable';
import type { Announced } from './charts/chart-acts.ts';
import { compiled, type CompiledChart, type Position } from './charts/compiled-chart.ts';

/** Where a chart is. Read it at once: the next event changes it; value and context themselves are never changed. */
export type Snapshot<M extends AnyStateMachine> = {
  readonly value: StateValueFrom<M>;
  readonly context: ContextFrom<M>;
};

/** What an edge wants to hear of its actor. */
export type Edge<M extends AnyStateMachine> = {
  /** The chart announces something; events sent meanwhile wait until the present one is done with. */
  effect?: (effect: EmittedFrom<M>) => void;
  /** After every event, and once at the start. */
  changed?: (snapshot: Snapshot<M>) => void;
};

type Delayed = { id: string; handle: TimerHandle };

export class Actor<M extends AnyStateMachine> {
  private readonly chart: CompiledChart;
  private readonly timers: Timers;
  private readonly edge: Edge<M>;
  private readonly position: Position;
  /** Delayed events that are out; seldom more than two. */
  private readonly delayed: Delayed[] = [];
  private readonly waiting: EventFrom<M>[] = [];
  private busy = true;
  private started = false;

  /** An actor at the start of its chart; it does nothing before `start`. */
  constructor(machine: M, timers: Timers, input: InputFrom<M>, edge: Edge<M>) {
    this.chart = compiled(machine);
    this.timers = timers;
    this.edge = edge;
    this.position = this.chart.begin(input);
  }

  /** Performs what the chart announces on entry of its first state. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.settle();
    this.next();
  }

  getSnapshot(): Snapshot<M> {
    return this.position as unknown as Snapshot<M>;
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
    this.chart.play(this.position, event as EventObject);
    this.settle();
  }

  private settle(): void {
    const { announced } = this.position;
    for (const one of announced) this.perform(one);
    announced.length = 0;
    this.edge.changed?.(this.getSnapshot());
  }

  private perform(announced: Announced): void {
    switch (announced.kind) {
      case 'effect':
        this.edge.effect?.(announced.effect as EmittedFrom<M>);
        return;
      case 'later':
        this.later(announced.id, announced.ms, announced.event as EventFrom<M>);
        return;
      case 'cancel':
        this.cancel(announced.id);
        return;
      default:
        unreachable(announced);
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
