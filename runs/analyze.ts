/** Judging a history that was saved before, by the checkers of today. */
import { judgeHistory, verdictOf } from '#checkers/judge';
import type { RunResult } from '#checkers/run-result';
import { damagedHistory, type ReadHistory } from '#history/history';

/** Judges a history as read. What is damaged is never called a pass. Errors: `history-damaged` if not even the header is readable. */
export function analyze(read: ReadHistory, path: string): RunResult {
  const { header, events, damage, hash } = read;
  if (header === null) throw damagedHistory(path, damage);
  const checkers = judgeHistory(header, events, { whole: damage === null });
  return {
    scenario: header.scenario,
    verdict: verdictOf(checkers),
    ground: header.ground,
    seed: header.seed,
    historyHash: hash,
    events: events.length,
    steps: events.length,
    simulatedMs: (events[events.length - 1]?.t ?? 0) * header.timeScale,
    wallMs: 0,
    checkers,
    history: path,
    replay: '',
  };
}
