/**
 * What a scenario expects to happen in its run, as the header of a history carries it: an event so often, in a window of
 * time, or several in an order. All times are milliseconds of the scenario, whatever the ground.
 */

/** A value of a field that a file can name. */
export type Scalar = string | number | boolean;

/** An event by a word that tells it, and by fields that must be equal. */
export type NamedEvent = { what: string; fields: Record<string, Scalar> };
/** A time of the run; or the first such event, or the last one before what is expected. */
export type Moment = number | { which: 'first' | 'last'; event: NamedEvent };

/** Occurs at least and at most so often (null: however often) in its window. */
export type ExpectedEvent = {
  event: NamedEvent;
  least: number;
  most: number | null;
  after?: Moment;
  before?: Moment;
  /** How long after `after` the window ends. */
  withinMs?: number;
};
export type ExpectedOrder = { order: NamedEvent[] };
export type Expectation = ExpectedEvent | ExpectedOrder;

/** Occurs, some time: what a single word of `happens` means. */
export function some(what: string): ExpectedEvent {
  return { event: { what, fields: {} }, least: 1, most: null };
}
