/**
 * Trials while a failure is shrunk: whether a candidate is a scenario at all, and fails as the first run did. What has
 * been tried once is not played again.
 */
import { checkerCatalogue } from '#checkers/catalogue';
import type { CheckResult, Evidence } from '#checkers/checker';
import { expected } from '#checkers/expected';
import type { HistoryEvent } from '#history/events';
import { checkScenario } from '#scenarios/format/check/check-scenario';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import type { Step } from '#server/core/turn';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { runOnSim } from './run-on-sim.ts';
import { signatureOf } from './signature.ts';

/** A run that failed: how, the evidence of it that counts, and what happened. */
export type Failure = {
  check: CheckResult;
  evidence: Evidence;
  signature: string;
  events: readonly HistoryEvent[];
  /** What the durations of the run were divided by. */
  timeScale: number;
};

/** A run that was played elsewhere, and judged. */
export type Observed = { checkers: readonly CheckResult[]; events: readonly HistoryEvent[]; timeScale: number };

export type Trials = {
  /** Plays a scenario; null if it does not fail as wanted. The first failure is what is wanted from then on. */
  play(scenario: Scenario): Failure | null;
  /** Whether a candidate can be read as a file, and fails as wanted. */
  stillFails(candidate: Scenario): boolean;
  /** How many runs it took so far. */
  runs(): number;
};

/** Trials of a core; `signature` is the wanted one, if not that of the first failure. */
export function createTrials(options: { plant?: () => Step; signature?: string }): Trials {
  const { plant } = options;
  const faults = [...faultCatalogue.values()];
  const tried = new Map<string, boolean>();
  let wanted: { signature: string; cutOff: boolean; checker: string } | null = null;
  let runs = 0;

  function play(scenario: Scenario): Failure | null {
    runs += 1;
    const found = failuresIn(played(scenario, plant?.(), wanted?.checker)).find((failure) =>
      wanted === null
        ? options.signature === undefined || options.signature === failure.signature
        : failure.signature === wanted.signature && (wanted.cutOff || !isCutOff(failure)),
    );
    if (found === undefined) return null;
    wanted ??= { signature: found.signature, cutOff: isCutOff(found), checker: found.check.name };
    return found;
  }

  return {
    play,
    stillFails(candidate) {
      const input = toInput(candidate);
      const text = JSON.stringify(input);
      const known = tried.get(text);
      if (known !== undefined) return known;
      const { scenario, findings } = checkScenario(input, { faults });
      const fails = scenario !== null && findings.length === 0 && play(scenario) !== null;
      tried.set(text, fails);
      return fails;
    },
    runs: () => runs,
  };
}

/**
 * What comes of a run, in the eyes of one checker or of all. One that throws fails for another reason than the one that
 * is looked for.
 */
function played(scenario: Scenario, step: Step | undefined, checker: string | undefined): Observed {
  const events: HistoryEvent[] = [];
  try {
    const { checkers } = runOnSim(scenario, {
      ...(step === undefined ? {} : { step }),
      ...(checker === undefined ? {} : { checkers: checkerCatalogue.filter(({ name }) => name === checker) }),
      hash: false,
      event: (event) => events.push(event),
    });
    return { checkers, events, timeScale: 1 };
  } catch {
    return { checkers: [], events, timeScale: 1 };
  }
}

/** All that failed and is told, in the order of the checkers. What a scenario expects of itself is not the server's. */
function failuresIn({ checkers, events, timeScale }: Observed): Failure[] {
  const failed = checkers.filter(({ verdict, name }) => verdict === 'fail' && name !== expected.name);
  return failed.flatMap((check) =>
    check.evidence.map((evidence) => {
      const signature = signatureOf({ ...check, evidence: [evidence] }, (id) => events[id - 1]);
      return { check, evidence, signature, events, timeScale };
    }),
  );
}

/** The first failure of a run that was observed, or the one with that signature; null if there is none. */
export function failureSeen(observed: Observed, signature?: string): Failure | null {
  return failuresIn(observed).find((one) => signature === undefined || one.signature === signature) ?? null;
}

/** States in which a device waits for its operator, not for the server. */
const WAITS_FOR_PEOPLE = /^(off|putAway|frozen|signedOff|open\.booking|collectingOffline|refused.*)( |$)/;

/**
 * Whether what has not settled is only that the operator went away: the server is not to blame that bookings are left in
 * a device which nobody told to hand them over.
 */
function isCutOff({ check, evidence, events }: Failure): boolean {
  if (check.name !== 'settled') return false;
  const left = evidence.events.flatMap((id) => events[id - 1] ?? []).find(({ kind }) => kind === 'storage');
  if (left === undefined) return false;
  const last = events.findLast((event) => event.kind === 'transition' && event.node === left.node);
  return last?.kind === 'transition' && WAITS_FOR_PEOPLE.test(last.to);
}
