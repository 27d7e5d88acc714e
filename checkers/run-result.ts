/** What a judged run comes to; `run --json` prints exactly this. */
import type { CheckResult, Verdict } from './checker.ts';

/** What the scenario says of its outcome, and whether it came out so. */
export type Expectation = { verdict: Verdict; failing: string[]; met: boolean };

export type RunResult = {
  scenario: string;
  verdict: Verdict;
  expectation: Expectation;
  ground: string;
  seed: number;
  /** Empty if the run was only judged. */
  historyHash: string;
  events: number;
  steps: number;
  simulatedMs: number;
  wallMs: number;
  checkers: CheckResult[];
  /** Path of the history file, or null if none was kept. */
  history: string | null;
  /** The command that plays exactly this run again. */
  replay: string;
};
