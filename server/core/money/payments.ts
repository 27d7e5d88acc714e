/**
 * Payments. The hold begins before the terminal is asked and ends after the outcome is journalled. If the outcome
 * cannot be learnt in time, the tab is parked (shown blue) with a notice; asking goes on until there is an answer.
 * "Unknown" is a state, never a guess: a payment is not repeated while it lasts.
 */
import { always, reachable, sometimes } from '#protocols/marks';
import type { Booking, Receipt } from '#protocols/mpos/messages';
import { assignedTerminal } from '../clients/clients.ts';
import { bookAll, settle } from './bookings.ts';
import { euros } from './euros.ts';
import type { PaymentOutcome, TerminalRecord } from '../facts.ts';
import { release, resumeHold } from '../tabs/locks.ts';
import { printNotice } from '../paper/print-queue.ts';
import { tabOf, type Lock, type Payment } from '../state.ts';
import { answer, record, refuse, send, type Turn } from '../turn.ts';

const cardOfParked = sometimes('card-of-parked-tab', 'a parked tab is paid by card a second time');
const cardForPart = sometimes('card-for-part', 'a card is asked for a part of what is on the tab');
const usedUpAtStart = sometimes('payment-used-up', 'a payment is parked at a start, as its limit is used up');
const outcomeOfParked = sometimes('outcome-of-parked', 'the outcome of a payment is learnt after its tab was parked');
const paidWhileParked = sometimes('parked-was-paid', 'the card of a parked tab was charged, and settles it');
const paidInVain = sometimes('paid-in-vain', 'a card was charged for a tab that was settled otherwise meanwhile');
const partDueBack = sometimes('part-due-back', 'a part of a charge is due back, as the tab had become smaller');
const tipped = sometimes('tip', 'a guest pays more than was asked: a tip');
const allAccounted = always('charge-accounted', 'every cent of a charge settles a tab, is a tip, or is due back');
const holdOfParked = sometimes('hold-limit-of-parked', 'the limit of a payment is over when its tab is parked already');
const parkedByLimit = reachable('parked-by-limit', 'a tab is parked because its payment has lasted too long');
const lateWhileOpen = sometimes('late-while-open', 'a parked tab is open when it is learnt that its card was charged');
const parkedAtStart = sometimes('parked-at-start', 'the server is started while a tab is parked, and goes on asking');

/** Begins a card payment of the whole balance, or of `mostCents` of it. */
export function pay(
  turn: Turn,
  lock: Lock,
  req: number,
  bookings: Booking[],
  options: { terminal: string; confirmed: boolean; mostCents: number | undefined },
): void {
  const { state } = turn;
  const tab = tabOf(state, lock.tab);
  const terminal = state.terminals.get(options.terminal);
  const assigned = assignedTerminal(state, lock.device);
  const refusal =
    terminal === undefined
      ? 'unknown-terminal'
      : assigned !== null && assigned !== options.terminal
        ? 'terminal-not-assigned'
        : terminal.payment !== null || terminal.reversing !== null
          ? 'terminal-busy'
          : terminal.last === 'unknown'
            ? 'terminal-not-ready'
            : tab.parked !== null && !options.confirmed
              ? 'card-may-be-charged'
              : null;
  if (terminal === undefined || refusal !== null) {
    refuse(turn, lock.device, req, refusal ?? 'unknown-terminal');
    return;
  }
  bookAll(turn, lock, bookings, false);
  if (tab.balanceCents <= 0) {
    refuse(turn, lock.device, req, 'nothing-to-pay');
    return;
  }
  cardOfParked(tab.parked !== null);
  const payment = state.lastPayment + 1;
  const baseline = terminal.last;
  const cents = Math.min(tab.balanceCents, options.mostCents ?? tab.balanceCents);
  cardForPart(cents < tab.balanceCents);
  record(turn, {
    kind: 'payment-begun',
    payment,
    tab: lock.tab,
    token: lock.token,
    device: lock.device,
    operator: lock.operator,
    terminal: options.terminal,
    cents,
    baseline,
  });
  answer(turn, lock.device, {
    type: 'reply',
    req,
    ok: true,
    did: 'paying',
    seqs: bookings.map((line) => line.seq),
    payment,
  });
  turn.outputs.push({ kind: 'authorise', payment, terminal: options.terminal, cents, baseline });
  const begun = state.payments.get(payment);
  if (begun !== undefined) awaitOutcome(turn, begun, 0);
}

