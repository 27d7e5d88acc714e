/**
 * What the scenario expects has come: events, when, how often, in which order; and nothing that it rules out. A scenario
 * in which nothing happens proves nothing.
 */
import type { HistoryEvent } from '#history/events';
import { some, type Expectation } from '#history/expectation';
import type { Checker, Handlers } from './checker.ts';
import { OrderWatcher, WindowWatcher, type Clock, type Watcher } from './expectation.ts';
import { findings } from './findings.ts';
import { STALLED, stalls } from './folds/stalls.ts';

export const expected: Checker = {
  name: 'expected-events',
  about: 'What the scenario says must occur has occurred, as and when it says; what it says must not has not.',
  start(header) {
    const found = findings('expected-events', header);
    const still = stalls();
    const { timeScale, limits, happens } = header;
    const clock: Clock = { timeScale, slackMs: limits.slackMs, at: found.at, lasting: found.lasting };
    const watchers = (header.expects ?? happens.map(some)).map((one) => watcherOf(one, clock));

    const see = (event: HistoryEvent, id: number): void => {
      for (const watcher of watchers) watcher.see(event, id);
    };
    return {
      on: {
        ...handlersOf(watchers, see),
        stall(event, id) {
          still.seen(event);
          see(event, id);
        },
      },
      end(whole) {
        for (const watcher of watchers) {
          found.judge();
          const miss = watcher.miss();
          if (miss === null || (miss.kind === 'missing' && !whole)) continue;
          // A stall shifts what was to happen at one time against what happens when devices are ready for it.
          if (miss.timed && still.between(0, Number.POSITIVE_INFINITY)) found.unknown(STALLED);
          else found.fail(miss.events, miss.sentence, miss.deadline);
        }
        return found.result(whole);
      },
    };
  },
};

function watcherOf(expectation: Expectation, clock: Clock): Watcher {
  return 'order' in expectation ? new OrderWatcher(expectation, clock) : new WindowWatcher(expectation, clock);
}

/** Kinds of events that are told by other words than their kind: all of them must be looked at. */
const TOLD_BY_WORDS = ['reply', 'told', 'transition', 'fact'];

/** Handlers for the kinds that matter; a word that is no kind of event makes one that is never called. */
function handlersOf(watchers: readonly Watcher[], see: (event: HistoryEvent, id: number) => void): Handlers {
  if (watchers.length === 0) return {};
  const kinds = new Set([...TOLD_BY_WORDS, ...watchers.flatMap(({ words }) => words)]);
  return Object.fromEntries([...kinds].map((kind) => [kind, see]));
}
