/**
 * From a run that failed to the small scenario that shows why. First the evening is told as what happened in it, so
 * that single acts can be left out: a likely part of it if that fails already, or all of it. Where that does not fail,
 * the scenario itself is made smaller, and told again. What counts as the same failure is the same checker and the same
 * shape of evidence (signature.ts).
 */
import type { CheckResult } from '#checkers/checker';
import { expected } from '#checkers/expected';
import type { Scenario } from '#scenarios/format/scenario';
import { shrink, shrinkCoarsely } from '#scenarios/shrink/shrink';
import { spelledFloor } from '#scenarios/shrink/spell-out';
import type { Step } from '#server/core/turn';
import { tellRun } from './tell-run.ts';
import { createTrials, failureSeen, type Observed, type Trials } from './trials.ts';

export type ShrinkOptions = {
  /** The core to run: the reference one, or a mutant with fresh memory for every run. */
  plant?: () => Step;
  /** Whether to stop looking; asked before every run. */
  isOver(): boolean;
  /** Which of several failures; the first one if absent. */
  signature?: string;
  /** A run on another ground that failed, with its events. */
  observed?: Observed;
  /** How many runs it may take; without a limit of time, the same scenario then comes out everywhere. */
  mostRuns?: number;
};

/** `size` counts what a reader has to follow: steps and faults, and the devices they happen at. */
export type ShrunkSize = { steps: number; faults: number; devices: number };
export type Shrunk = {
  scenario: Scenario;
  checker: string;
  signature: string;
  sentence: string;
  runs: number;
  size: ShrunkSize;
};

const MOST_RUNS = 5_000;
/**
 * Plays the scenario on sim and shrinks it; null if no checker fails there, or none with the wanted signature. What
 * failed on the wire only is told from what was observed there, and shrunk if that fails alike on sim.
 */
export function shrinkRun(scenario: Scenario, options: ShrinkOptions): Shrunk | null {
  const { isOver, mostRuns = MOST_RUNS, observed, ...rest } = options;
  const seen = observed === undefined ? null : failureSeen(observed, options.signature);
  const trials = createTrials(seen === null ? rest : { ...rest, signature: seen.signature });
  const shrinking = { stillFails: trials.stillFails, isOver: () => trials.runs() >= mostRuns || isOver() };
  const first = trials.play(scenario);
  const failure = first ?? seen;
  if (failure === null) return null;
  const told = tellRun(plain(scenario), failure, trials, shrinking.isOver);
  if (told === null && first === null) return null;
  const smallest = shrink(told ?? lessAtRandom(scenario, trials, shrinking), shrinking);
  return shrunkOf(smallest, scenario.name, trials);
}

/** What does not fail when it is told is made smaller as it is, and told again. */
function lessAtRandom(scenario: Scenario, trials: Trials, shrinking: Parameters<typeof shrink>[1]): Scenario {
  const less = shrinkCoarsely(plain(scenario), shrinking);
  const again = trials.play(less);
  return (again === null ? null : tellRun(less, again, trials, shrinking.isOver)) ?? less;
}

/**
 * The scenario as it is on sim, with every device on a line of its own, and nothing expected of it. An evening that is
 * shorter there may be over before a fault of it comes the first time.
 */
function plain(scenario: Scenario): Scenario {
  const duration = scenario.ground.sim?.duration ?? scenario.duration;
  return {
    ...scenario,
    seed: scenario.ground.sim?.seed ?? scenario.seed,
    duration,
    faults: scenario.faults.filter(({ at = 0, every = 0 }) => at + Math.floor(every / 2) < duration),
    ground: {},
    floor: spelledFloor(scenario),
    expect: { ...scenario.expect, verdict: 'pass', failing: [], happens: [], events: [] },
  };
}

function shrunkOf(smallest: Scenario, name: string, trials: Trials): Shrunk | null {
  const failure = trials.play(smallest);
  if (failure === null) return null;
  const { check, evidence, signature } = failure;
  const { work, faults, floor } = smallest;
  return {
    scenario: { ...smallest, name: shrunkName(name), about: evidence.sentence, shows: undefined },
    checker: check.name,
    signature,
    sentence: evidence.sentence,
    runs: trials.runs(),
    size: { steps: work.steps.length, faults: faults.length, devices: floor.devices.length },
  };
}

/** The failures that can be shrunk. What a scenario expects of itself is no failure of the server. */
export function failuresOf(checkers: readonly CheckResult[]): CheckResult[] {
  return checkers.filter(({ verdict, name }) => verdict === 'fail' && name !== expected.name);
}

/** A name of its own, so that playing the shrunk scenario does not overwrite the run it came from. */
function shrunkName(name: string): string {
  return name.endsWith(SHRUNK) ? name : `${name.slice(0, 63 - SHRUNK.length)}${SHRUNK}`;
}
const SHRUNK = '-shrunk';
