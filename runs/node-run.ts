/** A run with its files: plays on a ground, saves the history, judges it, says how to play it again. */
import { performance } from 'node:perf_hooks';
import type { RunResult } from '#checkers/run-result';
import type { HistoryHeader } from '#history/events';
import { createLineFile } from '#history/node-files';
import { TwinError } from '#protocols/errors/errors';
import type { LentDevice } from '#simulators/grounds/wire/lent-device';
import type { Scenario } from '#scenarios/format/scenario';
import { historyIn, makeRunFolder } from './node-folder.ts';
import { saveVerdict } from './node-verdicts.ts';
import { runOnSim, type SimRunOptions } from './run-on-sim.ts';
import { runOnWire } from './run-on-wire.ts';
import { shellWord } from './shell-word.ts';

export const GROUNDS = ['sim', 'wire'] as const;
export type GroundName = (typeof GROUNDS)[number];

export type PlayOptions = {
  out: string;
  seed?: number;
  commit: string;
  /** How a user calls the program, and what the scenario was called by. */
  call: string;
  named?: string;
  progress?: (playedMs: number, endMs: number) => void;
  repeated?: (result: RunResult) => void;
  /** On the wire: a device whose own browser is the app of one of the floor. */
  lent?: LentDevice;
  /** Told at once what cannot be written; the run goes on and is judged all the same. Without it, that is thrown. */
  lost?: (error: TwinError) => void;
};

/** `folder` is where the files of the run are, if there could be any. */
export type PlayedRun = { result: RunResult; header: HistoryHeader; folder: string | null };

/** Plays a scenario on a ground, keeping its history below `out`. Errors: those of writing a file, without `lost`. */
export async function playAndSave(scenario: Scenario, ground: GroundName, options: PlayOptions): Promise<PlayedRun> {
  const { commit, progress, repeated, lent, call, named = scenario.name, lost = rethrow } = options;
  const seed = options.seed ?? scenario.ground[ground]?.seed ?? scenario.seed;
  const folder = folderFor(options.out, `${scenario.name}-${ground}-${seed}`, lost);
  const historyPath = folder === null ? null : historyIn(folder);
  const shared = {
    seed,
    commit,
    playedAt: new Date().toISOString(),
    ...(progress === undefined ? {} : { progress }),
  };
  const { header, ...result } =
    ground === 'sim'
      ? playSim(scenario, historyPath, shared, lost)
      : await runOnWire(scenario, {
          ...shared,
          historyPath,
          lost,
          ...(repeated === undefined ? {} : { repeated }),
          ...(lent === undefined ? {} : { lent }),
        });
  const again =
    result.history === null
      ? `run ${shellWord(named)} --ground ${ground} --seed ${seed}`
      : `replay ${shellWord(result.history)}`;
  const judged = { ...result, replay: `${call} ${again}` };
  if (folder !== null) keep(() => saveVerdict(folder, judged, { playedAt: shared.playedAt, commit }), lost);
  return { header, folder, result: judged };
}

function keep(save: () => void, lost: (error: TwinError) => void): void {
  try {
    save();
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    lost(error);
  }
}

function folderFor(out: string, name: string, lost: (error: TwinError) => void): string | null {
  try {
    return makeRunFolder(out, name);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    lost(error);
    return null;
  }
}

function playSim(
  scenario: Scenario,
  history: string | null,
  shared: SimRunOptions,
  lost: (error: TwinError) => void,
): ReturnType<typeof runOnSim> {
  const options = { ...shared, wallClock: () => performance.now() };
  if (history === null) return runOnSim(scenario, options);
  const file = createLineFile(history, lost);
  let result: ReturnType<typeof runOnSim>;
  let whole = false;
  try {
    result = runOnSim(scenario, { ...options, line: file.line });
  } finally {
    whole = file.close();
  }
  return { ...result, history: whole ? history : null };
}

function rethrow(error: TwinError): never {
  throw error;
}
