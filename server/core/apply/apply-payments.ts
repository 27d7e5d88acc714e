/** What facts of payments and their terminals change. */
import { countCharge, countReversal } from './apply-takings.ts';
import { REVERSED } from './apply-tabs.ts';
import type { Fact } from '../facts.ts';
import type { EndedPayment } from '../ended.ts';
import {
  deviceOf,
  supersede,
  tabOf,
  type Appliers,
  type LateOutcome,
  type PaidLast,
  type Payment,
  type State,
  type TerminalState,
} from '../state.ts';

type PaymentFact =
  | 'day-closing'
  | 'day-closed'
  | 'payment-begun'
  | 'payment-waiting'
  | 'payment-ended'
  | 'payment-parked'
  | 'reversal-begun'
  | 'reversal-ended'
  | 'terminal-known';

export const applyPayments: Appliers<PaymentFact> = {
  'payment-begun'(state, fact) {
    const { kind: _, ...payment } = fact;
    state.lastPayment = payment.payment;
    const tab = tabOf(state, payment.tab);
    state.payments.set(payment.payment, {
      ...payment,
      covers: tab.lines.length,
      waitedMs: 0,
      carriedMs: 0,
      sinceMs: 0,
      parked: false,
      superseded: false,
    });
    const terminal = state.terminals.get(payment.terminal);
    if (terminal !== undefined) terminal.payment = payment.payment;
    if (tab.lock?.token === payment.token) tab.lock.reason = 'payment';
    supersede(state, tab);
  },
  'payment-waiting'(state, { payment, waitedMs }) {
    const known = state.payments.get(payment);
    if (known !== undefined) known.waitedMs = waitedMs;
  },
  'payment-ended'(state, fact) {
    const payment = state.payments.get(fact.payment);
    state.payments.delete(fact.payment);
    if (payment !== undefined) countCharge(state, payment.operator, fact);
    if (payment !== undefined) ended(state, payment, fact.outcome === 'not-paid' ? 'aborted' : fact.outcome, fact);
    const tab = tabOf(state, fact.tab);
    if (tab.parked === fact.payment && tab.lock !== null) tab.lock.late = lateOutcome(fact);
    if (tab.parked === fact.payment) tab.parked = null;
    if (payment !== undefined && fact.outcome === 'paid') tab.charged = payment.covers;
    if (tab.lock?.reason === 'payment' && tab.lock.token === payment?.token) tab.lock.reason = 'open';
    const terminal = payment === undefined ? undefined : state.terminals.get(payment.terminal);
    if (terminal === undefined) return;
    terminal.takenCents = terminal.takenCents.map((cents) => cents + fact.paidCents);
    if (terminal.payment === fact.payment) terminal.payment = null;
    if (fact.record !== null) terminal.last = fact.record;
    terminal.paidLast = paidLast(payment, fact) ?? (isUnchanged(terminal, fact) ? terminal.paidLast : null);
  },
  'payment-parked'(state, { payment: number, tab }) {
    const payment = state.payments.get(number);
    if (payment !== undefined) {
      payment.parked = true;
      ended(state, payment, 'parked', { paidCents: 0, tipCents: 0 });
    }
    tabOf(state, tab).parked = number;
  },
  'reversal-begun'(state, { terminal, device }) {
    const known = state.terminals.get(terminal);
    if (known !== undefined) known.reversing = device;
  },
  'reversal-ended'(state, fact) {
    const { payment, tab: number, outcome, paidCents, cents, record } = fact;
    const terminal = [...state.terminals.values()].find(({ paidLast }) => paidLast?.payment === payment);
    if (terminal !== undefined) {
      if (terminal.reversing !== null) reversed(state, terminal.reversing, fact);
      terminal.reversing = null;
      terminal.takenCents = terminal.takenCents.map((sum) => sum - paidCents);
      if (record !== null) terminal.last = record;
      if (outcome === 'reversed') terminal.paidLast = null;
    }
    countReversal(state, fact);
    if (cents === 0) return;
    const tab = tabOf(state, number);
    tab.lines.push({ tab: number, article: REVERSED, quantity: 1, cents, place: 'none' });
    tab.balanceCents += cents;
  },
  'day-closing'(state, { terminal }) {
    const known = state.terminals.get(terminal);
    if (known === undefined) return;
    known.closing = true;
    known.paidLast = null;
  },
  'day-closed'(state, { terminal, cents }) {
    const known = state.terminals.get(terminal);
    if (known === undefined) return;
    known.closing = false;
    known.takenCents = cents === null ? [...known.takenCents, 0] : [0];
  },
  'terminal-known'(state, { terminal, last }) {
    const known = state.terminals.get(terminal);
    if (known !== undefined) known.last = last;
  },
};

/** What may be reversed from now on; null if nothing was paid. */
function paidLast(
  payment: Payment | undefined,
  { outcome, paidCents, tipCents, refundCents, record }: Extract<Fact, { kind: 'payment-ended' }>,
): PaidLast | null {
  if (payment === undefined || outcome !== 'paid' || record === null) return null;
  const { payment: number, tab, device, operator } = payment;
  return { payment: number, tab, device, operator, paidCents, tipCents, refundCents, record };
}

/** The store has told that the payment before is still the last in it. A terminal may have stored what was declined. */
function isUnchanged(
  { paidLast: before }: TerminalState,
  { record }: Extract<Fact, { kind: 'payment-ended' }>,
): boolean {
  return before !== null && record?.receiptNo === before.record.receiptNo && record.trace === before.record.trace;
}

/** What whoever has the parked tab open is told of it. */
function lateOutcome({
  payment,
  outcome,
  paidCents,
  tipCents,
  refundCents,
}: Extract<Fact, { kind: 'payment-ended' }>): LateOutcome {
  const cents = paidCents - tipCents - refundCents;
  return { payment, outcome: outcome === 'paid' ? 'paid' : 'not-paid', cents };
}

/** The device will be told again how it ended; of an earlier payment that ends later than the next one it is told once. */
function ended(
  state: State,
  { token, payment, tab, device }: Payment,
  outcome: EndedPayment['outcome'],
  { paidCents, tipCents }: { paidCents: number; tipCents: number },
): void {
  const known = deviceOf(state, device);
  if (known.lastPayment !== null && known.lastPayment.payment > payment) return;
  known.lastPayment = { token, payment, tab, outcome, paidCents, tipCents };
}

/** Who has asked for it will be told again, under the hold that is there now; without one it is told once. */
function reversed(
  state: State,
  device: string,
  { payment, tab, outcome, paidCents, cents }: Extract<Fact, { kind: 'reversal-ended' }>,
): void {
  const { lock } = tabOf(state, tab);
  if (lock?.device !== device) return;
  deviceOf(state, device).lastReversal = { token: lock.token, tab, payment, outcome, paidCents, cents };
}
