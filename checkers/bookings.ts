/**
 * Bookings: what the server acknowledged is in the journal exactly once; what a device collected offline is handed over
 * exactly once, or still in its storage. Compared are the devices' own records with the server's journal.
 */
import type { Checker } from './checker.ts';
import { at, findings } from './findings.ts';

type Line = {
  device: string;
  seq: number;
  tab: number;
  offline: boolean;
  t: number;
  id: number;
  acknowledgedId: number;
};

function bookingChecker(name: string, about: string, concerns: (line: Line) => boolean): Checker {
  return {
    name,
    about,
    start() {
      const found = findings(name);
      const lines = new Map<string, Line>();
      const booked = new Map<string, number[]>();
      const stored = new Set<string>();
      return {
        on: {
          collected({ node, seq, tab, offline, t }, id) {
            lines.set(`${node} ${seq}`, { device: node, seq, tab, offline, t, id, acknowledgedId: 0 });
          },
          acknowledged({ node, seqs }, id) {
            for (const seq of seqs) {
              const line = lines.get(`${node} ${seq}`);
              if (line !== undefined) line.acknowledgedId = id;
            }
          },
          storage({ node, seqs }) {
            for (const seq of seqs) stored.add(`${node} ${seq}`);
          },
        },
        facts: {
          booked({ device, bookings }, _event, id) {
            for (const { seq } of bookings) {
              const key = `${device} ${seq}`;
              const times = booked.get(key);
              if (times === undefined) booked.set(key, [id]);
              else times.push(id);
            }
          },
        },
        end(whole) {
          for (const [key, line] of lines) {
            if (!concerns(line)) continue;
            found.judge();
            const times = booked.get(key) ?? [];
            const what = `booking ${line.seq} of ${line.device} for tab ${line.tab}`;
            if (times.length > 1) {
              found.fail(
                [line.id, ...times],
                `let ${what} be collected at ${at(line.t)}; then it was handed over; however it is in the journal ${times.length} times`,
              );
            } else if (times.length === 0 && line.acknowledgedId > 0) {
              found.fail(
                [line.id, line.acknowledgedId],
                `let ${what} be collected at ${at(line.t)}; then the server acknowledged it; however it is not in the journal`,
              );
            } else if (times.length === 0 && whole && !stored.has(key)) {
              found.fail(
                [line.id],
                `let ${what} be collected at ${at(line.t)}; then the run ended; however it is neither in the journal nor in the device`,
              );
            }
          }
          return found.result(whole);
        },
      };
    },
  };
}

export const acknowledgedBookings = bookingChecker(
  'acknowledged-bookings',
  'Every acknowledged booking is in the journal exactly once, and none is lost on the way.',
  (line) => !line.offline,
);

export const offlineBookings = bookingChecker(
  'offline-bookings',
  'Every booking collected offline is handed over exactly once, whatever is reset, frozen or restarted.',
  (line) => line.offline,
);
