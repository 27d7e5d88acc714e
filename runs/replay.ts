/** Playing a recorded sim run again: the same seed must give the same events, or the first divergent one is named. */
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Scenario } from '#scenarios/format/scenario';
import { runOnSim } from './run-on-sim.ts';

export type Divergence = { event: number; recorded: HistoryEvent | null; replayed: HistoryEvent | null };
export type Replay = { hash: string; events: number; same: boolean; divergence: Divergence | null };

/** Plays the scenario of a header again and compares with what was recorded. */
export function replayOnSim(header: HistoryHeader, recorded: readonly HistoryEvent[], recordedHash: string): Replay {
  let index = 0;
  let divergence: Divergence | null = null;
  const result = runOnSim(header.source as Scenario, {
    seed: header.seed,
    checkers: [],
    event(event) {
      const before = recorded[index];
      index += 1;
      if (divergence !== null) return;
      if (before !== undefined && JSON.stringify(before) === JSON.stringify(event)) return;
      divergence = { event: index, recorded: before ?? null, replayed: event };
    },
  });
  if (divergence === null && recorded.length > index) {
    divergence = { event: index + 1, recorded: recorded[index] ?? null, replayed: null };
  }
  return { hash: result.historyHash, events: result.events, same: result.historyHash === recordedHash, divergence };
}
