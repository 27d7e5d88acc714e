/**
 * What the messages of a terminal prove about money. `paid` and `not paid` each need a positive, complete proof, named
 * in `Proof`; whatever is missing, unreadable, out of turn or contradictory proves nothing, and the outcome stays
 * unknown: never "no evidence, so nothing happened".
 *
 * A terminal without certain news may still be asked for its last stored transaction. That tells of ours by comparison
 * with the one before it, so it proves something only if that one is known for certain, and only if the terminal has
 * just said, on the same connection, that nothing runs (docs/decisions/013). Facts of the protocol: PA00P015 rev 13.08.
 */
import type { Fields } from '#protocols/zvt/fields';
import { findTag } from '#protocols/zvt/tlv';
import type { Baseline, PaymentOutcome, TerminalRecord } from '../facts.ts';

/** What one message said; `whole` unless its bytes could not all be read. */
export type Statement = { fields: Fields; whole: boolean };

/** All that one command brought, in the order of the protocol. */
export type Dialogue = {
  /** The answer to the command itself: taken, or the code of the refusal (84 xx); null while there was none. */
  opening: 'accepted' | { refused: number } | null;
  /** Status informations (04 0F), each acknowledged by us. */
  results: Statement[];
  /** Completion (06 0F) or abort (06 1E); null if the process did not end. */
  ending: ({ by: 'completion' | 'abort' } & Statement) | null;
  /** The first message out of turn, or what else made the dialogue unreadable. */
  fault: string | null;
};

/** What is asked of a terminal, and its last stored transaction before that. */
export type Asked = { cents: number; baseline: Baseline };

/** The message that proves an outcome. */
export type Proof =
  /** Result 00 in 04 0F with amount and a record of its own, acknowledged, then 06 0F. */
  | 'approval'
  /** A result other than 00 in every 04 0F, then 06 0F or 06 1E. */
  | 'declination'
  /** 06 1E with a result, and no 04 0F before it. */
  | 'abort'
  /** 84 xx in place of the acceptance: the process has not begun. */
  | 'refusal'
  /** 06 01 was never handed to a connection. */
  | 'never-asked'
  /** A stored payment newer than the one known before, over the amount asked. */
  | 'stored-approval'
  /** A stored transaction newer than the one known before, with a result other than 00. */
  | 'stored-declination'
  /** The reversal of a transaction newer than the one known before. */
  | 'stored-reversal'
  /** The transaction known before is still the last one. */
  | 'unchanged-store'
  /** The store is as empty as before: 06 1E with result 64. */
  | 'empty-store';

/** `record`: what is now known for certain to be the last in the store; not all terminals store what was declined. */
export type Finding =
  | { outcome: 'paid'; paidCents: number; record: TerminalRecord; proof: Proof }
  | { outcome: Exclude<PaymentOutcome, 'paid'>; record: TerminalRecord | null; proof: Proof }
  | { outcome: 'unknown'; doubt: string };

/** The last transaction in a terminal's store, or that it has none; null if the terminal has not said so for certain. */
export type Stored = { record: TerminalRecord; fields: Fields } | 'empty' | null;

const EURO = 978;
const OK = 0x00;
/** Stopped by key, by the till, or by waiting too long. */
const STOPPED = 0x6c;
/** To a repeat receipt: there is none. */
const NO_TRANSACTION = 0x64;

/** How the process of an authorisation ended. */
export function judgePayment(asked: Asked, { opening, results, ending, fault }: Dialogue): Finding {
  if (fault !== null) return unknown(fault);
  if (opening !== null && opening !== 'accepted') return { outcome: 'aborted', record: null, proof: 'refusal' };
  if (opening === null || ending === null) return unknown('the process has not ended');
  if (![...results, ending].every(({ whole }) => whole)) return unknown('a message could not be read to its end');
  const last = results.at(-1)?.fields;
  const endCode = ending.fields.resultCode;
  if (last === undefined) {
    if (ending.by === 'completion' || !isFailure(endCode)) return unknown('no result was sent');
    return { outcome: kindOf(endCode), record: null, proof: 'abort' };
  }
  if (isFailure(last.resultCode)) {
    if (endCode === OK || !results.every(({ fields }) => isFailure(fields.resultCode)))
      return unknown('approved and declined in one process');
    return { outcome: kindOf(last.resultCode), record: null, proof: 'declination' };
  }
  const doubt = doubtOfApproval(last);
  const record = recordOf(last);
  if (doubt !== null || record === null) return unknown(doubt ?? 'no record');
  if (ending.by === 'abort' || !sayTheSame(ending.fields, last)) return unknown('approved, then ended otherwise');
  if (!results.every(({ fields }) => isFailure(fields.resultCode) || sayTheSame(fields, last)))
    return unknown('two different approvals');
  if (asked.baseline !== 'none' && asked.baseline !== 'unknown' && sameNumbers(asked.baseline, record))
    return unknown('the record of an older payment');
  return { outcome: 'paid', paidCents: last.amountCents ?? 0, record, proof: 'approval' };
}

/** What a repeat receipt says of the terminal's store. */
export function readStore({ opening, results, ending, fault }: Dialogue): Stored {
  if (fault !== null || opening !== 'accepted' || ending === null) return null;
  if (![...results, ending].every(({ whole }) => whole)) return null;
  const last = results.at(-1)?.fields;
  if (last === undefined) return ending.by === 'abort' && ending.fields.resultCode === NO_TRANSACTION ? 'empty' : null;
  const record = recordOf(last);
  if (ending.by === 'abort' || last.resultCode === undefined || record === null) return null;
  return results.every(({ fields }) => sayTheSame(fields, last)) ? { record, fields: last } : null;
}

