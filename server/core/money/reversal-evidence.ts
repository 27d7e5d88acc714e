/**
 * What the messages of a terminal prove about the reversal (06 30) of its last payment; as with payments (`evidence.ts`),
 * whatever is missing, unreadable or contradictory proves nothing. Terminals differ in what a reversal leaves in their
 * store: a record of its own that names the original, or the record of the payment made void (docs/decisions/014).
 */
import type { Fields } from '#protocols/zvt/fields';
import type { ReversalOutcome, TerminalRecord } from '../facts.ts';
import { differ, isFailure, recordOf, sameNumbers, sayTheSame, type Dialogue, type Stored } from './evidence.ts';

/** `record`: what is now known for certain to be the last in the store; null if that is what it was. */
export type ReversalFinding =
  { outcome: ReversalOutcome; record: TerminalRecord | null } | { outcome: 'unknown'; doubt: string };

const OK = 0x00;
const ALREADY_REVERSED = 0xb4;

/** How the process of a reversal ended; `paid` is the payment in the terminal's store. */
export function judgeReversal(paid: TerminalRecord, { opening, results, ending, fault }: Dialogue): ReversalFinding {
  if (fault !== null) return unknown(fault);
  if (opening !== null && opening !== 'accepted') return notReversed(opening.refused);
  if (opening === null || ending === null) return unknown('the process has not ended');
  if (![...results, ending].every(({ whole }) => whole)) return unknown('a message could not be read to its end');
  const endCode = ending.fields.resultCode;
  const last = results.at(-1)?.fields;
  if (last === undefined) {
    if (ending.by === 'completion' || !isFailure(endCode)) return unknown('no result was sent');
    return notReversed(endCode);
  }
  if (isFailure(last.resultCode)) {
    if (endCode === OK || !results.every(({ fields }) => isFailure(fields.resultCode)))
      return unknown('reversed and refused in one process');
    return notReversed(last.resultCode);
  }
  if (last.resultCode !== OK || ending.by === 'abort' || !sayTheSame(ending.fields, last))
    return unknown('reversed, then ended otherwise');
  if (!results.every(({ fields }) => sayTheSame(fields, last))) return unknown('two different results');
  return judgeReversed(paid, last);
}

/** What the store of a terminal, idle just before, says of a reversal whose process was lost. */
export function judgeReversalStore(paid: TerminalRecord, stored: Stored): ReversalFinding {
  if (stored === null) return unknown('the terminal does not tell its last transaction');
  if (stored === 'empty') return unknown('the store was emptied meanwhile');
  const { record, fields } = stored;
  if (differ(paid.terminalId, record.terminalId)) return unknown('another terminal answers');
  if (!sameNumbers(paid, record) || fields.originalTrace !== undefined) return judgeReversed(paid, fields);
  if (isFailure(fields.resultCode)) return { outcome: 'reversed', record: voided(record) };
  return fields.resultCode === OK && fields.amountCents === paid.amountCents
    ? { outcome: 'not-reversed', record: null }
    : unknown('the payment is there with another amount');
}

/** A result 00 is that of our reversal if it names the payment, by its trace or by its own numbers, and its amount. */
function judgeReversed(paid: TerminalRecord, said: Fields): ReversalFinding {
  const record = recordOf(said);
  if (record === null) return unknown('no record');
  const isOurs = said.originalTrace === undefined ? sameNumbers(paid, record) : said.originalTrace === paid.trace;
  if (said.resultCode !== OK || !isOurs) return unknown('a transaction of another kind');
  if (differ(paid.terminalId, record.terminalId)) return unknown('another terminal answers');
  if (differ(paid.amountCents, said.amountCents)) return unknown('a reversal over another amount');
  return { outcome: 'reversed', record: sameNumbers(paid, record) ? voided(record) : record };
}

/** A record made void keeps its numbers, and no amount that could be compared later. */
function voided({ receiptNo, trace, terminalId }: TerminalRecord): TerminalRecord {
  return { receiptNo, trace, ...(terminalId === undefined ? {} : { terminalId }) };
}

/** A terminal that has reversed it already says so; then its store is asked. */
function notReversed(code: number): ReversalFinding {
  return code === ALREADY_REVERSED ? unknown('reversed already') : { outcome: 'not-reversed', record: null };
}

function unknown(doubt: string): ReversalFinding {
  return { outcome: 'unknown', doubt };
}
