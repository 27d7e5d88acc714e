/**
 * The books of the payment host against the journal, where terminals ask a host: what it has charged and not reversed is
 * one payment, paid by the same terminal under the same numbers and over the same sum, and the other way round. No payment
 * is charged twice at any time. What a terminal could not reverse yet, as it or the host is off when the run ends, is unknown.
 */
import type { EventOf } from '#history/events';
import type { Fact, TerminalRecord } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';
import { GivenBack } from '../folds/given-back.ts';

type Charge = { terminal: string; cents: number; id: number; t: number };
type Begun = { fact: Extract<Fact, { kind: 'payment-begun' }>; t: number };
type Paid = { payment: number; terminal: string; cents: number; id: number; t: number };

const numbersOf = (terminal: string, { receiptNo, trace }: Pick<TerminalRecord, 'receiptNo' | 'trace'>): string =>
  `${terminal} ${receiptNo} ${trace}`;

class Books {
  readonly back = new GivenBack();
  private readonly found: Findings;
  private readonly slackMs: number;
  /** What is charged: numbers of the payment → key → charge. */
  private readonly live = new Map<string, Map<string, Charge>>();
  private readonly begun = new Map<number, Begun>();
  private readonly open = new Set<number>();
  private readonly paid = new Map<string, Paid>();
  /** Payments of which a terminal's own store says that they were taken. */
  private readonly taken = new Set<string>();
  /** Terminals and the host, as far as they are off. */
  private readonly off = new Set<string>();

  constructor(found: Findings, slackMs: number) {
    this.found = found;
    this.slackMs = slackMs;
  }

  did({ did, key, terminal = '', receiptNo = '', trace = 0, cents = 0, t }: EventOf<'service-did'>, id: number): void {
    if (did === 'charge-reversed') for (const charges of this.live.values()) charges.delete(key);
    if (did !== 'card-charged') return;
    this.found.judge();
    const numbers = numbersOf(terminal, { receiptNo, trace });
    const charges = this.live.get(numbers) ?? new Map<string, Charge>();
    this.live.set(numbers, charges.set(key, { terminal, cents, id, t }));
    if (charges.size > 1)
      this.found.fail(
        [...charges.values()].map((charge) => charge.id),
        `let ${terminal} ask its host to charge ${euros(cents)} (receipt ${receiptNo}); then it asked again; however by ${this.found.at(t)} the host had charged that ${charges.size} times`,
        'charged twice',
      );
  }

  money({ node, phase, receiptNo, trace }: EventOf<'money'>): void {
    const numbers = numbersOf(node, { receiptNo, trace });
    if (phase === 'taken') this.taken.add(numbers);
    else this.taken.delete(numbers);
  }

  condition({ node, state }: EventOf<'condition'>): void {
    if (state === 'off' || state === 'down') this.off.add(node);
    else this.off.delete(node);
  }

  asked(fact: Begun['fact'], t: number): void {
    this.begun.set(fact.payment, { fact, t });
    this.open.add(fact.payment);
  }

  ended(
    { payment, outcome, paidCents, record }: Extract<Fact, { kind: 'payment-ended' }>,
    t: number,
    id: number,
  ): void {
    this.open.delete(payment);
    const begun = this.begun.get(payment);
    if (begun === undefined || outcome !== 'paid' || record === null) return;
    const { terminal } = begun.fact;
    this.paid.set(numbersOf(terminal, record), { payment, terminal, cents: paidCents, id, t });
  }

  /** What the books and the journal say when everything has settled. */
  compare(): void {
    for (const [numbers, charges] of this.live)
      for (const charge of charges.values()) this.judgeCharge(numbers, charge);
    for (const [numbers, one] of this.paid) {
      this.found.judge();
      if ((this.live.get(numbers)?.size ?? 0) > 0 || this.back.explains(one.payment, false)) continue;
      this.found.fail(
        [one.id],
        `let a card pay ${euros(one.cents)} at ${one.terminal}; then at ${this.found.at(one.t)} the server called payment ${one.payment} paid; however the host has nothing charged for it`,
        'not charged',
      );
    }
  }

  private judgeCharge(numbers: string, { terminal, cents, id, t }: Charge): void {
    const paid = this.paid.get(numbers);
    if (paid === undefined ? this.mayBeResolved(numbers, terminal, t) : this.isBacked(paid, numbers, cents)) return;
    if (this.off.has(terminal) || this.off.has('paymentHost')) {
      this.found.unknown('a terminal, or its host, is off when the run ends, and a charge may still be reversed');
      return;
    }
    this.found.fail(
      [id, ...(paid === undefined ? [] : [paid.id])],
      `let the host charge ${euros(cents)} for ${terminal} at ${this.found.at(t)}; then the run ended; however no payment in the journal is that, and the charge was not reversed`,
      'charged for nothing',
    );
  }

  private isBacked({ payment, cents }: Paid, numbers: string, charged: number): boolean {
    return cents === charged && !this.back.explains(payment, this.taken.has(numbers));
  }

  /** The terminal has taken the money, and whether its payment is paid the server does not know yet. */
  private mayBeResolved(numbers: string, terminal: string, chargedAt: number): boolean {
    if (!this.taken.has(numbers)) return false;
    return [...this.open].some((payment) => {
      const { fact, t } = this.begun.get(payment) as Begun;
      return fact.terminal === terminal && chargedAt >= t - this.slackMs;
    });
  }
}

export const hostBooks: Checker = {
  name: 'host-books',
  about: 'What the payment host has charged and not reversed is one payment in the journal, and none is charged twice.',
  start(header) {
    const found = findings('host-books', header);
    const books = new Books(found, header.limits.slackMs);
    const hasHost = header.floor.services?.paymentHost !== undefined;
    return {
      on: {
        'service-did': (event, id) => books.did(event, id),
        money: (event) => books.money(event),
        condition: (event) => books.condition(event),
      },
      facts: {
        'payment-begun': (fact, { t }) => books.asked(fact, t),
        'payment-ended': (fact, { t }, id) => books.ended(fact, t, id),
        ...books.back.facts,
      },
      end(whole) {
        if (whole && hasHost) books.compare();
        return found.result(whole);
      },
    };
  },
};
