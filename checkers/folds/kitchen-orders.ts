/**
 * What the kitchen is asked for: each hand-over, its lines as their device has them, and each cancellation, with what
 * stands above and below. Whatever is decided next, all that was asked for is in the journal by then: `over` is called.
 */
import type { EventOf } from '#history/events';
import type { FactHandlers, Handlers } from '../checker.ts';
import { CollectedLines, type Line } from './collected-lines.ts';
import { Operators } from './operators.ts';

export type KitchenOrder = {
  device: string;
  /** Of the hold under which it is asked for. */
  token: number;
  /** The tab, and whose it is. */
  head: string;
  word: 'Order' | 'Cancelled';
  lines: readonly Pick<Line, 'place' | 'quantity' | 'article'>[];
  below: readonly string[];
};

const NEXT_DECISIONS = ['started', 'lines-moved', 'discounted', 'answered', 'billed', 'payment-begun'] as const;

/** What to do with events and facts to be told of all that is asked for, and when the next thing is decided. */
export function onKitchenOrders(
  asked: (order: KitchenOrder, event: EventOf<'fact'>, id: number) => void,
  over: () => void,
): { on: Pick<Handlers, 'collected'>; facts: Operators['facts'] & FactHandlers } {
  const collected = new CollectedLines();
  const operators = new Operators();
  const headOf = ({ tab, token, operator }: { tab: number; token: number; operator: string }): string =>
    `Tab ${tab}  ${operators.ofHold(token) ?? operator}`;
  return {
    on: { collected: (event) => collected.collected(event) },
    facts: {
      ...operators.facts,
      ...Object.fromEntries(NEXT_DECISIONS.map((kind) => [kind, over])),
      booked(fact, event, id) {
        const { device, token } = fact;
        const lines = fact.bookings.map((booking) => collected.take(device, booking));
        asked({ device, token, head: headOf(fact), word: 'Order', lines, below: [] }, event, id);
      },
      'lines-cancelled'(fact, event, id) {
        const { device, token, lines, reason } = fact;
        const below = [`Reason: ${reason}`];
        asked({ device, token, head: headOf(fact), word: 'Cancelled', lines, below }, event, id);
      },
      'tab-released'(fact, event, id) {
        over();
        operators.facts['tab-released'](fact, event, id);
      },
    },
  };
}
