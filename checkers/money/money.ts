/** Money is conserved: bookings, less what was cancelled and discounted = bills + open balances, and card money = card bills + tips + refunds due. */
import type { Checker } from '../checker.ts';
import { centsChanged, onChanges } from '../folds/changes.ts';
import { findings } from '../findings.ts';

export const moneyConserved: Checker = {
  name: 'money',
  about:
    'Bookings, as they were changed, equal bills plus open balances; card money equals card bills plus tips and refunds due.',
  start(header) {
    const found = findings('money', header);
    const balance = new Map<number, number>();
    /** Tabs on which there is a voucher: vouchers may cover all of them, and then the bill is over nothing. */
    const withVoucher = new Set<number>();
    const paid = new Map<number, { cents: number; tipCents: number; refundCents: number; id: number }>();
    return {
      facts: {
        booked({ tab, bookings }) {
          let cents = balance.get(tab) ?? 0;
          for (const line of bookings) cents += line.cents;
          balance.set(tab, cents);
        },
        ...onChanges((fact) => {
          if (fact.kind === 'redeemed') withVoucher.add(fact.tab);
          if (fact.kind === 'lines-moved' && fact.why !== 'split' && withVoucher.delete(fact.from))
            withVoucher.add(fact.to);
          for (const [tab, cents] of centsChanged(fact)) balance.set(tab, (balance.get(tab) ?? 0) + cents);
        }),
        'payment-ended'({ payment, outcome, paidCents, tipCents, refundCents }, _event, id) {
          if (outcome === 'paid' && paidCents !== refundCents + tipCents)
            paid.set(payment, { cents: paidCents, tipCents, refundCents, id });
        },
        billed({ tab, cents, bill, tender, payment, part }, event, id) {
          found.judge();
          const open = balance.get(tab) ?? 0;
          balance.set(tab, open - cents);
          const mayBeNothing = withVoucher.has(tab) && open === 0;
          if (cents === open && part?.by !== 'lines') withVoucher.delete(tab);
          if (cents > open || cents < 0 || (tender === 'cash' && cents === 0 && !mayBeNothing)) {
            found.fail(
              [id],
              `let tab ${tab} have bookings over ${open} cents open; then bill ${bill} was made at ${found.at(event.t)}; however it is over ${cents} cents`,
            );
          }
          if (payment === null) return;
          const money = paid.get(payment);
          paid.delete(payment);
          if (money === undefined) {
            found.fail(
              [id],
              `let payment ${payment} be made for tab ${tab}; then bill ${bill} was settled by it; however it was not paid`,
            );
          } else if (money.cents !== cents + money.tipCents + money.refundCents) {
            found.fail(
              [money.id, id],
              `let ${money.cents} cents be paid by card for tab ${tab}; then bill ${bill} was made; however ${cents} cents, a tip of ${money.tipCents} and a refund of ${money.refundCents} are not that`,
            );
          }
        },
      },
      end(whole) {
        for (const [payment, { cents, id }] of paid) {
          if (whole)
            found.fail(
              [id],
              `let ${cents} cents be paid by card (payment ${payment}); then the run ended; however no bill says so`,
            );
        }
        return found.result(whole);
      },
    };
  },
};
