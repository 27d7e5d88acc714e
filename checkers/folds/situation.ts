/**
 * What is the case on the floor, by the facts so far: who holds which tab, who is signed on where, what is parked, which
 * terminal is busy, what is printed on a belt. That each of these facts has come about rightly is judged elsewhere (`as-asked`, `lock-exclusion`,
 * `lock-recovery`); here they say what the server could and had to answer.
 */
import type { Fact, TerminalRecord } from '#server/core/facts';
import type { FactHandlers } from '../checker.ts';
import type { EventOf } from '#history/events';

export type Held = { tab: number; token: number; device: string; operator: string; paying: boolean; id: number };
/** A print job; `belt` if the device is to print it itself. */
export type Job = { device: string; tab: number; ticket: number; belt: boolean };
type ReversalBegun = Extract<Fact, { kind: 'reversal-begun' }>;
export type PaidLast = { payment: number; tab: number; isDueBack: boolean; record: TerminalRecord | null };
type Payment = { tab: number; token: number; terminal: string; device: string };

export class Situation {
  /** By tab. */
  readonly holds = new Map<number, Held>();
  /** By device. */
  readonly operators = new Map<string, string>();
  /** Tab → the payment of unknown outcome it is parked for. */
  readonly parked = new Map<number, number>();
  readonly payments = new Map<number, Payment>();
  /** Terminal → the payment under way at it. */
  readonly busy = new Map<string, number>();
  /** Terminal → the payment that is being reversed there. */
  readonly reversing = new Map<string, ReversalBegun>();
  /** Terminal → the payment that may be reversed there: the last thing that was asked of it, of this day, and paid. */
  readonly paidLast = new Map<string, PaidLast>();
  /** Terminals that are asked to end their day. */
  readonly closing = new Set<string>();
  /** Terminals whose last transaction is known. */
  readonly known = new Set<string>();
  /** Jobs that wait to be printed. */
  readonly jobs = new Map<number, Job>();
  /** The latest that do not any more: those can be printed again. */
  private readonly over = new Map<number, Job>();
  /** Bills that are not printed yet: tab → job, and when it was made. */
  readonly printing = new Map<number, { job: number; madeMs: number }>();
  private billed: { tab: number; madeMs: number } | null = null;

  /** What the fact changes. */
  seen(fact: Fact, madeMs: number, id: number): void {
    switch (fact.kind) {
      case 'signed-on':
        this.operators.set(fact.device, fact.operator);
        return;
      case 'signed-off':
        this.operators.delete(fact.device);
        return;
      case 'client-left':
        this.operators.delete(fact.client);
        return;
      case 'tab-locked': {
        const { tab, token, device, operator } = fact;
        this.holds.set(tab, { tab, token, device, operator, paying: false, id });
        return;
      }
      case 'tab-released':
        if (this.holds.get(fact.tab)?.token === fact.token) this.holds.delete(fact.tab);
        return;
      case 'billed':
        this.billed = { tab: fact.tab, madeMs };
        if (fact.payment === null) this.parked.delete(fact.tab);
        return;
      case 'day-closing':
        this.closing.add(fact.terminal);
        this.paidLast.delete(fact.terminal);
        return;
      case 'day-closed':
        this.closing.delete(fact.terminal);
        return;
      case 'reversal-begun':
        this.reversing.set(fact.terminal, fact);
        return;
      case 'reversal-ended':
        this.reversed(fact);
        return;
      case 'terminal-known':
        this.known.add(fact.terminal);
        return;
      case 'payment-begun':
      case 'payment-parked':
      case 'payment-ended':
        this.paid(fact);
        return;
      case 'started':
        this.printing.clear();
        return;
      case 'job-queued':
        this.queued(fact);
        return;
      case 'job-redirected': {
        const job = this.jobs.get(fact.job);
        if (job !== undefined) job.belt = false;
        return;
      }
      case 'job-printed':
      case 'job-given-up':
        this.printed(fact.job);
        return;
      default:
    }
  }

