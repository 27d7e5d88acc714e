/**
 * What events say in words, each told once and numbered. Which fields of an event are words is read off the tables of
 * scenarios/format/event-fields.ts: those whose values are few and the same on every floor. So a new kind of event or
 * fact has its words when it is there. The numbers hold for this process; what leaves it are the texts.
 */
import type { HistoryEvent } from '#history/events';
import { eventFields, factFields, type FieldSort } from '#scenarios/format/event-fields';

const WORDS: readonly FieldSort[] = [
  ...(['truth', 'act', 'chart', 'state', 'condition', 'code', 'message', 'answer', 'outcome', 'fault'] as const),
];
/** Free texts that are words all the same. */
const WORDS_TOO: Readonly<Record<string, readonly string[]>> = { 'hold-lost': ['why'], printed: ['document'] };

/** What events have said: `text`, as `reply not-ok open held-by-another-device`, its number, and what may follow. */
export type Saying = {
  readonly text: string;
  readonly number: number;
  readonly next: Map<unknown, Saying>;
  /** The number of this as what was before something else; 0 until it is wanted. */
  after: number;
  /** The number of the state that a transition leads to; 0 until it is wanted. */
  state: number;
  /** Which coverage has it among its points, after what last, and under which faults: so that little is looked up twice. */
  seenBy: number;
  seenAfter: number;
  seenUnder: number;
};
/** A kind of event or fact: its word fields, and what begins with it. */
type Kind = { readonly fields: readonly string[]; readonly saying: Saying };

const texts: string[] = [''];
const numbers = new Map<string, number>();
const kinds = kindsOf(Object.entries(eventFields).map(([kind, { fields }]) => [kind, fields] as const));
const factKinds = kindsOf(Object.entries(factFields));

/** The number of a text, from 1. */
export function numberOf(text: string): number {
  let number = numbers.get(text);
  if (number === undefined) {
    number = texts.push(text) - 1;
    numbers.set(text, number);
  }
  return number;
}

/** The text of a number; empty for 0. */
export function textOf(number: number): string {
  return texts[number] ?? '';
}

/** What an event says in words; of a fact, what the fact says. */
export function sayingOf(event: HistoryEvent): Saying {
  return event.kind === 'fact'
    ? walk(factKinds, event.fact.kind, event.fact)
    : walk(kinds, event.kind, event as unknown as Record<string, unknown>);
}

function walk(among: Map<string, Kind>, name: string, record: Record<string, unknown>): Saying {
  let kind = among.get(name);
  // A kind that no table has: of a later version.
  if (kind === undefined) among.set(name, (kind = { fields: [], saying: newSaying(name) }));
  let { saying } = kind;
  for (const field of kind.fields) {
    const value = record[field];
    let next = saying.next.get(value);
    if (next === undefined) {
      next = newSaying(value === undefined ? saying.text : `${saying.text} ${wordText(field, value)}`);
      saying.next.set(value, next);
    }
    saying = next;
  }
  return saying;
}

/** What is so or not is told by the name of the field, everything else by itself. */
function wordText(field: string, value: unknown): string {
  return value === true ? field : value === false ? `not-${field}` : String(value);
}

function newSaying(text: string): Saying {
  return { text, number: numberOf(text), next: new Map(), after: 0, state: 0, seenBy: 0, seenAfter: 0, seenUnder: 0 };
}

function kindsOf(table: readonly (readonly [string, Readonly<Record<string, FieldSort>>])[]): Map<string, Kind> {
  return new Map(
    table.map(([kind, fields]) => {
      const words = Object.entries(fields).filter(
        ([field, sort]) => typeof sort === 'object' || WORDS.includes(sort) || WORDS_TOO[kind]?.includes(field),
      );
      return [kind, { fields: words.map(([field]) => field), saying: newSaying(kind) }];
    }),
  );
}
