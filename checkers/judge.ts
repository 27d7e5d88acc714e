/** Folds all checkers over a stream of events at once. Each event reaches only the folds that asked for its kind. */
import type { EventKind, HistoryEvent, HistoryHeader } from '#history/events';
import { checkerCatalogue } from './catalogue.ts';
import type { Checker, CheckResult, Verdict } from './checker.ts';

export type Judge = {
  event(event: HistoryEvent): void;
  /** The findings; `whole` is false for a history that is cut off or damaged. */
  end(whole?: boolean): CheckResult[];
};

type Handler = (event: never, id: number) => void;
type FactHandler = (fact: never, event: never, id: number) => void;

/** Begins judging a run. */
export function startJudging(header: HistoryHeader, checkers: readonly Checker[] = checkerCatalogue): Judge {
  const folds = checkers.map((checker) => checker.start(header));
  const byKind = new Map<string, Handler[]>();
  const byFact = new Map<string, FactHandler[]>();
  for (const fold of folds) {
    for (const [kind, handler] of Object.entries(fold.on ?? {})) add(byKind, kind, handler as Handler);
    for (const [kind, handler] of Object.entries(fold.facts ?? {})) add(byFact, kind, handler as FactHandler);
  }
  let id = 0;
  return {
    event(event) {
      id += 1;
      const handlers = byKind.get(event.kind satisfies EventKind);
      if (handlers !== undefined) for (const handle of handlers) handle(event as never, id);
      if (event.kind !== 'fact') return;
      const factHandlers = byFact.get(event.fact.kind);
      if (factHandlers !== undefined)
        for (const handle of factHandlers) handle(event.fact as never, event as never, id);
    },
    end: (whole = true) => folds.map((fold) => fold.end(whole)),
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

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}

/** One verdict for all: a failure outweighs an unknown, an unknown outweighs a pass. */
export function verdictOf(results: readonly CheckResult[]): Verdict {
  if (results.some((result) => result.verdict === 'fail')) return 'fail';
  return results.some((result) => result.verdict === 'unknown') ? 'unknown' : 'pass';
}
