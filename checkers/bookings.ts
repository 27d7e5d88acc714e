/**
 * Bookings: what the server acknowledged is in the journal exactly once; what a device collected offline is handed over
 * exactly once, or still in its storage. Compared are the devices' own records with the server's journal.
 */
import type { Checker } from './checker.ts';
import { at, findings } from './findings.ts';
import { Numbered } from './numbered.ts';

type Line = {
  device: string;
  seq: number;
  tab: number;
  t: number;
  id: number;
  acknowledgedId: number;
  /** Events in which the journal got it. */
  booked: number[];
  /** Still in the device when the run ended. */
  stored: boolean;
};

function bookingChecker(name: string, about: string, concerns: (offline: boolean) => boolean): Checker {
  return {
    name,
    about,
    start() {
      const found = findings(name);
      const all: Line[] = [];
      const byDevice = new Map<string, Numbered<Line>>();
      const lineOf = (device: string, seq: number): Line | undefined => byDevice.get(device)?.get(seq);

      return {
        on: {
          collected({ node, seq, tab, offline, t }, id) {
            if (!concerns(offline)) return;
            const line = { device: node, seq, tab, t, id, acknowledgedId: 0, booked: [], stored: false };
            let lines = byDevice.get(node);
            if (lines === undefined) byDevice.set(node, (lines = new Numbered()));
            lines.set(seq, line);
            all.push(line);
          },
          acknowledged({ node, seqs }, id) {
            for (const seq of seqs) {
              const line = lineOf(node, seq);
              if (line !== undefined) line.acknowledgedId = id;
            }
          },
          storage({ node, seqs }) {
            for (const seq of seqs) {
              const line = lineOf(node, seq);
              if (line !== undefined) line.stored = true;
            }
          },
        },
        facts: {
          booked({ device, bookings }, _event, id) {
            for (const { seq } of bookings) lineOf(device, seq)?.booked.push(id);
          },
        },
        end(whole) {
          for (const line of all) {
            found.judge();
            const { booked } = line;
            const what = (): string =>
              `booking ${line.seq} of ${line.device} for tab ${line.tab} be collected at ${at(line.t)}`;
            if (booked.length > 1) {
              found.fail(
                [line.id, ...booked],
                `let ${what()}; then it was handed over; however it is in the journal ${booked.length} times`,
              );
            } else if (booked.length === 0 && line.acknowledgedId > 0) {
              found.fail(
                [line.id, line.acknowledgedId],
                `let ${what()}; then the server acknowledged it; however it is not in the journal`,
              );
            } else if (booked.length === 0 && whole && !line.stored) {
              found.fail(
                [line.id],
                `let ${what()}; then the run ended; however it is neither in the journal nor in the device`,
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
  (offline) => !offline,
);

export const offlineBookings = bookingChecker(
  'offline-bookings',
  'Every booking collected offline is handed over exactly once, whatever is reset, frozen or restarted.',
  (offline) => offline,
);
