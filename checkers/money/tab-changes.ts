/**
 * Changes of tabs lose no cent and no line: what is split off, cancelled or settled by itself are lines of the tab as the
 * devices have them, those that came last first; a move or a merge takes all there is; a discount and a share are what
 * they are of what is owed; no tab is left with less than nothing by what is taken; and one tab is moved to a free table
 * only. That it was asked for is judged by `as-asked`, that the rest stays open by `bills` and `money-told`.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';
import { OpenTabs, type Taken } from '../folds/open-tabs.ts';

type FactEvent = EventOf<'fact'>;
type Line = { article: string; quantity: number; cents: number; place: string };
/** What a fact says was taken off a tab, and how. */
type Said = { tab: number; lines: readonly Line[]; cents: number; how: string };

class TabChanges {
  readonly tabs = new OpenTabs();
  private readonly found: Findings;
  /** What last put something on each tab, or took it off. */
  private readonly last = new Map<number, number>();

  constructor(found: Findings) {
    this.found = found;
  }

  touched(tab: number, id: number): void {
    this.last.set(tab, id);
  }

  private fail(tab: number, what: string, wrong: string, { at }: FactEvent, id: number): void {
    const before = this.last.get(tab);
    this.found.fail(
      before === undefined || before === id ? [id] : [before, id],
      `let tab ${tab} be as the devices have it; then at ${this.found.at(at)} ${what}; however ${wrong}`,
    );
  }

  /** Compares what a fact says was taken with what is taken off the tab as the devices have it. */
  private compare(said: Said, owedCents: number, taken: Taken | null, event: FactEvent, id: number): void {
    this.found.judge();
    const { tab, lines, cents } = said;
    const what = `${said.how} ${textOf(lines)}`;
    if (taken === null) this.fail(tab, what, 'there was not so much on it', event, id);
    else if (textOf(taken.items) !== textOf(lines))
      this.fail(tab, what, `those were ${textOf(taken.items)}`, event, id);
    else if (cents !== taken.cents)
      this.fail(tab, what, `that is ${euros(taken.cents)}, not ${euros(cents)}`, event, id);
    else if (cents > 0 && cents > owedCents) this.fail(tab, what, `only ${euros(owedCents)} were owed`, event, id);
  }

  moved(fact: Extract<Fact, { kind: 'lines-moved' }>, event: FactEvent, id: number): void {
    const { why, from, to, lines, cents } = fact;
    const mostCents = why === 'split' ? this.tabs.owedCents(from) : Infinity;
    const isFree = this.tabs.standing(to).length === 0;
    const how = `gave to tab ${to} by ${why}`;
    this.compare({ tab: from, lines, cents, how }, mostCents, this.tabs.moved(fact), event, id);
    if (why === 'move' && !isFree) this.fail(to, `all of tab ${from} was moved to it`, 'it was not empty', event, id);
    this.touched(from, id);
    this.touched(to, id);
  }

  cancelled(fact: Extract<Fact, { kind: 'lines-cancelled' }>, event: FactEvent, id: number): void {
    const owedCents = this.tabs.owedCents(fact.tab);
    this.compare({ ...fact, how: 'cancelled' }, owedCents, this.tabs.cancelled(fact), event, id);
    this.touched(fact.tab, id);
  }

  discounted(fact: Extract<Fact, { kind: 'discounted' }>, event: FactEvent, id: number): void {
    this.found.judge();
    const { tab, percent, cents } = fact;
    const right = Math.floor((this.tabs.owedCents(tab) * percent + 50) / 100);
    if (cents !== right)
      this.fail(tab, `got ${percent} % off`, `that is ${euros(right)}, not ${euros(cents)}`, event, id);
    this.tabs.discounted(fact);
    this.touched(tab, id);
  }

  billed(fact: Extract<Fact, { kind: 'billed' }>, event: FactEvent, id: number): void {
    const { tab, part, cents } = fact;
    const owedCents = this.tabs.owedCents(tab);
    const { items, sum } = this.tabs.settle(fact);
    if (part?.by === 'lines')
      this.compare({ tab, lines: part.lines, cents, how: 'settled' }, owedCents, { items, cents: sum }, event, id);
    else if (part !== undefined) {
      this.found.judge();
      const right = Math.ceil(owedCents / part.of);
      const what = `settled one of ${part.of} shares`;
      if (cents !== right) this.fail(tab, what, `that is ${euros(right)}, not ${euros(cents)}`, event, id);
    }
    this.touched(tab, id);
  }
}

export const tabChanges: Checker = {
  name: 'tab-changes',
  about: 'Lines that are moved, cancelled or settled by themselves are those of the tab, and no cent is lost or made.',
  start(header) {
    const found = findings('tab-changes', header);
    const fold = new TabChanges(found);
    const { tabs } = fold;
    return {
      on: { collected: (event) => tabs.collected.collected(event) },
      facts: {
        booked(fact, _event, id) {
          tabs.booked(fact);
          fold.touched(fact.tab, id);
        },
        'payment-begun': (fact) => tabs.charge(fact),
        'payment-ended'({ payment, outcome, paidCents, refundCents }) {
          if (outcome !== 'paid' || paidCents === refundCents) tabs.uncharge(payment);
        },
        billed: (fact, event, id) => fold.billed(fact, event, id),
        'lines-moved': (fact, event, id) => fold.moved(fact, event, id),
        'lines-cancelled': (fact, event, id) => fold.cancelled(fact, event, id),
        discounted: (fact, event, id) => fold.discounted(fact, event, id),
        'reversal-ended'(fact, _event, id) {
          tabs.reversed(fact);
          fold.touched(fact.tab, id);
        },
        redeemed(fact, _event, id) {
          tabs.redeemed(fact);
          fold.touched(fact.tab, id);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};

function textOf(lines: readonly Line[]): string {
  return lines
    .map(({ article, quantity, cents, place }) => `${quantity} x ${article} for ${place} (${euros(cents)})`)
    .join(', ');
}