  private paid(fact: Extract<Fact, { kind: 'payment-begun' | 'payment-parked' | 'payment-ended' }>): void {
    const hold = this.holds.get(fact.tab);
    if (fact.kind === 'payment-begun') {
      const { payment, tab, token, terminal, device } = fact;
      this.payments.set(payment, { tab, token, terminal, device });
      this.busy.set(terminal, payment);
      this.parked.delete(tab);
      if (hold?.token === token) hold.paying = true;
      return;
    }
    if (fact.kind === 'payment-parked') {
      this.parked.set(fact.tab, fact.payment);
      return;
    }
    const payment = this.payments.get(fact.payment);
    this.payments.delete(fact.payment);
    if (this.parked.get(fact.tab) === fact.payment) this.parked.delete(fact.tab);
    if (payment === undefined) return;
    if (hold?.token === payment.token) hold.paying = false;
    if (this.busy.get(payment.terminal) === fact.payment) this.busy.delete(payment.terminal);
    if (fact.record !== null) this.known.add(payment.terminal);
    const { outcome, paidCents, refundCents, record } = fact;
    if (outcome === 'paid') {
      const isDueBack = refundCents === paidCents;
      this.paidLast.set(payment.terminal, { payment: fact.payment, tab: fact.tab, isDueBack, record });
    } else if (!isSame(record, this.paidLast.get(payment.terminal)?.record ?? null))
      this.paidLast.delete(payment.terminal);
  }

  private reversed({ payment, outcome }: Extract<Fact, { kind: 'reversal-ended' }>): void {
    for (const [terminal, begun] of this.reversing) {
      if (begun.payment !== payment) continue;
      this.reversing.delete(terminal);
      if (outcome === 'reversed') this.paidLast.delete(terminal);
    }
  }

  private queued({ job, route, device, document, tab, ticket, copy }: Extract<Fact, { kind: 'job-queued' }>): void {
    this.jobs.set(job, { device, tab, ticket, belt: route === 'belt' });
    if (document !== 'bill' || copy || this.billed?.tab !== tab) return;
    this.printing.set(tab, { job, madeMs: this.billed.madeMs });
    this.billed = null;
  }

  private printed(number: number): void {
    const job = this.jobs.get(number);
    if (job === undefined) return;
    this.jobs.delete(number);
    this.over.set(number, job);
    if (this.printing.get(job.tab)?.job === number) this.printing.delete(job.tab);
    const oldest = this.over.size > REPRINTABLE ? this.over.keys().next() : null;
    if (oldest?.done === false) this.over.delete(oldest.value);
  }

  /** A job that can be printed again. */
  reprintable(number: number): Job | undefined {
    return this.over.get(number) ?? this.jobs.get(number);
  }
}

function isSame(one: TerminalRecord | null, other: TerminalRecord | null): boolean {
  return one !== null && one.receiptNo === other?.receiptNo && one.trace === other.trace;
}

/** So many printed jobs stay available to be printed again. */
const REPRINTABLE = 200;

const KINDS = [
  'started',
  'signed-on',
  'signed-off',
  'client-left',
  'tab-locked',
  'tab-released',
  'booked',
  'billed',
  'lines-moved',
  'lines-cancelled',
  'discounted',
  'card-scanned',
  'redeemed',
  'payment-begun',
  'payment-parked',
  'payment-ended',
  'reversal-begun',
  'reversal-ended',
  'terminal-known',
  'day-closing',
  'day-closed',
  'job-queued',
  'job-redirected',
  'job-printed',
  'job-given-up',
  'answered',
] as const satisfies Fact['kind'][];
/** The facts by which the situation changes, and those that answer a device. */
export type SituationFact = Extract<Fact, { kind: (typeof KINDS)[number] }>;

/** The same handler for each of these facts. */
export function onSituation(handle: (fact: SituationFact, event: EventOf<'fact'>, id: number) => void): FactHandlers {
  return Object.fromEntries(KINDS.map((kind) => [kind, handle]));
}
