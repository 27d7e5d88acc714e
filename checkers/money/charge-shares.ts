/**
 * What becomes of money the card has paid: it settles what it was asked for, as far as that is still open; more is a tip;
 * what was settled otherwise meanwhile is due back. Open is what the devices have put on the tab and no bill has taken.
 */
import type { Fact } from '#server/core/facts';
import { Balances } from '../folds/balances.ts';
import { onChanges } from '../folds/changes.ts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings } from '../findings.ts';

type Ended = Extract<Fact, { kind: 'payment-ended' }>;
type Shares = { tipCents: number; refundCents: number };
type Begun = { cents: number; id: number; superseded: boolean };

export const chargeShares: Checker = {
  name: 'charge-shares',
  about:
    'Card money settles what it was asked for, is a tip beyond that, and is due back where the tab was settled otherwise.',
  start(header) {
    const found = findings('charge-shares', header);
    const tabs = new Balances();
    const begun = new Map<number, Begun>();
    const parked = new Map<number, number>();

    function supersede(tab: number): void {
      const payment = begun.get(parked.get(tab) ?? 0);
      parked.delete(tab);
      if (payment !== undefined) payment.superseded = true;
    }

    function sharesOf({ tab, outcome, paidCents }: Ended, { cents, superseded }: Begun): Shares {
      if (outcome !== 'paid') return { tipCents: 0, refundCents: 0 };
      if (superseded) return { tipCents: 0, refundCents: paidCents };
      const tipCents = Math.max(0, paidCents - cents);
      const settledCents = Math.max(0, Math.min(paidCents - tipCents, tabs.owedCents(tab)));
      return { tipCents, refundCents: paidCents - tipCents - settledCents };
    }

    return {
      on: { collected: (event) => tabs.collected(event) },
      facts: {
        booked: (fact) => tabs.booked(fact),
        ...onChanges((fact) => tabs.changed(fact)),
        'payment-begun'(fact, _event, id) {
          supersede(fact.tab);
          begun.set(fact.payment, { cents: fact.cents, id, superseded: false });
        },
        'payment-parked': ({ tab, payment }) => void parked.set(tab, payment),
        'payment-ended'(ended, { t }, id) {
          const { payment, tab, paidCents, tipCents, refundCents } = ended;
          const charge = begun.get(payment);
          if (charge === undefined) return;
          found.judge();
          begun.delete(payment);
          if (parked.get(tab) === payment) parked.delete(tab);
          const right = sharesOf(ended, charge);
          if (right.tipCents === tipCents && right.refundCents === refundCents) return;
          found.fail(
            [charge.id, id],
            `let payment ${payment} of tab ${tab} be over ${euros(charge.cents)}; then the card paid ${euros(paidCents)} by ${found.at(t)}, of which ${euros(right.tipCents)} are a tip and ${euros(right.refundCents)} due back; however the server says ${euros(tipCents)} and ${euros(refundCents)}`,
          );
        },
        billed(fact) {
          if (fact.payment === null) supersede(fact.tab);
          tabs.billed(fact);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
