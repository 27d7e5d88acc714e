/**
 * From a run that failed to the small scenario that shows why. First the evening is told as what happened in it, so
 * that single acts can be left out; where that does not fail any more, the scenario itself is shrunk. What counts as
 * the same failure is that the same checker fails.
 */
import type { CheckResult } from '#checkers/checker';
import { expected } from '#checkers/expected';
import type { HistoryEvent } from '#history/events';
import { checkScenario } from '#scenarios/format/check-scenario';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { shrink } from '#scenarios/shrink/shrink';
import { spelledFloor, spellOut } from '#scenarios/shrink/spell-out';
import type { Step } from '#server/core/turn';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { runOnSim } from './run-on-sim.ts';

export type ShrinkOptions = {
  /** The core to run: the reference one, or a mutant with fresh memory for every run. */
  plant?: () => Step;
  /** Whether to stop looking; asked before every run. */
  isOver(): boolean;
};
export type Shrunk = { scenario: Scenario; checker: string; sentence: string; runs: number };

/** What may still matter after the last event of the evidence. */
const AFTERMATH_MS = 30_000;

/**
 * Checkers that want the work to be finished. Waiters finish it; written steps that were cut off do not, and would fail
 * them for that reason.
 */
const ENDS_OF_WORK = ['settled'];

/** Plays the scenario on sim and shrinks it; null if no checker fails there. */
export function shrinkRun(scenario: Scenario, options: ShrinkOptions): Shrunk | null {
  const { plant, isOver } = options;
  const faults = [...faultCatalogue.values()];
  let runs = 0;

  function failureOf(candidate: Scenario, see?: (event: HistoryEvent) => void) {
    runs += 1;
    const result = runOnSim(candidate, {
      ...(plant === undefined ? {} : { step: plant() }),
      ...(see === undefined ? {} : { event: see }),
    });
    return failuresOf(result.checkers);
  }

  const events: HistoryEvent[] = [];
  const [first] = failureOf(scenario, (event) => events.push(event));
  if (first === undefined) return null;
  const checker = first.name;
  let { sentence } = first.evidence[0] ?? { sentence: '' };

  /** What a file would be read as, so that the shrunk scenario fails as a file too. */
  const asRead = (candidate: Scenario): Scenario | null => {
    const { scenario: read, findings } = checkScenario(toInput(candidate), { faults });
    return findings.length === 0 ? read : null;
  };
  const stillFails = (candidate: Scenario): boolean => {
    const read = asRead(candidate);
    const failure = read === null ? undefined : failureOf(read).find(({ name }) => name === checker);
    if (failure === undefined) return false;
    sentence = failure.evidence[0]?.sentence ?? '';
    return true;
  };

  const plain: Scenario = {
    ...scenario,
    seed: scenario.ground.sim?.seed ?? scenario.seed,
    duration: scenario.ground.sim?.duration ?? scenario.duration,
    ground: {},
    floor: spelledFloor(scenario),
    expect: { ...scenario.expect, verdict: 'pass', failing: [], happens: [], events: [] },
  };
  const lastSeen = Math.max(0, ...(first.evidence[0]?.events ?? []).map((id) => events[id - 1]?.t ?? 0));
  const workEnd = events.find((event) => event.kind === 'phase')?.t ?? scenario.duration;
  const told = ENDS_OF_WORK.includes(checker)
    ? undefined
    : [lastSeen + AFTERMATH_MS, workEnd]
        .map((untilMs) => spellOut(plain, events, Math.min(untilMs, workEnd)))
        .find((candidate) => stillFails(candidate));
  const smallest = shrink(told ?? plain, { stillFails, isOver });
  stillFails(smallest);
  return { scenario: { ...smallest, name: shrunkName(scenario.name), about: sentence }, checker, sentence, runs };
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
