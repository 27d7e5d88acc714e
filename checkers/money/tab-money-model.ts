/** The money of every tab goes the way of its reference model: nothing is booked, billed or charged where it must not. */
import { tabMoney as model, type TabMoneyEvent } from '#machines/models/tab-money';
import type { EventOf } from '#history/events';
import { ChartFold } from '../folds/chart-fold.ts';
import type { Checker } from '../checker.ts';
import { centsChanged, onChanges } from '../folds/changes.ts';
import { findings } from '../findings.ts';

export const tabMoneyModel: Checker = {
  name: 'tab-money-model',
  about:
    'While the card is asked nothing is put on a tab and nothing else settles it; what is paid is billed, and nothing else.',
  start(header) {
    const found = findings('tab-money-model', header);
    const tabs = new ChartFold<number>(model);
    const owed = new Map<number, number>();
    /** The payment that may still settle each tab. */
    const paying = new Map<number, number>();
    const last = new Map<number, number>();

    function take(tab: number, event: TabMoneyEvent['type'], { t }: EventOf<'fact'>, id: number): void {
      const before = last.get(tab);
      last.set(tab, id);
      if (tabs.take(tab, event)) return;
      found.fail(
        before === undefined ? [id] : [before, id],
        `let the money of tab ${tab} be "${tabs.stateOf(tab)}"; then ${event} came at ${found.at(t)}; however that cannot follow`,
      );
    }

    return {
      facts: {
        booked({ tab, bookings }, event, id) {
          take(tab, 'BOOKED', event, id);
          owed.set(
            tab,
            bookings.reduce((sum, line) => sum + line.cents, owed.get(tab) ?? 0),
          );
        },
        ...onChanges((fact, event, id) => {
          for (const [tab, cents] of centsChanged(fact)) {
            const isGiven = fact.kind === 'lines-moved' && tab === fact.to;
            const taken = cents > 0 ? 'RETURN_TAKEN' : 'TAKEN';
            owed.set(tab, (owed.get(tab) ?? 0) + cents);
            take(tab, fact.kind === 'reversal-ended' ? 'REVERSED' : isGiven ? 'GIVEN' : taken, event, id);
          }
        }),
        'payment-begun'({ tab, payment }, event, id) {
          found.judge();
          take(tab, 'CARD_ASKED', event, id);
          paying.set(tab, payment);
        },
        'payment-parked': ({ tab }, event, id) => take(tab, 'PARKED', event, id),
        'payment-ended'({ tab, payment, outcome, paidCents, tipCents, refundCents }, event, id) {
          const isPaid = outcome === 'paid';
          const settles = isPaid && tipCents + refundCents < paidCents;
          if (paying.get(tab) !== payment) take(tab, 'LEARNT_LATE', event, id);
          else take(tab, settles ? 'PAID' : isPaid ? 'PAID_IN_VAIN' : 'NOT_PAID', event, id);
          if (paying.get(tab) === payment && !settles) paying.delete(tab);
        },
        billed({ tab, cents, part }, event, id) {
          found.judge();
          const left = (owed.get(tab) ?? 0) - cents;
          owed.set(tab, left);
          take(tab, left === 0 && part?.by !== 'lines' ? 'BILLED' : 'BILLED_IN_PART', event, id);
          paying.delete(tab);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
