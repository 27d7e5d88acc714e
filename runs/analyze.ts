/** Judging a history that was saved before, by the checkers of today. */
import type { CheckResult } from '#checkers/checker';
import { startJudging, verdictOf, type Judge } from '#checkers/judge';
import type { RunResult } from '#checkers/run-result';
import type { HistoryHeader } from '#history/events';
import { damagedHistory, readHistory, type Damage } from '#history/reading';
import type { Scenario } from '#scenarios/format/scenario';
import { expectationOf } from './expectation.ts';

/**
 * Judges a history as it is read. What is damaged is never called a pass. Errors:
 * `history-damaged` if not even the header is readable, or what comes before the damage makes no sense to a checker.
 */
export function analyze(
  lines: Iterable<string>,
  path: string,
): { result: RunResult; header: HistoryHeader; damage: Damage | null } {
  let judge: Judge | undefined;
  let lastMs = 0;
  let thrown: unknown;
  /** Checkers take events for what they say they are. One that is not is damage, unless the hash vouches for it. */
  const attempt = (step: () => void): void => {
    try {
      if (thrown === undefined) step();
    } catch (error) {
      thrown = error;
    }
  };
  const { header, events, hash, damage } = readHistory(lines, {
    header: (found) => (judge = startJudging(found)),
    event(event) {
      attempt(() => judge?.event(event));
      lastMs = event.t;
    },
  });
  if (header === null) throw damagedHistory(path, damage);
  let checkers: CheckResult[] = [];
  attempt(() => (checkers = judge?.end(damage === null) ?? []));
  if (thrown !== undefined) throw damage === null ? thrown : damagedHistory(path, damage);
  const verdict = verdictOf(checkers);
  const expectation = expectationOf((header.source as Partial<Scenario>).expect, verdict, checkers);
  const result = {
    scenario: header.scenario,
    verdict,
    expectation: { ...expectation, met: expectation.met && damage === null },
    ground: header.ground,
    seed: header.seed,
    historyHash: hash,
    events,
    steps: events,
    simulatedMs: lastMs * header.timeScale,
    wallMs: 0,
    checkers,
    history: path,
    replay: '',
  };
  return { result, header, damage };
}
