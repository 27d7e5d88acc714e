/** The journal export's column `Quelle`: 40 for mPOS bookings, Officer for bookings at the till. */
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

export const sourceColumn: Checker = {
  name: 'source-column',
  about: 'Bookings of mPOS devices have the source 40, bookings at the till Officer.',
  start(header) {
    const found = findings('source-column', header);
    const family = new Map(header.floor.devices.map((device) => [device.name, device.family]));
    return {
      facts: {
        booked({ device, source, tab }, _event, id) {
          found.judge();
          const right = family.get(device) === 'till' ? 'Officer' : '40';
          if (source === right) return;
          found.fail(
            [id],
            `let ${device} be a ${family.get(device) ?? 'stranger'}; then it booked on tab ${tab}; however the source column says ${source}, not ${right}`,
          );
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
