/** Playing a recorded sim run again: the same seed must give the same events, or the first divergent one is named. */
import type { ReadHistory } from '#history/reading';
import type { Scenario } from '#scenarios/format/scenario';
import { runOnSim } from './run-on-sim.ts';

/** The first event that differs, by number, as it was recorded and as it came now; null where there was none. */
export type Divergence = { event: number; recorded: string | null; replayed: string | null };
export type Replay = { hash: string; events: number; same: boolean; divergence: Divergence | null };

/**
 * Plays a scenario again and compares it, event for event, with the lines of the history, which has been read before
 * and is whole.
 */
export function replayOnSim(scenario: Scenario, seed: number, recorded: ReadHistory, lines: Iterable<string>): Replay {
  const texts = lines[Symbol.iterator]();
  texts.next();
  let index = 0;
  let divergence: Divergence | null = null;
  const compare = (replayed: string | null): void => {
    index += 1;
    const text = index > recorded.events ? null : (texts.next().value as string);
    if (text !== replayed) divergence = { event: index, recorded: text, replayed };
  };
  const result = runOnSim(scenario, {
    seed,
    checkers: [],
    event(event) {
      if (divergence === null) compare(JSON.stringify(event));
    },
  });
  if (divergence === null && index < recorded.events) compare(null);
  texts.return?.();
  return { hash: result.historyHash, events: result.events, same: result.historyHash === recorded.hash, divergence };
}
