/** Judging a history that was saved before, by the checkers of today. */
import { startJudging, verdictOf, type Judge } from '#checkers/judge';
import type { RunResult } from '#checkers/run-result';
import type { HistoryHeader } from '#history/events';
import { damagedHistory, readHistory, type Damage, type Readers } from '#history/reading';
import type { Scenario } from '#scenarios/format/scenario';
import { expectationOf } from './expectation.ts';

/**
 * Judges a history as it is read. What is damaged is never called a pass. `see` is shown every event as well. Errors:
 * `history-damaged` if not even the header is readable.
 */
export function analyze(
  lines: Iterable<string>,
  path: string,
  see?: Readers['event'],
): { result: RunResult; header: HistoryHeader; damage: Damage | null } {
  let judge: Judge | undefined;
  let lastMs = 0;
  const { header, events, hash, damage } = readHistory(lines, {
    header: (found) => (judge = startJudging(found)),
    event(event) {
      judge?.event(event);
      lastMs = event.t;
      see?.(event);
    },
  });
  if (header === null || judge === undefined) throw damagedHistory(path, damage);
  const checkers = judge.end(damage === null);
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
