/**
 * Trials while a failure is shrunk: whether a candidate is a scenario at all, and fails as the first run did. What has
 * been tried once is not played again.
 */
import type { CheckResult, Evidence } from '#checkers/checker';
import { expected } from '#checkers/expected';
import type { HistoryEvent } from '#history/events';
import { checkScenario } from '#scenarios/format/check-scenario';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import type { Step } from '#server/core/turn';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { runOnSim } from './run-on-sim.ts';
import { signatureOf } from './signature.ts';

/** A run that failed: how, the evidence of it that counts, and what happened. */
export type Failure = { check: CheckResult; evidence: Evidence; signature: string; events: readonly HistoryEvent[] };

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
  let wanted: { name: string; signature: string } | null = null;
  let runs = 0;

  function play(scenario: Scenario): Failure | null {
    runs += 1;
    const events: HistoryEvent[] = [];
    const { checkers } = runOnSim(scenario, {
      ...(plant === undefined ? {} : { step: plant() }),
      hash: false,
      event: (event) => events.push(event),
    });
    const failed = checkers.filter(({ verdict, name }) => verdict === 'fail' && name !== expected.name);
    const failures = failed.flatMap((check) => check.evidence.map((evidence) => failureOf(check, evidence, events)));
    const found = failures.find(({ check, signature }) =>
      wanted === null
        ? options.signature === undefined || options.signature === signature
        : check.name === wanted.name && signature === wanted.signature,
    );
    if (found === undefined || isCutOff(found)) return null;
    wanted ??= { name: found.check.name, signature: found.signature };
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

function failureOf(check: CheckResult, evidence: Evidence, events: readonly HistoryEvent[]): Failure {
  const signature = signatureOf({ ...check, evidence: [evidence] }, (id) => events[id - 1]);
  return { check, evidence, signature, events };
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
