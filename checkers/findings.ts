/** Collects what a checker finds and turns it into its result. */
import { MOST_EVIDENCE, type CheckResult, type Evidence } from './checker.ts';

export type Findings = {
  /** One more thing was judged. */
  judge(): void;
  fail(events: number[], sentence: string): void;
  unknown(reason: string): void;
  result(whole: boolean): CheckResult;
};

/** Findings of the named checker. A failure outweighs an unknown; a history that is not whole is never a pass. */
export function findings(name: string): Findings {
  const evidence: Evidence[] = [];
  let judged = 0;
  let failures = 0;
  let reason = '';
  return {
    judge() {
      judged += 1;
    },
    fail(events, sentence) {
      failures += 1;
      if (evidence.length < MOST_EVIDENCE) evidence.push({ events, sentence });
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
  };
}

/** Seconds of the run, as failure sentences give times. */
export function at(ms: number): string {
  const tenths = Math.round(ms / 100);
  return `${Math.floor(tenths / 10)}.${tenths % 10} s`;
}
