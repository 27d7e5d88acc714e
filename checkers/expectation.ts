/**
 * Judges one expectation of a scenario while the events of its run go by. What is measured is never exact on a busy
 * machine: the window of time is widened by the slack of the ground to say that something did occur in it, and
 * narrowed to say that something did that must not.
 */
import type { HistoryEvent } from '#history/events';
import type { ExpectedEvent, ExpectedOrder, Moment, NamedEvent } from '#history/expectation';
import { matches, tells } from '#history/match';
import type { Deadline } from './checker.ts';

/** How the times of expectations become those of the run, and how its times are told. */
export type Clock = { timeScale: number; slackMs: number; at(ms: number): string; lasting(ms: number): string };
/** What is wrong; `timed` if it might be otherwise had the machine not stood still. */
export type Miss = {
  events: number[];
  sentence: string;
  timed: boolean;
  kind: 'missing' | 'surplus';
  deadline?: Deadline;
};
/** Something that watches events by the words that tell them. */
export type Watcher = { words: readonly string[]; see(event: HistoryEvent, id: number): void; miss(): Miss | null };

type Seen = { id: number; t: number; node: string };

/** Whether the event is the one that is named. */
function is(event: HistoryEvent, { what, fields }: NamedEvent): boolean {
  return tells(event, what) && matches(event, Object.entries(fields));
}

/** `"tab-released:lease-ended" (tab 12)`. */
function nameOf({ what, fields }: NamedEvent): string {
  const told = Object.entries(fields).map(([key, value]) => `${key} ${value}`);
  return told.length === 0 ? `"${what}"` : `"${what}" (${told.join(', ')})`;
}

/** An event so often, in a window. */
export class WindowWatcher implements Watcher {
  readonly words: readonly string[];
  private readonly expected: ExpectedEvent;
  private readonly clock: Clock;
  private readonly anchors: { after: Seen | null; before: Seen | null } = { after: null, before: null };
  /** Occurrences in the window as it is when widened, and when narrowed. */
  private wide = 0;
  private readonly narrow: Seen[] = [];
  /** The latest occurrence outside of the window, and what it was measured from. */
  private outside: { seen: Seen; from: Seen | null } | null = null;

  constructor(expected: ExpectedEvent, clock: Clock) {
    this.expected = expected;
    this.clock = clock;
    const { event, after, before } = expected;
    this.words = [event.what, ...[after, before].flatMap((one) => (typeof one === 'object' ? [one.event.what] : []))];
  }

  see(event: HistoryEvent, id: number): void {
    const seen = { id, t: event.t, node: event.node };
    const { event: wanted, after, before, least, most } = this.expected;
    if (most === null && this.wide >= least) return;
    if (is(event, wanted)) this.occurred(seen);
    if (typeof after === 'object' && is(event, after.event) && (after.which === 'last' || this.anchors.after === null))
      this.anchors.after = seen;
    if (typeof before === 'object' && is(event, before.event)) this.anchors.before ??= seen;
  }

  miss(): Miss | null {
    const { least, most, after } = this.expected;
    if (most !== null && this.narrow.length > most) return this.surplus();
    if (least === 0 && typeof after === 'object' && this.anchors.after === null) return this.pointless(after.event);
    return this.wide < least ? this.missing() : null;
  }

  /** What must not be after something says nothing if that has never been. */
  private pointless(after: NamedEvent): Miss {
    const expected = `let ${nameOf(this.expected.event)} not be expected${this.window()}`;
    const sentence = `${expected}; then the run ended; however ${nameOf(after)} never occurred`;
    return { kind: 'missing', timed: true, events: [], sentence };
  }

  private occurred(seen: Seen): void {
    const { slackMs } = this.clock;
    if (this.isInside(seen, slackMs)) this.wide += 1;
    else this.outside = { seen, from: this.anchors.after };
    if (this.isInside(seen, -slackMs)) this.narrow.push(seen);
  }

  /** Whether it is in the window, that is wider by `slackMs` at each end that is a time. */
  private isInside({ t }: Seen, slackMs: number): boolean {
    const { after, before, withinMs } = this.expected;
    const from = typeof after === 'number' ? this.ofRun(after) : (this.anchors.after?.t ?? 0);
    if (typeof after === 'object' && this.anchors.after === null) return false;
    if (typeof after === 'number' && t < from - slackMs) return false;
    if (withinMs !== undefined && t > from + this.ofRun(withinMs) + slackMs) return false;
    if (typeof before === 'number' && t >= this.ofRun(before) + slackMs) return false;
    return typeof before !== 'object' || this.anchors.before === null;
  }