/** What the store of a terminal, idle just before, says of a payment whose process was lost. */
export function judgeStore({ cents, baseline }: Asked, stored: Stored): Finding {
  if (stored === null) return unknown('the terminal does not tell its last transaction');
  if (baseline === 'unknown') return unknown('the transaction before is not known');
  if (stored === 'empty') {
    if (baseline !== 'none') return unknown('the store was emptied meanwhile');
    return { outcome: 'not-paid', record: null, proof: 'empty-store' };
  }
  const { record, fields } = stored;
  if (baseline !== 'none') {
    if (differ(baseline.terminalId, record.terminalId)) return unknown('another terminal answers');
    if (sameNumbers(baseline, record)) {
      if (differ(baseline.amountCents, record.amountCents)) return unknown('numbers of an older transaction');
      return { outcome: 'not-paid', record, proof: 'unchanged-store' };
    }
  }
  const { resultCode, amountCents, originalTrace } = fields;
  if (amountCents !== undefined && amountCents !== 0 && !isOurs(amountCents, cents))
    return unknown('a transaction over another amount');
  if (originalTrace !== undefined) {
    const older = baseline !== 'none' && originalTrace === baseline.trace;
    if (resultCode !== OK || older) return unknown('a reversal of something else, or one that failed');
    return { outcome: 'not-paid', record, proof: 'stored-reversal' };
  }
  if (isFailure(resultCode)) return { outcome: 'declined', record, proof: 'stored-declination' };
  const doubt = doubtOfApproval(fields);
  return doubt === null
    ? { outcome: 'paid', paidCents: amountCents ?? 0, record, proof: 'stored-approval' }
    : unknown(doubt);
}

/** Why a status information with a record is not the complete approval of a payment; null if it is. */
function doubtOfApproval(said: Fields): string | null {
  const { resultCode, resultCodeAs, amountCents, currency, originalTrace } = said;
  if (resultCode !== OK) return 'no result';
  // Answers A0 to AF of the host come as result 00, with the answer beside it.
  if (resultCodeAs !== undefined && resultCodeAs !== OK) return 'the host answered otherwise';
  if (amountCents === undefined || amountCents <= 0) return 'no amount';
  if (currency !== undefined && currency !== EURO) return 'another currency';
  return originalTrace === undefined ? null : 'a reversal';
}

/** More than was asked is a tip, of up to half as much again; less, or more than that, may be another's payment. */
function isOurs(amountCents: number, askedCents: number): boolean {
  return amountCents >= askedCents && 2 * amountCents <= 3 * askedCents;
}

/** What identifies a transaction; null if its receipt or trace number is not told. FFFF and zeros stand for none. */
export function recordOf(said: Fields): TerminalRecord | null {
  const { receiptNo, terminalId, amountCents } = said;
  const trace = said.trace === 0 ? longTrace(said) : said.trace;
  if (receiptNo === undefined || !/^\d{4}$/.test(receiptNo) || receiptNo === '0000') return null;
  if (trace === undefined || trace <= 0) return null;
  return {
    receiptNo,
    trace,
    ...(terminalId === undefined ? {} : { terminalId }),
    ...(amountCents === undefined ? {} : { amountCents }),
  };
}

/** Tag 1F2B: a trace number too long for its bitmap, which is all zeros then. */
function longTrace({ tlv }: Fields): number | undefined {
  const digits = findTag(tlv, '1F2B')?.value ?? '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

export function sameNumbers(a: TerminalRecord, b: TerminalRecord): boolean {
  return a.receiptNo === b.receiptNo && a.trace === b.trace;
}

/** Whether what two status informations say of one transaction agrees as far as both say it. */
export function sayTheSame(a: Fields, b: Fields): boolean {
  return (
    !differ(a.resultCode, b.resultCode) &&
    !differ(a.amountCents, b.amountCents) &&
    !differ(a.receiptNo, b.receiptNo) &&
    !differ(a.trace, b.trace)
  );
}

export function differ<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

export function isFailure(code: number | undefined): code is number {
  return code !== undefined && code !== OK;
}

function kindOf(code: number): 'aborted' | 'declined' {
  return code === STOPPED ? 'aborted' : 'declined';
}

function unknown(doubt: string): Finding {
  return { outcome: 'unknown', doubt };
}

/** The total of an end of day: told once with result 00, and completed; null if that is not certain. */
export function readTotal({ opening, results, ending, fault }: Dialogue): number | null {
  const [told, ...more] = results;
  if (fault !== null || opening !== 'accepted' || ending?.by !== 'completion' || more.length > 0) return null;
  if (told?.whole !== true || !ending.whole || told.fields.resultCode !== OK) return null;
  const { amountCents, totals } = told.fields;
  if (amountCents === undefined || totals === undefined) return amountCents ?? null;
  const { girocard, jcb, eurocard, amex, visa, diners, other } = totals;
  const sum = [girocard, jcb, eurocard, amex, visa, diners, other].reduce((cents, brand) => cents + brand.cents, 0);
  return sum === amountCents ? sum : null;
}
