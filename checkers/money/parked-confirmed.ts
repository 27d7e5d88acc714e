/**
 * A tab that is parked may have been paid by card already. It is settled another way, in cash or by card again, only if
 * the device says that its operator has been warned and wants it all the same.
 */
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { Requests } from '../folds/requests.ts';

export const parkedConfirmed: Checker = {
  name: 'parked-confirmed',
  about: 'A parked tab is settled another way only by an operator who has confirmed the warning.',
  start(header) {
    const found = findings('parked-confirmed', header);
    const requests = new Requests();
    /** The payment each tab is parked for, and the event. */
    const parked = new Map<number, { payment: number; id: number }>();
    /** What has just been settled though it was parked. */
    let settled: { tab: number; what: string; parkedId: number; id: number } | null = null;

    function settle(tab: number, what: string, id: number): void {
      const before = parked.get(tab);
      if (before === undefined) return;
      found.judge();
      parked.delete(tab);
      settled = { tab, what, parkedId: before.id, id };
    }

    return {
      on: { sent: (event, id) => requests.sent(event, id) },
      facts: {
        'payment-parked': ({ tab, payment }, _event, id) => void parked.set(tab, { payment, id }),
        'payment-ended'({ tab, payment }) {
          if (parked.get(tab)?.payment === payment) parked.delete(tab);
        },
        'payment-begun': ({ tab }, _event, id) => settle(tab, 'by card again', id),
        billed({ tab, payment }, _event, id) {
          if (payment === null) settle(tab, 'in cash', id);
        },
        answered({ device, req }, { t }) {
          const now = settled;
          settled = null;
          const request = now === null ? null : requests.of(device, req);
          if (now === null || request === null || request.sent.confirmed === true) return;
          found.fail(
            [now.parkedId, request.id, now.id],
            `let tab ${now.tab} be parked; then ${device} settled it ${now.what} at ${found.at(t)}; however its operator had confirmed nothing`,
          );
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