/** Waits for an outcome for what is left of the limit; parks the tab at once if nothing is. */
function awaitOutcome(turn: Turn, payment: Payment, carriedMs: number): void {
  payment.carriedMs = carriedMs;
  payment.sinceMs = turn.now;
  const inMs = turn.state.config.durations.paymentHoldMs - carriedMs;
  usedUpAtStart(inMs <= 0);
  if (inMs <= 0) park(turn, payment);
  else turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'payment-hold', payment: payment.payment } });
}

/**
 * Counts long payments, as `countSilences` does silences: the next stretch of the limit is journalled before it has
 * passed, so that a restart begins no new limit.
 */
export function countWaiting(turn: Turn): void {
  const { heartbeatMs, enquiryLimitMs, paymentHoldMs } = turn.state.config.durations;
  for (const { payment, tab, carriedMs, sinceMs, waitedMs, parked } of turn.state.payments.values()) {
    const byNextLookMs = carriedMs + turn.now - sinceMs + heartbeatMs;
    const countedMs = Math.max(waitedMs, enquiryLimitMs);
    if (parked || byNextLookMs <= countedMs || countedMs >= paymentHoldMs) continue;
    const stretches = Math.ceil((byNextLookMs - countedMs) / enquiryLimitMs);
    const next = Math.min(paymentHoldMs, countedMs + stretches * enquiryLimitMs);
    record(turn, { kind: 'payment-waiting', payment, tab, waitedMs: next });
  }
}

/** What became of a payment, from the terminal or from asking it afterwards. */
export function paymentOutcome(
  turn: Turn,
  number: number,
  outcome: PaymentOutcome | 'unknown',
  paidCents: number,
  terminalRecord: TerminalRecord | null,
): void {
  const payment = turn.state.payments.get(number);
  if (payment === undefined) return;
  outcomeOfParked(payment.parked && outcome !== 'unknown');
  if (outcome === 'unknown') park(turn, payment);
  else if (outcome === 'paid') paid(turn, payment, paidCents, terminalRecord);
  else notPaid(turn, payment, outcome, terminalRecord);
}

function paid(turn: Turn, payment: Payment, paidCents: number, terminalRecord: TerminalRecord | null): void {
  const { state } = turn;
  const lock = state.locks.get(payment.token);
  const { settledCents, tipCents, refundCents } = divide(paidCents, payment, tabOf(state, payment.tab).balanceCents);
  paidWhileParked(payment.parked && !payment.superseded);
  paidInVain(payment.superseded);
  partDueBack(refundCents > 0 && settledCents > 0);
  tipped(tipCents > 0);
  allAccounted(settledCents + tipCents + refundCents === paidCents);
  record(turn, {
    kind: 'payment-ended',
    payment: payment.payment,
    tab: payment.tab,
    outcome: 'paid',
    paidCents,
    tipCents,
    record: terminalRecord,
    refundCents,
  });
  if (refundCents > 0) {
    printNotice(turn, payment, [
      `Card charged ${euros(paidCents)} EUR for tab ${payment.tab},`,
      `${euros(refundCents)} EUR settled otherwise: refund due`,
    ]);
  }
  if (payment.superseded) return;
  const receipt = settledCents === 0 ? undefined : settle(turn, payment, settledCents, payment.payment).receipt;
  if (lock !== undefined) release(turn, lock, 'payment');
  tellDevice(turn, payment, 'paid', paidCents, tipCents, receipt);
  tellHolder(turn, payment);
}

