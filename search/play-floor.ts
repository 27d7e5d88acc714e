/**
 * Plays one floor of a search and says what came of it. A floor on which something fails is played a second time, event
 * by event: what does not come out the same again is reported as just that. An error in the simulation, and a run that
 * does not end, are failures of the floor and never the end of the search.
 */
import type { CheckResult, Verdict } from '#checkers/checker';
import type { HistoryEvent } from '#history/events';
import { runOnSim } from '#runs/run-on-sim';
import { failuresOf } from '#runs/shrink-run';
import { signatureOf } from '#runs/signature';
import type { Scenario } from '#scenarios/format/scenario';
import type { Step } from '#server/core/turn';
import { startCoverage } from './coverage/coverage.ts';
import type { Failure, Mishap } from './finds/finds.ts';

export type PlayOptions = {
  /** The core to run: the reference one, or a mutant with fresh memory for every run. */
  plant?: () => Step;
  /** What the run reaches is looked at only if it is to be learned. */
  coverage?: boolean;
  /** A run with more events does not come to its end. */
  mostEvents?: number;
};

export type FloorOutcome = {
  floor: number;
  verdict: Verdict;
  /** One for each checker that fails. */
  failures: readonly Failure[];
  /** Checkers that could not judge, and why. */
  unknown: readonly { checker: string; reason: string }[];
  /** What of the coverage was reached. */
  points: readonly string[];
  events: number;
  /** What the run cost: things done in it, the same on every machine. */
  steps: number;
  simulatedMs: number;
};

/** More events than any floor has: the evening of 22 devices has a third of it. */
const MOST_EVENTS = 1_000_000;

/** Plays the floor with that number in the search. */
export function playFloor(floor: number, scenario: Scenario, options: PlayOptions = {}): FloorOutcome {
  const coverage = options.coverage === false ? null : startCoverage();
  const first = attempt(scenario, options, (event) => coverage?.event(event));
  const points = coverage === null ? [] : [...coverage.points()];
  const { result } = first;
  const shared = { floor, points, events: first.events, steps: result?.steps ?? 0 };
  const simulatedMs = result?.simulatedMs ?? 0;
  if (first.failure === null && failuresOf(first.checkers).length === 0) {
    const unknown = first.checkers
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ name, reason = '' }) => ({ checker: name, reason }));
    return { ...shared, simulatedMs, verdict: unknown.length === 0 ? 'pass' : 'unknown', failures: [], unknown };
  }
  const events: HistoryEvent[] = [];
  const second = attempt(scenario, options, (event) => events.push(event));
  const failures = isSame(first, second)
    ? first.failure === null
      ? failuresOf(second.checkers).map((check) => failureOf(check, events))
      : [first.failure]
    : [differently(first, second)];
  return { ...shared, simulatedMs, verdict: 'fail', failures, unknown: [] };
}

/** What came of a floor that could not be made, or whose worker did not live to tell. */
export function mishapOutcome(floor: number, mishap: Mishap, why: string): FloorOutcome {
  const failure = { checker: mishap, signature: `${mishap}: ${why.replaceAll(/\d+/g, '#')}`, sentence: why };
  return { floor, ...NOTHING, failures: [failure] };
}

/** What came of a floor whose making threw that. */
export function crashOf(floor: number, error: unknown): FloorOutcome {
  return { floor, ...NOTHING, failures: [mishapOf(error)] };
}

const NOTHING = { verdict: 'fail', unknown: [], points: [], events: 0, steps: 0, simulatedMs: 0 } as const;

type SimResult = ReturnType<typeof runOnSim>;
/** A run that came to its end, or the mishap that ended it. */
type Attempt = { events: number; result: SimResult | null; checkers: readonly CheckResult[]; failure: Failure | null };

function attempt(
  scenario: Scenario,
  { plant, mostEvents = MOST_EVENTS }: PlayOptions,
  see: (event: HistoryEvent) => void,
): Attempt {
  let events = 0;
  try {
    const result = runOnSim(scenario, {
      ...(plant === undefined ? {} : { step: plant() }),
      hash: false,
      event(event) {
        events += 1;
        if (events > mostEvents) throw new NeverEnds(event, mostEvents);
        see(event);
      },
    });
    return { events, result, checkers: result.checkers, failure: null };
  } catch (error) {
    return { events, result: null, checkers: [], failure: mishapOf(error) };
  }
}

class NeverEnds extends Error {
  readonly event: HistoryEvent;
  constructor(event: HistoryEvent, most: number) {
    super(`more than ${most} events, the last of them at ${event.t} ms`);
    this.event = event;
  }
}

function mishapOf(error: unknown): Failure {
  if (error instanceof NeverEnds) {
    return { checker: 'never-ends', signature: `never-ends: ${error.event.kind}`, sentence: error.message };
  }
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const signature = ['crash:', name, message.replaceAll(/\d+/g, '#'), ...callersIn(stack)].join(' ');
  return { checker: 'crash', signature, sentence: `${name}: ${message}` };
}

/** The innermost functions of a stack, without their places: those move with every line that is added. */
function callersIn(stack: string): string[] {
  return [...stack.matchAll(/^\s+at (?:async )?([\w$.<>]+) \(/gm)]
    .slice(0, MOST_CALLERS)
    .map(([, name]) => `< ${name}`);
}
const MOST_CALLERS = 3;

function failureOf(check: CheckResult, events: readonly HistoryEvent[]): Failure {
  return {
    checker: check.name,
    signature: signatureOf(check, (id) => events[id - 1]),
    sentence: check.evidence[0]?.sentence ?? '',
  };
}

function isSame(first: Attempt, second: Attempt): boolean {
  return shown(first) === shown(second);
}

/** What must be the same whenever a floor is played. */
function shown({ events, result, checkers, failure }: Attempt): string {
  const sentences = checkers.flatMap(({ name, verdict, evidence }) => [
    name,
    verdict,
    ...evidence.map((e) => e.sentence),
  ]);
  return [`${events} events`, `${result?.steps ?? 0} steps`, failure?.signature ?? '', ...sentences].join('\n');
}

function differently(first: Attempt, second: Attempt): Failure {
  const [before, after] = [first, second].map((one) => shown(one).split('\n'));
  const i = (before ?? []).findIndex((line, n) => line !== after?.[n]);
  const sentence = `the floor came out as “${before?.[i] ?? ''}”, and played again as “${after?.[i] ?? ''}”`;
  return { checker: 'does-not-repeat', signature: 'does-not-repeat', sentence };
}
