/** Whether a run came out as its scenario says it would: a planted bug is expected to fail, and its scenario is green. */
import type { CheckResult, Verdict } from '#checkers/checker';
import type { Expectation } from '#checkers/run-result';

/**
 * Compares verdict and failing checkers with what a scenario expects; a scenario that says nothing expects a pass.
 * Where it names failing checkers, just these must fail: one more is news.
 */
export function expectationOf(
  expect: { verdict?: Verdict; failing?: readonly string[] } | undefined,
  verdict: Verdict,
  checkers: readonly CheckResult[],
): Expectation {
  const { verdict: wanted = 'pass', failing = [] } = expect ?? {};
  const failed = checkers.filter((one) => one.verdict === 'fail').map(({ name }) => name);
  const sameFailed = failing.every((name) => failed.includes(name)) && failed.every((name) => failing.includes(name));
  return { verdict: wanted, failing: [...failing], met: wanted === verdict && (failing.length === 0 || sameFailed) };
}
