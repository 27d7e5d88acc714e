/**
 * What must come out of a scenario, as a file says it: the verdict, words that must occur, and events with their times,
 * order, count, node or absence.
 */
import { z } from 'zod';
import type { HistoryHeader } from '#history/events';
import { some, type Expectation, type Moment, type NamedEvent } from '#history/expectation';
import type { Scalar } from '#history/expectation';
import { nameSchema } from '#protocols/names';
import { duration } from './duration-schema.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const fields = z.record(z.string(), scalar);
const moment = z.union([duration, fields]);

const expectedEvent = z
  .looseObject({
    what: z.string().optional().describe('what occurs: a word of `mpos-twin explain happens`'),
    never: z.string().optional().describe('what does not occur'),
    order: z.array(fields).min(2).optional().describe('events that occur one after the other, each with `what`'),
    times: z
      .union([z.int().min(1), z.strictObject({ from: z.int().min(0), to: z.int().min(1) })])
      .optional()
      .describe('how often exactly, or between; at least once if absent'),
    after: moment
      .optional()
      .describe('a time of the run; or an event: { first: WORD } or { last: WORD }, with its fields'),
    within: duration.optional().describe('at most so long after `after`'),
    before: moment.optional().describe('a time of the run; or an event: { first: WORD }, with its fields'),
  })
  .describe('an event that must occur, or must not; fields besides these must be equal');

/** An answer is there when its device shows it. */
const answerLimits = z.strictObject({
  most: duration.describe('every one comes within so long, and there is one to everything'),
  p50: duration.optional().describe('half of them'),
  p99: duration.optional().describe('99 of a hundred'),
});

export const expectationSchema = z.strictObject({
  verdict: z.enum(['pass', 'fail', 'unknown']).default('pass'),
  failing: z
    .array(nameSchema)
    .default([])
    .describe('checkers that must fail (for planted bugs and open reproductions)'),
  happens: z
    .array(z.string())
    .default([])
    .describe('what must occur: codes of refusals, or facts like tab-released:lease-ended, job-failed:paper-out'),
  events: z.array(expectedEvent).default([]).describe('what must occur, when, how often, in which order; or must not'),
  timesTraffic: z
    .int()
    .min(1)
    .optional()
    .describe('thin clients have at least so many times the traffic of standard devices, in bytes for a tab'),
  answers: z
    .strictObject({ request: answerLimits.optional(), tap: answerLimits.optional() })
    .optional()
    .describe('how fast answers come: to requests of standard devices and the till, and to taps at thin clients'),
  calm: z.boolean().default(false).describe('no faults here: any error at a device is a defect'),
});

export type Expect = z.output<typeof expectationSchema>;
export type EventEntry = Expect['events'][number];

/** Keys of an entry that are no fields of its event. */
export const ENTRY_KEYS: readonly string[] = Object.keys(expectedEvent.shape);

/** The fields of the event that an entry is about. */
export function ownFields(entry: Record<string, unknown>): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !ENTRY_KEYS.includes(key))) as Record<
    string,
    Scalar
  >;
}

/** Everything that must occur or must not, for the header of a history. */
export function expectationsOf({ happens, events }: Expect): Expectation[] {
  return [...happens.map(some), ...events.map(expectationOf)];
}

function expectationOf(entry: EventEntry): Expectation {
  const { what, never, order, times, after, before, within } = entry;
  if (order !== undefined)
    return { order: order.map(({ what: word, ...rest }) => ({ what: String(word), fields: rest })) };
  const [least, most] =
    never !== undefined
      ? [0, 0]
      : times === undefined
        ? [1, null]
        : typeof times === 'number'
          ? [times, times]
          : [times.from, times.to];
  return {
    event: { what: never ?? what ?? '', fields: ownFields(entry) },
    least,
    most,
    ...(after === undefined ? {} : { after: momentOf(after) }),
    ...(before === undefined ? {} : { before: momentOf(before) }),
    ...(within === undefined ? {} : { withinMs: within }),
  };
}

function momentOf(moment: number | Record<string, Scalar>): Moment {
  if (typeof moment === 'number') return moment;
  const { first, last, ...rest } = moment;
  const event: NamedEvent = { what: String(first ?? last), fields: rest };
  return { which: first === undefined ? 'last' : 'first', event };
}

/** The budget of answer times for the header of a history, divided by the time scale of the ground. */
export function answerBudget({ answers }: Pick<Expect, 'answers'>, timeScale: number): HistoryHeader['answers'] {
  if (answers === undefined) return undefined;
  const scaled = (ms: number): number => ms / timeScale;
  return Object.fromEntries(
    Object.entries(answers).map(([what, { most, p50, p99 }]) => [
      what,
      {
        mostMs: scaled(most),
        ...(p50 === undefined ? {} : { p50Ms: scaled(p50) }),
        ...(p99 === undefined ? {} : { p99Ms: scaled(p99) }),
      },
    ]),
  );
}
