/** The facts by which an open tab is changed besides booking and billing, and what they change of the money. */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { FactHandlers } from '../checker.ts';

type ChangeKind = 'lines-moved' | 'lines-cancelled' | 'discounted' | 'redeemed' | 'reversal-ended';
export type ChangeFact = Extract<Fact, { kind: ChangeKind }>;

/** The tabs such a fact changes, and by how many cents each; that they are right is judged by `tab-changes`. */
export function centsChanged(fact: ChangeFact): [tab: number, cents: number][] {
  switch (fact.kind) {
    case 'lines-moved':
      return [
        [fact.from, -fact.cents],
        [fact.to, fact.cents],
      ];
    case 'lines-cancelled':
    case 'discounted':
    case 'redeemed':
      return [[fact.tab, -fact.cents]];
    case 'reversal-ended':
      return fact.cents === 0 ? [] : [[fact.tab, fact.cents]];
  }
}

/** The same handler for each of the facts by which a tab is changed. */
export function onChanges(
  handle: (fact: ChangeFact, event: EventOf<'fact'>, id: number) => void,
): Required<Pick<FactHandlers, ChangeKind>> {
  return {
    'lines-moved': handle,
    'lines-cancelled': handle,
    discounted: handle,
    redeemed: handle,
    'reversal-ended': handle,
  };
}
