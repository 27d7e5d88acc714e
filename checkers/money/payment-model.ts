/** Every payment of the journal goes the way of its reference model: nothing happens to it that the model does not allow. */
import { payment as model, type PaymentModelEvent } from '#machines/models/payment';
import type { EventOf } from '#history/events';
import { ChartFold } from '../folds/chart-fold.ts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

export const paymentModel: Checker = {
  name: 'payment-model',
  about:
    'A payment begins once, is parked at most once, and ends once: with a bill, with all of it due back, or unpaid; it is reversed at most once.',
  start(header) {
    const found = findings('payment-model', header);
    const payments = new ChartFold<number>(model);
    const begun = new Map<number, { tab: number; id: number }>();
    /** The payment each tab is parked for. */
    const parked = new Map<number, number>();

    function take(payment: number, event: PaymentModelEvent['type'], { t }: EventOf<'fact'>, id: number): void {
      if (payments.take(payment, event)) return;
      const before = begun.get(payment);
      found.fail(
        before === undefined ? [id] : [before.id, id],
        `let payment ${payment}${before === undefined ? '' : ` of tab ${before.tab}`} be ${payments.stateOf(payment)}; then ${event} came at ${found.at(t)}; however that cannot follow`,
      );
    }

    /** What a tab was parked for is paid otherwise. */
    function settledOtherwise(tab: number, event: EventOf<'fact'>, id: number): void {
      const payment = parked.get(tab);
      if (payment === undefined) return;
      parked.delete(tab);
      take(payment, 'SETTLED_OTHERWISE', event, id);
    }

    return {
      facts: {
        'payment-begun'({ payment, tab }, event, id) {
          found.judge();
          settledOtherwise(tab, event, id);
          take(payment, 'BEGUN', event, id);
          begun.set(payment, { tab, id });
        },
        'payment-waiting': ({ payment }, event, id) => take(payment, 'WAITING', event, id),
        'payment-parked'({ payment, tab }, event, id) {
          take(payment, 'PARKED', event, id);
          parked.set(tab, payment);
        },
        'payment-ended'({ payment, tab, outcome, paidCents, tipCents, refundCents }, event, id) {
          const inVain = refundCents + tipCents === paidCents;
          take(payment, outcome !== 'paid' ? 'NOT_PAID' : inVain ? 'PAID_IN_VAIN' : 'PAID', event, id);
          if (parked.get(tab) === payment) parked.delete(tab);
        },
        'reversal-begun': ({ payment }, event, id) => take(payment, 'REVERSAL_BEGUN', event, id),
        'reversal-ended': ({ payment, outcome }, event, id) =>
          take(payment, outcome === 'reversed' ? 'REVERSED' : 'NOT_REVERSED', event, id),
        billed({ tab, payment }, event, id) {
          if (payment === null) settledOtherwise(tab, event, id);
          else take(payment, 'BILLED', event, id);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
