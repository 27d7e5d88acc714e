/** A run with its files: plays on a ground, saves the history, judges it, says how to play it again. */
import { performance } from 'node:perf_hooks';
import type { RunResult } from '#checkers/run-result';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { createLineFile } from '#history/node-files';
import type { Scenario } from '#scenarios/format/scenario';
import { runFolder } from './node-folder.ts';
import { runOnSim } from './run-on-sim.ts';
import { runOnWire } from './run-on-wire.ts';

export const GROUNDS = ['sim', 'wire'] as const;
export type GroundName = (typeof GROUNDS)[number];

export type PlayedRun = { result: RunResult; header: HistoryHeader; events: HistoryEvent[] };

/** Plays a scenario on a ground, keeping its history below `out`. */
export async function playAndSave(
  scenario: Scenario,
  ground: GroundName,
  options: {
    out: string;
    seed?: number;
    commit: string;
    call: string;
    progress?: (playedMs: number, endMs: number) => void;
    repeated?: (result: RunResult) => void;
  },
): Promise<PlayedRun> {
  const seed = options.seed ?? scenario.ground[ground]?.seed ?? scenario.seed;
  const { history } = runFolder(options.out, scenario.name, ground, seed);
  const events: HistoryEvent[] = [];
  const { commit, progress } = options;
  const shared = {
    seed,
    commit,
    event: (event: HistoryEvent) => void events.push(event),
    ...(progress === undefined ? {} : { progress }),
  };
  const { header, ...result } =
    ground === 'sim'
      ? playSim(scenario, history, shared)
      : await runOnWire(scenario, {
          ...shared,
          historyPath: history,
          ...(options.repeated === undefined ? {} : { repeated: options.repeated }),
        });
  return { header, events, result: { ...result, history, replay: `${options.call} replay ${history}` } };
}

function playSim(
  scenario: Scenario,
  history: string,
  shared: Parameters<typeof runOnSim>[1],
): ReturnType<typeof runOnSim> {
  const file = createLineFile(history);
  try {
    return runOnSim(scenario, { ...shared, line: file.line, wallClock: () => performance.now() });
  } finally {
    file.close();
  }
}
