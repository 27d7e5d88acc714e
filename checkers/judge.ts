/**
 * Folds all checkers over a stream of events at once. Each event reaches only the folds that asked for its kind, and
 * reaches them in batches: one fold goes through many events before the next one does. Two score of folds that take turns
 * at every event would each find their code and what they remember gone from the processor's cache.
 */
import type { EventKind, EventOf, FactRecord, HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { checkerCatalogue } from './catalogue.ts';
import type { Checker, CheckResult, Fold, Verdict } from './checker.ts';

export type Judge = {
  event(event: HistoryEvent): void;
  /**
   * The findings; `whole` is false for a history that is cut off or damaged. What such a one tells of its last moment is
   * not judged: the rest of that moment, which may explain it, is missing.
   */
  end(whole?: boolean): CheckResult[];
};

/** What a fold does with an event, whatever its kind. */
type Take = (event: HistoryEvent, id: number) => void;
type TakeFact = (fact: FactRecord, event: HistoryEvent, id: number) => void;
/** The kinds of events and of facts that any fold asks for, numbered together from 0. */
type Numbers = { events: Map<string, number>; facts: Map<string, number> };

/** So many events make a batch: those of some minutes of a busy evening. */
const BATCH = 1024;

/** Begins judging a run. Events are kept until they are judged, and must not change any more. */
export function startJudging(header: HistoryHeader, checkers: readonly Checker[] = checkerCatalogue): Judge {
  const folds = checkers.map((checker) => checker.start(header));
  const numbers = numbersOf(folds);
  const tables = folds.map((fold) => takesOf(fold, numbers));
  /** The batch: events, what each is called by its place in the history, and the number of its kind. */
  const events: HistoryEvent[] = [];
  const ids: number[] = [];
  const kinds: number[] = [];
  let id = 0;
  let lastT = 0;

  function judgeFirst(count: number): void {
    for (const takes of tables) {
      for (let i = 0; i < count; i += 1) takes[kinds[i] as number]?.(events[i] as HistoryEvent, ids[i] as number);
    }
    events.splice(0, count);
    ids.splice(0, count);
    kinds.splice(0, count);
  }

  /** How many events of the batch are older than the last one of the history. */
  function olderThanLast(): number {
    let count = events.length;
    while (count > 0 && events[count - 1]?.t === lastT) count -= 1;
    return count;
  }

  return {
    event(event) {
      id += 1;
      lastT = event.t;
      const kind = numberOf(event, numbers);
      if (kind === undefined) return;
      events.push(event);
      ids.push(id);
      kinds.push(kind);
      if (events.length >= BATCH) judgeFirst(olderThanLast());
    },
    end(whole = true) {
      judgeFirst(whole ? events.length : olderThanLast());
      return folds.map((fold) => fold.end(whole));
    },
  };
}

function numbersOf(folds: readonly Fold[]): Numbers {
  const events = new Set(folds.flatMap(({ on = {} }) => Object.keys(on)));
  const facts = new Set(folds.flatMap((fold) => Object.keys(fold.facts ?? {})));
  return {
    events: new Map([...events].map((kind, i) => [kind, i])),
    facts: new Map([...facts].map((kind, i) => [kind, events.size + i])),
  };
}

/** The number of an event's kind: for a fact that of the fact, or of all facts. Undefined if no fold asks for it. */
function numberOf(event: HistoryEvent, { events, facts }: Numbers): number | undefined {
  const fact = event.kind === 'fact' ? facts.get(event.fact.kind) : undefined;
  return fact ?? events.get(event.kind);
}

/** What a fold does with events of each kind, by its number. */
function takesOf({ on = {}, facts = {} }: Fold, numbers: Numbers): (Take | undefined)[] {
  const { events: numbered, facts: numberedFacts } = numbers;
  const takes: (Take | undefined)[] = Array.from({ length: numbered.size });
  for (const kind of Object.keys(on)) takes[numbered.get(kind) as number] = on[kind as EventKind] as Take | undefined;
  const any = on.fact as Take | undefined;
  for (let i = 0; i < numberedFacts.size; i += 1) takes.push(any);
  for (const kind of Object.keys(facts)) {
    const one = facts[kind as Fact['kind']] as TakeFact | undefined;
    takes[numberedFacts.get(kind) as number] = both(any, one);
  }
  return takes;
}

/** What a fold does with every fact, then what it does with one of that kind. */
function both(any: Take | undefined, one: TakeFact | undefined): Take | undefined {
  if (one === undefined) return any;
  return (event, id) => {
    any?.(event, id);
    one((event as EventOf<'fact'>).fact, event, id);
  };
}

/** Judges a history there is already; `whole` is false for one that is cut off or damaged. */
export function judgeHistory(
  header: HistoryHeader,
  events: readonly HistoryEvent[],
  { whole = true, checkers = checkerCatalogue }: { whole?: boolean; checkers?: readonly Checker[] } = {},
): CheckResult[] {
  const judge = startJudging(header, checkers);
  for (const event of events) judge.event(event);
  return judge.end(whole);
}

/** One verdict for all: a failure outweighs an unknown, an unknown outweighs a pass. */
export function verdictOf(results: readonly CheckResult[]): Verdict {
  if (results.some((result) => result.verdict === 'fail')) return 'fail';
  return results.some((result) => result.verdict === 'unknown') ? 'unknown' : 'pass';
}