  private ofRun(ms: number): number {
    return ms / this.clock.timeScale;
  }

  private isTimed(): boolean {
    const { after, before, withinMs } = this.expected;
    return typeof after === 'number' || typeof before === 'number' || withinMs !== undefined;
  }

  private missing(): Miss {
    const { least, withinMs } = this.expected;
    const { at, lasting } = this.clock;
    const { outside, wide } = this;
    const expected = `let ${nameOf(this.expected.event)} be expected${times(least, this.expected.most)}${this.window()}`;
    if (outside === null || wide > 0) {
      const how = wide === 0 ? 'it never occurred' : `it occurred only ${count(wide)}`;
      return { kind: 'missing', timed: true, events: [], sentence: `${expected}; then the run ended; however ${how}` };
    }
    const { seen, from } = outside;
    const late =
      from !== null
        ? `, ${lasting(seen.t - from.t)} after it`
        : typeof this.expected.after === 'object'
          ? ', and not after it'
          : '';
    const dueMs = from === null || withinMs === undefined ? null : from.t + this.ofRun(withinMs);
    return {
      kind: 'missing',
      timed: true,
      events: from === null ? [seen.id] : [from.id, seen.id],
      sentence: `${expected}; then the run went on; however it occurred at ${at(seen.t)}${late}`,
      ...(from === null || dueMs === null || dueMs >= seen.t
        ? {}
        : { deadline: { fromMs: from.t, dueMs, actualMs: seen.t, node: seen.node } }),
    };
  }

  private surplus(): Miss {
    const { event, most } = this.expected;
    const { at } = this.clock;
    const found = most === 0 ? this.narrow.slice(0, 1) : this.narrow;
    const expected =
      most === 0
        ? `let ${nameOf(event)} not be expected${this.window()}`
        : `let ${nameOf(event)} be expected${times(this.expected.least, most)}${this.window()}`;
    const how = most === 0 ? 'it did' : `it occurred ${count(this.narrow.length)}`;
    return {
      kind: 'surplus',
      timed: this.isTimed(),
      events: found.map(({ id }) => id),
      sentence: `${expected}; then the run went on; however ${how}, at ${found.map(({ t }) => at(t)).join(', ')}`,
    };
  }

  private window(): string {
    const { after, before, withinMs } = this.expected;
    const until = withinMs === undefined ? '' : ` within ${this.clock.lasting(this.ofRun(withinMs))}`;
    return `${until}${after === undefined ? '' : ` after ${this.moment(after)}`}${before === undefined ? '' : ` before ${this.moment(before)}`}`;
  }

  private moment(moment: Moment): string {
    return typeof moment === 'number'
      ? this.clock.at(this.ofRun(moment))
      : `the ${moment.which} ${nameOf(moment.event)}`;
  }
}

/** Events that occur one after the other, whatever else does between them. */
export class OrderWatcher implements Watcher {
  readonly words: readonly string[];
  private readonly order: readonly NamedEvent[];
  private readonly clock: Clock;
  private readonly seen: Seen[] = [];

  constructor({ order }: ExpectedOrder, clock: Clock) {
    this.order = order;
    this.clock = clock;
    this.words = [...new Set(order.map(({ what }) => what))];
  }

  see(event: HistoryEvent, id: number): void {
    const next = this.order[this.seen.length];
    if (next !== undefined && is(event, next)) this.seen.push({ id, t: event.t, node: event.node });
  }

  miss(): Miss | null {
    const { order, seen, clock } = this;
    const next = order[seen.length];
    if (next === undefined) return null;
    const last = seen.at(-1);
    const then =
      last === undefined
        ? 'the run ended'
        : `${nameOf(order[seen.length - 1] as NamedEvent)} occurred at ${clock.at(last.t)}`;
    return {
      kind: 'missing',
      timed: true,
      events: seen.map(({ id }) => id),
      sentence: `let ${order.map(nameOf).join(', ')} be expected in that order; then ${then}; however ${nameOf(next)} never occurred${last === undefined ? '' : ' after it'}`,
    };
  }
}

function times(least: number, most: number | null): string {
  if (most === null) return '';
  return least === most ? ` ${count(least)}` : ` ${least} to ${most} times`;
}

function count(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}
