/**
 * What a device shows its operator about money is true: a payment was taken by the terminal just so, declined, broken off
 * or parked, and is one of this device; a bill is over what was billed; and a tab that is opened owes what the devices
 * have put on it, and is called parked while it is.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Balances } from '../folds/balances.ts';
import { onChanges, type ChangeFact } from '../folds/changes.ts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';

type Begun = Extract<Fact, { kind: 'payment-begun' }>;
type Ended = Extract<Fact, { kind: 'payment-ended' }>;
type Billed = Extract<Fact, { kind: 'billed' }>;
type Answered = Extract<Fact, { kind: 'answered' }>;
type Opened = { device: string; tab: number; owedCents: number; parked: boolean; id: number };
type Payment = {
  begun: Begun;
  id: number;
  /** What the terminal has taken for it and not given back. */
  takenCents: number;
  parked: boolean;
  /** Its reversal was asked for: how it ended is told as it was before. */
  isReversed: boolean;
  ended: Ended | null;
};

/** How an outcome is shown. */
const SHOWN = { paid: 'paid', declined: 'declined', aborted: 'aborted', 'not-paid': 'aborted' } as const;

/** What the floor is believed to be told: payments, bills and holds, as they are. */
class Truth {
  readonly tabs = new Balances();
  /** Device → the tab that was changed or settled there last. */
  readonly changedAt = new Map<string, number>();
  readonly payments = new Map<number, Payment>();
  readonly opened = new Map<number, Opened>();
  readonly bills = new Map<number, { billed: Billed; id: number }>();
  private readonly atTerminal = new Map<string, Payment>();
  /** Terminal, receipt and trace → the payment that money was taken for. */
  private readonly takenFor = new Map<string, Payment>();
  private readonly parked = new Map<number, number>();

  /** What is given back is of the payment it was taken for, though another was made at the terminal since. */
  money({ node, phase, cents, receiptNo, trace }: EventOf<'money'>): void {
    const key = `${node} ${receiptNo} ${trace}`;
    const last = this.atTerminal.get(node);
    const payment = phase === 'taken' ? last : (this.takenFor.get(key) ?? last);
    if (payment === undefined || (payment.isReversed && phase === 'reversed')) return;
    this.takenFor.set(key, payment);
    payment.takenCents += phase === 'taken' ? cents : -cents;
  }

  locked({ tab, token, device }: Extract<Fact, { kind: 'tab-locked' }>, id: number): void {
    const owedCents = this.tabs.owedCents(tab);
    this.opened.set(token, { device, tab, owedCents, parked: this.parked.has(tab), id });
  }

  begun(begun: Begun, id: number): void {
    const payment = { begun, id, takenCents: 0, parked: false, isReversed: false, ended: null };
    this.parked.delete(begun.tab);
    this.payments.set(begun.payment, payment);
    this.atTerminal.set(begun.terminal, payment);
  }

  park({ tab, payment: number }: Extract<Fact, { kind: 'payment-parked' }>): void {
    const payment = this.payments.get(number);
    if (payment !== undefined) payment.parked = true;
    this.parked.set(tab, number);
  }

  ended(ended: Ended): void {
    const payment = this.payments.get(ended.payment);
    if (payment !== undefined) payment.ended = ended;
    if (this.parked.get(ended.tab) === ended.payment) this.parked.delete(ended.tab);
  }

  billed(billed: Billed, id: number): void {
    if (billed.payment === null) this.parked.delete(billed.tab);
    this.bills.set(billed.bill, { billed, id });
    this.tabs.billed(billed);
    this.changedAt.set(billed.device, billed.tab);
  }

  reversing({ payment: number }: Extract<Fact, { kind: 'reversal-begun' }>): void {
    const payment = this.payments.get(number);
    if (payment === undefined) return;
    payment.isReversed = true;
    if (payment.ended !== null) payment.takenCents = payment.ended.paidCents;
  }

  changed(fact: ChangeFact): void {
    this.tabs.changed(fact);
    this.changedAt.set(fact.device, fact.tab);
  }
}

