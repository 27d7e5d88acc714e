/** Collects what a checker finds and turns it into its result. */
import { clockText, durationText } from '#history/clock';
import type { HistoryHeader } from '#history/events';
import { MOST_EVIDENCE, type CheckResult, type Deadline, type Evidence } from './checker.ts';

export type Findings = {
  /** One more thing was judged. */
  judge(): void;
  /**
   * `how` is a deadline, if what is wrong is that something came too late, or too early; or a word for what is wrong, if
   * the kinds of the events do not tell.
   */
  fail(events: number[], sentence: string, how?: Deadline | string): void;
  unknown(reason: string): void;
  result(whole: boolean): CheckResult;
  /** A time of the run as sentences give it: by the clock of the scenario, on whatever ground. */
  at(ms: number): string;
  /** How long, likewise. */
  lasting(ms: number): string;
};

/** Findings of the named checker. A failure outweighs an unknown; a history that is not whole is never a pass. */
export function findings(name: string, { timeScale }: Pick<HistoryHeader, 'timeScale'>): Findings {
  const evidence: Evidence[] = [];
  let judged = 0;
  let failures = 0;
  let reason = '';
  return {
    judge() {
      judged += 1;
    },
    fail(events, sentence, how) {
      failures += 1;
      if (evidence.length === MOST_EVIDENCE) return;
      const known = how === undefined ? {} : typeof how === 'string' ? { what: how } : { deadline: how };
      evidence.push({ events, sentence, ...known });
    },
    unknown(why) {
      reason ||= why;
    },
    result(whole) {
      const found = { name, judged, failures, evidence };
      if (failures > 0) return { ...found, verdict: 'fail' };
      if (!whole) return { ...found, verdict: 'unknown', reason: 'the history is not whole' };
      if (reason !== '') return { ...found, verdict: 'unknown', reason };
      return { ...found, verdict: 'pass' };
    },
    at: (ms) => clockText(ms * timeScale),
    lasting: (ms) => durationText(ms * timeScale),
  };
}
