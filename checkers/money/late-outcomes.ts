/**
 * A tab that is parked may be opened, and the outcome of its payment come then. Whoever has it open was told that it is
 * parked, and what it owes: the device is shown what came of the payment, what of a charge settled the tab, and what that
 * owes now, as facts and devices have it. Nothing else is shown of late outcomes.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Balances } from '../folds/balances.ts';
import { onChanges, type ChangeFact } from '../folds/changes.ts';
import { euros } from '../folds/euros.ts';
import { LateTold } from './late-told.ts';

type Ended = Extract<Fact, { kind: 'payment-ended' }>;
type Shown = EventOf<'late-outcome-shown'>;
/** A late outcome, who had the tab open, and what that owed one after the other since it was settled. */
type Late = {
  device: string;
  tab: number;
  outcome: 'paid' | 'not-paid';
  cents: number;
  owedCents: number[];
  id: number;
};

class LateOutcomes {
  readonly told: LateTold;
  readonly balances = new Balances();
  private readonly found: Findings;
  private readonly isTold: boolean;
  /** Tab → the payment for which it is parked. */
  private readonly parked = new Map<number, number>();
  /** Payment → what came of it while the tab was open. */
  private readonly late = new Map<number, Late>();
  private readonly shown: { event: Shown; id: number }[] = [];

  constructor(header: HistoryHeader, found: Findings) {
    this.found = found;
    this.isTold = header.floor.lateOutcomes === true;
    this.told = new LateTold(header, found);
  }

  park({ tab, payment }: Extract<Fact, { kind: 'payment-parked' }>): void {
    this.parked.set(tab, payment);
  }

  /** It is paid otherwise: what comes late settles nothing. */
  otherwise(tab: number): void {
    this.parked.delete(tab);
  }

  ended({ tab, payment, outcome, paidCents, tipCents, refundCents }: Ended, t: number, id: number): void {
    if (this.parked.get(tab) !== payment || !this.isTold) return;
    this.parked.delete(tab);
    const hold = this.told.ended(tab, payment, t, id);
    if (hold === null) return;
    const cents = paidCents - tipCents - refundCents;
    // What is settled is billed next.
    const owedCents = cents === 0 ? [this.balances.owedCents(tab)] : [];
    this.late.set(payment, {
      ...{ device: hold.device, tab, cents, owedCents, id },
      outcome: outcome === 'paid' ? 'paid' : 'not-paid',
    });
  }

  /** What is on tabs has changed. */
  owes(): void {
    for (const { tab, owedCents } of this.late.values()) owedCents.push(this.balances.owedCents(tab));
  }

  changed(fact: ChangeFact): void {
    this.balances.changed(fact);
    this.owes();
  }

  billed(fact: Extract<Fact, { kind: 'billed' }>): void {
    this.balances.billed(fact);
    if (fact.payment === null) this.otherwise(fact.tab);
    this.owes();
  }

  show(event: Shown, id: number): void {
    this.shown.push({ event, id });
    this.told.shown(event);
  }

  private compare({ node, tab, payment, outcome, cents, balanceCents, t }: Shown, id: number): void {
    this.found.judge();
    const late = this.late.get(payment);
    const wrong =
      late?.device !== node || late.tab !== tab
        ? 'it had no such tab open then'
        : late.outcome !== outcome || late.cents !== cents
          ? `it was ${late.outcome}, and ${euros(late.cents)} of that settled the tab`
          : late.owedCents.includes(balanceCents)
            ? ''
            : `the tab has owed ${late.owedCents.map(euros).join(', ')} since`;
    if (wrong === '') return;
    this.found.fail(
      late === undefined ? [id] : [late.id, id],
      `let tab ${tab} be parked for payment ${payment}; then ${node} showed at ${this.found.at(t)} that it was ${outcome} late, with ${euros(cents)}, and ${euros(balanceCents)} owed; however ${wrong}`,
      'shown otherwise',
    );
  }

  /** All is known by now, whatever order it was written down in. */
  finish(): void {
    this.told.rest();
    for (const { event, id } of this.shown) this.compare(event, id);
  }
}

export const lateOutcomes: Checker = {
  name: 'late-outcomes',
  about: 'Whoever has a parked tab open when the outcome of its payment comes is shown that, and what is owed then.',
  start(header) {
    const found = findings('late-outcomes', header);
    const fold = new LateOutcomes(header, found);
    const { told, balances } = fold;
    return {
      on: {
        stall: (event) => told.still.seen(event),
        dialled: ({ node }) => told.dialled(node),
        welcome: (event) => told.welcome(event),
        admitted: ({ node }) => told.connects(node),
        'hold-lost': (event) => told.lost(event),
        hello: (event) => told.hello(event),
        hold: (event, id) => told.opened(event, id),
        transition: ({ node }) => told.changed(node),
        collected: (event) => balances.collected(event),
        sent: (event) => told.sent(event),
        reply: (event, id) => told.replied(event, id),
        heard: (event, id) => told.heard(event, id),
        screen: (event, id) => told.screen(event, id),
        'late-outcome-shown': (event, id) => fold.show(event, id),
      },
      facts: {
        started: () => told.started(),
        'tab-locked': (fact) => told.locked(fact),
        'tab-released': (fact) => told.released(fact),
        booked(fact) {
          balances.booked(fact);
          fold.owes();
        },
        ...onChanges((fact) => fold.changed(fact)),
        billed: (fact) => fold.billed(fact),
        'payment-begun': ({ tab }) => fold.otherwise(tab),
        'payment-parked': (fact) => fold.park(fact),
        'payment-ended': (fact, { t }, id) => fold.ended(fact, t, id),
      },
      end(whole) {
        if (whole) fold.finish();
        return found.result(whole);
      },
    };
  },
};
