/** How a judged run leaves the command line. */
import type { RunResult } from '#checkers/run-result';
import { EXIT } from './verb.ts';

/** 0 as its scenario expects, and so for a pass; else 1 fail, 2 unknown. A pass where a failure is expected is a fail. */
export function exitOf({ verdict, expectation }: RunResult): number {
  if (expectation.met) return EXIT.pass;
  return verdict === 'unknown' ? EXIT.unknown : EXIT.fail;
}

/** The exit code of several runs: a failure outweighs what is unknown, and that outweighs a pass. */
export function worstExit(results: readonly RunResult[]): number {
  const codes = results.map(exitOf);
  return codes.includes(EXIT.fail) ? EXIT.fail : Math.max(EXIT.pass, ...codes);
}
