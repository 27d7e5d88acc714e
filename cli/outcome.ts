/** How a judged run leaves the command line. */
import type { Verdict } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import type { Scenario } from '#scenarios/format/scenario';
import { EXIT } from './verb.ts';

/** 0 pass, 1 fail, 2 unknown. */
export function exitOf(verdict: Verdict): number {
  return EXIT[verdict];
}

/** Whether a run came out as its scenario expects: its verdict, and the failing checkers if it names any. */
export function asExpected(scenario: Scenario, result: RunResult): boolean {
  const { verdict, failing } = scenario.expect;
  if (result.verdict !== verdict) return false;
  return failing.every((name) => result.checkers.some((check) => check.name === name && check.verdict === 'fail'));
}
