/** The journal export's column `Quelle`: 40 for what is booked, changed and billed at mPOS devices, Officer at the till. */
import type { Source } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

export const sourceColumn: Checker = {
  name: 'source-column',
  about:
    'Bookings, cancellations, discounts, vouchers, bills and reversals of mPOS devices have the source 40, those at the till Officer.',
  start(header) {
    const found = findings('source-column', header);
    const family = new Map(header.floor.devices.map((device) => [device.name, device.family]));

    function judge(
      { device, source, tab }: { device: string; source: Source; tab: number },
      _event: unknown,
      id: number,
    ) {
      found.judge();
      const right = family.get(device) === 'till' ? 'Officer' : '40';
      if (source === right) return;
      found.fail(
        [id],
        `let ${device} be a ${family.get(device) ?? 'stranger'}; then it booked on tab ${tab}; however the source column says ${source}, not ${right}`,
      );
    }

    return {
      facts: {
        booked: judge,
        'lines-cancelled': judge,
        discounted: judge,
        redeemed: judge,
        'reversal-ended': judge,
        billed({ source, ...fact }, event, id) {
          // Older journals have no source of bills.
          if (source !== undefined) judge({ ...fact, source }, event, id);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
