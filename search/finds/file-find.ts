/**
 * What is done with the first find of a signature: it is played once more, this time to be written down, and made small.
 */
import { runOnSim } from '#runs/run-on-sim';
import { shrinkRun, type ShrunkSize } from '#runs/shrink-run';
import type { Scenario } from '#scenarios/format/scenario';
import { MISHAPS, type Find } from './finds.ts';
import { playFloor, type PlayOptions } from '../play-floor.ts';

export type FindToFile = Pick<Find, 'checker' | 'signature' | 'floor'> & { scenario: Scenario };

export type FilingOptions = Pick<PlayOptions, 'plant'> & {
  /** Gets the lines of the history. */
  line?: (line: string) => void;
  /** At most so many runs to make it small; 0 leaves it as it is. */
  runs: number;
  /** Whether to stop all the same: for a machine on which so many runs take too long. */
  isOver?(): boolean;
};

export type FiledFind = {
  /** Whether the floor failed alike when it was played again. */
  repeats: boolean;
  /** Hash of the history that was written; empty where the run did not come to its end. */
  hash: string;
  /** The small scenario, and what its failure says; null where nothing could be made small. */
  shrunk: { scenario: Scenario; sentence: string; size: ShrunkSize } | null;
  /** How many runs that took. */
  runs: number;
};

/** Plays a find again and shrinks it. */
export function fileFind(find: FindToFile, options: FilingOptions): FiledFind {
  const { plant, runs: most } = options;
  const planted = plant === undefined ? {} : { plant };
  const { failures } = playFloor(find.floor, find.scenario, { coverage: false, ...planted });
  const repeats = failures.some(({ signature }) => signature === find.signature);
  const hash = written(find.scenario, options);
  if (!repeats || most === 0 || Object.hasOwn(MISHAPS, find.checker)) return { repeats, hash, shrunk: null, runs: 0 };
  const shrunk = shrinkRun(find.scenario, {
    ...planted,
    isOver: options.isOver ?? (() => false),
    signature: find.signature,
    mostRuns: most,
  });
  if (shrunk === null) return { repeats, hash, shrunk: null, runs: 0 };
  const { scenario, sentence, size, runs } = shrunk;
  return { repeats, hash, shrunk: { scenario, sentence, size }, runs };
}

function written(scenario: Scenario, { plant, line }: FilingOptions): string {
  try {
    return runOnSim(scenario, {
      ...(plant === undefined ? {} : { step: plant() }),
      ...(line === undefined ? {} : { line }),
    }).historyHash;
  } catch {
    // What the run ended with is the find itself; its history is written up to there.
    return '';
  }
}