/** What a device is answered to a change of its tab: what is owed then. */
function judgeBalance({ tabs, changedAt }: Truth, found: Findings, fact: Answered, t: number, id: number): void {
  const { device, reply } = fact;
  const tab = changedAt.get(device);
  if (tab === undefined || !reply.ok || reply.did !== 'changed') return;
  found.judge();
  const owed = tabs.owedCents(tab);
  if (reply.balanceCents === owed) return;
  found.fail(
    [id],
    `let tab ${tab} owe ${euros(owed)} after a change; then ${device} was answered at ${found.at(t)}; however it was told ${euros(reply.balanceCents)}`,
  );
}

export const moneyTold: Checker = {
  name: 'money-told',
  about: 'What a device is told of payments, bills and balances is what terminals took, was billed, and is on the tab.',
  start(header) {
    const found = findings('money-told', header);
    const truth = new Truth();
    const { tabs, payments, opened, bills } = truth;

    function showPayment(shown: EventOf<'payment-shown'>, id: number): void {
      const payment = payments.get(shown.payment ?? 0);
      if (shown.payment === undefined) return;
      found.judge();
      const untrue = payment === undefined ? 'there is none' : untrueOf(shown, payment);
      if (untrue === '') return;
      found.fail(
        payment === undefined ? [id] : [payment.id, id],
        `let payment ${shown.payment} be made; then ${shown.node} showed "${shown.outcome}" over ${euros(shown.cents)} at ${found.at(shown.t)}; however ${untrue}`,
      );
    }

    function showBill(device: string, bill: number, cents: number, t: number, id: number): void {
      const known = bills.get(bill);
      found.judge();
      if (known !== undefined && known.billed.device === device && known.billed.cents === cents) return;
      const truth =
        known === undefined ? 'there is none' : `it is one of ${known.billed.device} over ${euros(known.billed.cents)}`;
      found.fail(
        known === undefined ? [id] : [known.id, id],
        `let bill ${bill} be made; then ${device} showed it over ${euros(cents)} at ${found.at(t)}; however ${truth}`,
      );
    }

    function showTab(token: number, balanceCents: number, isParked: boolean, t: number, id: number): void {
      const hold = opened.get(token);
      if (hold === undefined) return;
      found.judge();
      if (hold.owedCents === balanceCents && hold.parked === isParked) return;
      found.fail(
        [hold.id, id],
        `let tab ${hold.tab} owe ${euros(hold.owedCents)}${hold.parked ? ' and be parked' : ''}; then ${hold.device} opened it at ${found.at(t)}; however it showed ${euros(balanceCents)}${isParked ? ' and that it is parked' : ''}`,
      );
    }

    return {
      on: {
        collected: (event) => tabs.collected(event),
        money: (event) => truth.money(event),
        'payment-shown': (event, id) => showPayment(event, id),
        reply({ node, did, token, balanceCents, parked: isParked, bill, cents, t }, id) {
          if (did === 'opened' && token !== undefined && balanceCents !== undefined)
            showTab(token, balanceCents, isParked === true, t, id);
          if (bill !== undefined && cents !== undefined) showBill(node, bill, cents, t, id);
        },
      },
      facts: {
        'tab-locked': (fact, _event, id) => truth.locked(fact, id),
        booked: (fact) => tabs.booked(fact),
        ...onChanges((fact) => truth.changed(fact)),
        answered: (fact, { t }, id) => judgeBalance(truth, found, fact, t, id),
        'payment-begun': (fact, _event, id) => truth.begun(fact, id),
        'reversal-begun': (fact) => truth.reversing(fact),
        'payment-parked': (fact) => truth.park(fact),
        'payment-ended': (fact) => truth.ended(fact),
        billed: (fact, _event, id) => truth.billed(fact, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};

/** What is wrong with what is shown of a payment; empty if nothing is. */
function untrueOf(shown: EventOf<'payment-shown'>, { begun, ended, takenCents, parked: was }: Payment): string {
  const { node, tab, outcome, cents, tipCents = 0 } = shown;
  if (begun.device !== node || begun.tab !== tab) return `it is one of ${begun.device} for tab ${begun.tab}`;
  if (outcome === 'parked') return was ? '' : 'it was not parked';
  if (ended === null) return 'it had no outcome';
  if (SHOWN[ended.outcome] !== outcome) return `it is ${ended.outcome}`;
  if (cents !== takenCents) return `the terminal has taken ${euros(takenCents)}`;
  return tipCents === ended.tipCents ? '' : `the tip is ${euros(ended.tipCents)}`;
}
