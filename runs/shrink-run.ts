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
import { slicesOf } from '#scenarios/shrink/slices';
import { spelledFloor, spellOut, type Telling } from '#scenarios/shrink/spell-out';
import type { Step } from '#server/core/turn';
import { createTrials, type Failure, type Trials } from './trials.ts';

export type ShrinkOptions = {
  /** The core to run: the reference one, or a mutant with fresh memory for every run. */
  plant?: () => Step;
  /** Whether to stop looking; asked before every run. */
  isOver(): boolean;
  /** Which of several failures; the first one if absent. */
  signature?: string;
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

/** What may still matter after the last event of the evidence. */
const AFTERMATH_MS = 30_000;
/** Checkers that judge the end of the whole evening. */
const OF_THE_END = ['settled'];
const MOST_RUNS = 5_000;
/** Other dice to try where the told evening does not fail; those of the evening come first. */
const OTHER_SEEDS = [1, 2, 3];

/** Plays the scenario on sim and shrinks it; null if no checker fails there, or none with the wanted signature. */
export function shrinkRun(scenario: Scenario, options: ShrinkOptions): Shrunk | null {
  const { isOver, mostRuns = MOST_RUNS, ...rest } = options;
  const trials = createTrials(rest);
  const first = trials.play(scenario);
  if (first === null) return null;
  const shrinking = { stillFails: trials.stillFails, isOver: () => trials.runs() >= mostRuns || isOver() };
  const told = tell(plain(scenario), first, trials, shrinking.isOver);
  const smallest = shrink(told ?? lessAtRandom(scenario, trials, shrinking), shrinking);
  return shrunkOf(smallest, scenario.name, trials);
}

/** What does not fail when it is told is made smaller as it is, and told again. */
function lessAtRandom(scenario: Scenario, trials: Trials, shrinking: Parameters<typeof shrink>[1]): Scenario {
  const less = shrinkCoarsely(plain(scenario), shrinking);
  const again = trials.play(less);
  return (again === null ? null : tell(less, again, trials, shrinking.isOver)) ?? less;
}

/** The told evening, or a part of it, that fails alike; null if none does. */
export function tell(
  scenario: Scenario,
  failure: Failure,
  { stillFails }: Trials,
  isOver: () => boolean,
): Scenario | null {
  const { events, evidence } = failure;
  const shown = evidence.events.flatMap((id) => events[id - 1] ?? []);
  for (const telling of tellingsOf(scenario, failure)) {
    const told = spellOut(scenario, events, telling);
    const slices = slicesOf(told, events, shown);
    for (const candidate of [...slices, told]) {
      if (isOver()) return null;
      if (stillFails(candidate)) return candidate;
    }
    for (const seed of OTHER_SEEDS) {
      for (const slice of slices.slice(-1)) {
        const candidate = { ...slice, seed };
        if (isOver()) return null;
        if (stillFails(candidate)) return candidate;
      }
    }
  }
  return null;
}

/** How far to tell: to a little after what shows the failure, or to the end; and with faults that wait, or without. */
function tellingsOf(scenario: Scenario, { check, events, evidence }: Failure): Telling[] {
  const workEnd = events.find((event) => event.kind === 'phase')?.t ?? scenario.duration;
  const lastAct = Math.max(0, ...events.flatMap((event) => (event.kind === 'act' ? [event.t + 1] : [])));
  const seen = Math.max(0, ...evidence.events.map((id) => events[id - 1]?.t ?? 0)) + AFTERMATH_MS;
  const ends = OF_THE_END.includes(check.name)
    ? [Math.max(workEnd, lastAct)]
    : [Math.min(seen, workEnd), workEnd, Math.max(workEnd, lastAct)];
  const waits = scenario.faults.some(({ when }) => when !== undefined) ? [false, true] : [false];
  return [...new Set(ends)].flatMap((untilMs) => waits.map((one) => ({ untilMs, waits: one })));
}

/** The scenario as it is on sim, with every device on a line of its own, and nothing expected of it. */
function plain(scenario: Scenario): Scenario {
  return {
    ...scenario,
    seed: scenario.ground.sim?.seed ?? scenario.seed,
    duration: scenario.ground.sim?.duration ?? scenario.duration,
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
    scenario: { ...smallest, name: shrunkName(name), about: evidence.sentence },
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
