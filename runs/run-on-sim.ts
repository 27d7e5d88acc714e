/**
 * A run on the sim ground, judged while it is played. What a search keeps of it is hash and verdicts; the history
 * itself can be made again from the seed at any time, so writing it down is up to the caller.
 */
import { startJudging, verdictOf } from '#checkers/judge';
import type { Checker } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { headerLine, trailerLine } from '#history/history';
import type { Scenario } from '#scenarios/format/scenario';
import type { Step } from '#server/core/turn';
import { createSimRun } from '#simulators/grounds/sim/ground';
import { expectationOf } from './expectation.ts';
import { headerOf } from './header.ts';

export type SimRunOptions = {
  seed?: number;
  /** The core to run: the reference one, or a mutant. */
  step?: Step;
  commit?: string;
  /** When it is played, as ISO 8601 in UTC. */
  playedAt?: string;
  checkers?: readonly Checker[];
  /** Gets the lines of the history file: header, events, trailer. */
  line?: (line: string) => void;
  /** False for a run that is only judged: without `line`, no text is made of it and `historyHash` is empty. */
  hash?: boolean;
  /** Gets every event. */
  event?: (event: HistoryEvent) => void;
  /** Plays in pieces of so many simulated ms and reports progress in between. */
  progress?: (playedMs: number, endMs: number) => void;
  /** The wall clock in ms, for `wallMs`; 0 without one. */
  wallClock?: () => number;
};

const PROGRESS_MS = 600_000;

/** Plays a scenario on sim and judges it. */
export function runOnSim(scenario: Scenario, options: SimRunOptions = {}): RunResult & { header: HistoryHeader } {
  const seed = options.seed ?? scenario.ground.sim?.seed ?? scenario.seed;
  const { commit = '', playedAt } = options;
  const header = headerOf(scenario, { ground: 'sim', seed, commit, playedAt, timeScale: 1, slackMs: 0 });
  const judge = startJudging(header, options.checkers);
  const { event: see, line, progress, wallClock = () => 0 } = options;
  const begun = wallClock();
  line?.(headerLine(header));
  const run = createSimRun(scenario, {
    seed,
    durationMs: header.durationMs,
    ...(options.step === undefined ? {} : { step: options.step }),
    sinks: {
      fold(event) {
        judge.event(event);
        see?.(event);
      },
      ...(line === undefined ? {} : { line }),
      hash: options.hash !== false,
    },
  });
  if (progress === undefined) run.play();
  else {
    for (let until = PROGRESS_MS; until < run.endsAt; until += PROGRESS_MS) {
      run.play(until);
      progress(until, run.endsAt);
    }
    run.play();
  }
  line?.(trailerLine(run.recording));
  const checkers = judge.end();
  const verdict = verdictOf(checkers);
  return {
    header,
    scenario: scenario.name,
    verdict,
    expectation: expectationOf(scenario.expect, verdict, checkers),
    ground: 'sim',
    seed,
    historyHash: run.recording.hash(),
    events: run.recording.events(),
    steps: run.steps(),
    simulatedMs: run.now(),
    wallMs: Math.round(wallClock() - begun),
    checkers,
    history: null,
    replay: '',
  };
}
