/**
 * What a terminal's last stored transaction says about a payment whose outcome was lost. Records are compared as a set
 * of fields, never as "greater": receipt numbers wrap and trace numbers may start again.
 */
import type { Baseline, TerminalRecord } from './facts.ts';

/** The answer to "repeat receipt": the last stored transaction, or none. */
export type LastTransaction = { record: TerminalRecord; result: number; amountCents: number } | null;
export type Verdict = { outcome: 'paid' | 'declined' | 'not-paid' | 'unknown'; paidCents: number };

const UNKNOWN: Verdict = { outcome: 'unknown', paidCents: 0 };

/**
 * Judges the last transaction of an idle terminal against what was known before the payment began.
 * Without a certain baseline an older payment over the same amount could be taken for ours, so that is unknown.
 */
export function judgeLastTransaction(baseline: Baseline, last: LastTransaction): Verdict {
  if (last === null) return baseline === 'none' ? { outcome: 'not-paid', paidCents: 0 } : UNKNOWN;
  if (baseline === 'unknown') return UNKNOWN;
  if (baseline !== 'none' && sameRecord(baseline, last.record)) return { outcome: 'not-paid', paidCents: 0 };
  if (last.result === 0 && last.amountCents > 0) return { outcome: 'paid', paidCents: last.amountCents };
  return { outcome: 'declined', paidCents: 0 };
}

function sameRecord(a: TerminalRecord, b: TerminalRecord): boolean {
  return a.receiptNo === b.receiptNo && a.trace === b.trace;
}