/** A charge settles what was asked for, beyond that it is a tip; what is no longer open by now is due back. */
function divide(
  paidCents: number,
  { cents, superseded }: Payment,
  balanceCents: number,
): { settledCents: number; tipCents: number; refundCents: number } {
  if (superseded) return { settledCents: 0, tipCents: 0, refundCents: paidCents };
  const tipCents = Math.max(0, paidCents - cents);
  const settledCents = Math.max(0, Math.min(paidCents - tipCents, balanceCents));
  return { settledCents, tipCents, refundCents: paidCents - tipCents - settledCents };
}

function notPaid(
  turn: Turn,
  payment: Payment,
  outcome: Exclude<PaymentOutcome, 'paid'>,
  terminalRecord: TerminalRecord | null,
): void {
  record(turn, {
    kind: 'payment-ended',
    payment: payment.payment,
    tab: payment.tab,
    outcome,
    paidCents: 0,
    tipCents: 0,
    record: terminalRecord,
    refundCents: 0,
  });
  const lock = turn.state.locks.get(payment.token);
  if (lock !== undefined) resumeHold(turn, lock);
  tellDevice(turn, payment, outcome === 'declined' ? 'declined' : 'aborted', 0, 0, undefined);
  tellHolder(turn, payment);
}

function park(turn: Turn, payment: Payment): void {
  if (payment.parked) return;
  record(turn, { kind: 'payment-parked', payment: payment.payment, tab: payment.tab });
  const lock = turn.state.locks.get(payment.token);
  if (lock !== undefined) release(turn, lock, 'parked');
  printNotice(turn, payment, [
    `Tab ${payment.tab} is parked: outcome of the card payment`,
    `over ${euros(payment.cents)} EUR unknown`,
  ]);
  tellDevice(turn, payment, 'parked', 0, 0, undefined);
}

/** Whoever has opened a parked tab was told so, and what it owed: neither is true any more. */
function tellHolder(turn: Turn, { payment, tab }: Payment): void {
  const { lock } = tabOf(turn.state, tab);
  if (lock?.late?.payment !== payment) return;
  lateWhileOpen(lock.late.outcome === 'paid');
  lateOutcomeTold(turn, lock);
}

/** Tells the holder of a tab what came late of its payment, and what it owes now. */
export function lateOutcomeTold(turn: Turn, { tab, token, device, late }: Lock): void {
  if (late === null) return;
  const { balanceCents } = tabOf(turn.state, tab);
  send(turn, device, { type: 'late-outcome', tab, token, ...late, balanceCents });
}

function tellDevice(
  turn: Turn,
  payment: Payment,
  outcome: 'paid' | 'declined' | 'aborted' | 'parked',
  paidCents: number,
  tipCents: number,
  receipt: Receipt | undefined,
): void {
  send(turn, payment.device, {
    type: 'payment-ended',
    tab: payment.tab,
    token: payment.token,
    payment: payment.payment,
    outcome,
    paidCents,
    tipCents,
    receipt,
  });
}

/** The hold of a payment has lasted for its whole limit: the tab is parked, asking goes on. */
export function paymentHoldDue(turn: Turn, number: number): void {
  const payment = turn.state.payments.get(number);
  holdOfParked(payment?.parked === true);
  if (payment === undefined || payment.parked) return;
  parkedByLimit();
  park(turn, payment);
}

/** After a start: the outcome of every open payment is asked for; it was never learnt by the process that began it. */
export function paymentsAfterStart(turn: Turn): void {
  const { enquiryLimitMs, heartbeatMs } = turn.state.config.durations;
  for (const payment of turn.state.payments.values()) {
    parkedAtStart(payment.parked);
    const { terminal, cents, baseline } = payment;
    turn.outputs.push({ kind: 'enquire', payment: payment.payment, terminal, cents, baseline });
    if (!payment.parked) awaitOutcome(turn, payment, Math.max(payment.waitedMs, enquiryLimitMs, heartbeatMs));
  }
  for (const [name, terminal] of turn.state.terminals) {
    if (terminal.last === 'unknown' && terminal.payment === null)
      turn.outputs.push({ kind: 'learn-terminal', terminal: name });
  }
}
