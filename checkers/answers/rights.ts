/**
 * What needs a right is done only in the name of an operator who has it: the one who has opened the tab. Who is not named
 * among the rights of the floor has all of them. That a refusal for want of a right is true is judged by `refusals`.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Right } from '#protocols/mpos/tab-changes';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Balances } from '../folds/balances.ts';
import { onChanges, type ChangeFact } from '../folds/changes.ts';
import { Operators } from '../folds/operators.ts';

type Reversing = Extract<Fact, { kind: 'reversal-begun' }>;
type Settling = Extract<Fact, { kind: 'billed' | 'payment-begun' }>;

const RIGHT_OF = { 'lines-cancelled': 'cancel', discounted: 'discount' } as const;

class Rights {
  readonly operators = new Operators();
  readonly tabs = new Balances();
  /** Tab → the token of its latest hold. */
  readonly holds = new Map<number, number>();
  private readonly allowed: HistoryHeader['floor']['rights'];
  private readonly found: Findings;

  constructor({ floor }: HistoryHeader, found: Findings) {
    this.allowed = floor.rights;
    this.found = found;
  }

  changed(fact: ChangeFact, event: EventOf<'fact'>, id: number): void {
    this.judgeChange(fact, event, id);
    this.tabs.changed(fact);
  }

  /** A voucher may be taken by anybody. */
  private judgeChange(fact: ChangeFact, event: EventOf<'fact'>, id: number): void {
    if (fact.kind === 'redeemed' || fact.kind === 'reversal-ended') return;
    this.judge(fact.kind === 'lines-moved' ? fact.why : RIGHT_OF[fact.kind], fact, event, id);
  }

  /** Less than all is settled in cash, or asked of a card: somebody wanted a part of it settled. */
  settled(fact: Settling, event: EventOf<'fact'>, id: number): void {
    const byCard = fact.kind === 'billed' && fact.payment !== null;
    if (!byCard && fact.cents < this.tabs.owedCents(fact.tab)) this.judge('part-bill', fact, event, id);
    if (fact.kind === 'billed') this.tabs.billed(fact);
  }

  /** It may be asked without a hold: whoever is signed on there must have the right. */
  reversing(fact: Reversing, event: EventOf<'fact'>, id: number): void {
    this.judge('reverse', fact, event, id, this.operators.at(fact.device));
  }

  private judge(
    right: Right,
    fact: ChangeFact | Settling | Reversing,
    { at }: EventOf<'fact'>,
    id: number,
    by?: string,
  ): void {
    this.found.judge();
    const { kind, tab, device } = fact;
    const operator = by ?? this.operators.ofHold(this.holds.get(tab) ?? 0) ?? fact.operator;
    const allowed = this.allowed?.[operator];
    if (allowed === undefined || allowed.includes(right)) return;
    this.found.fail(
      [id],
      `let ${operator} have ${allowed.length === 0 ? 'no rights' : `the rights ${allowed.join(', ')}`}; then at ${this.found.at(at)} the server decided "${kind}" for ${device} on tab ${tab}; however that needs the right ${right}`,
    );
  }
}

export const rights: Checker = {
  name: 'rights',
  about:
    'Tabs are split, moved, merged, discounted, settled in part, lines cancelled and payments reversed only by who has the right.',
  start(header) {
    const found = findings('rights', header);
    const fold = new Rights(header, found);
    const { operators, tabs } = fold;
    return {
      on: { collected: (event) => tabs.collected(event) },
      facts: {
        ...operators.facts,
        'tab-locked'(fact, event, id) {
          operators.facts['tab-locked'](fact, event, id);
          fold.holds.set(fact.tab, fact.token);
        },
        booked: (fact) => tabs.booked(fact),
        ...onChanges((fact, event, id) => fold.changed(fact, event, id)),
        'reversal-begun': (fact, event, id) => fold.reversing(fact, event, id),
        billed: (fact, event, id) => fold.settled(fact, event, id),
        'payment-begun': (fact, event, id) => fold.settled(fact, event, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
