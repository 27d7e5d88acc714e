/**
 * Bookings: what the server acknowledged is in the journal exactly once; what a device collected offline is handed over
 * exactly once, or still in its storage. Compared are the devices' own records with the server's journal.
 */
import type { Checker } from './checker.ts';
import { findings } from './findings.ts';
import { Numbered } from './numbered.ts';

type Line = {
  device: string;
  seq: number;
  tab: number;
  t: number;
  id: number;
  acknowledgedId: number;
  /** The event in which the journal got it, 0 for none yet, and those in which it got it again. */
  bookedId: number;
  again: number[] | null;
  /** Still in the device when the run ended. */
  stored: boolean;
};

function bookingChecker(name: string, about: string, concerns: (offline: boolean) => boolean): Checker {
  return {
    name,
    about,
    start(header) {
      const found = findings(name, header);
      const all: Line[] = [];
      const byDevice = new Map<string, Numbered<Line>>();
      const lineOf = (device: string, seq: number): Line | undefined => byDevice.get(device)?.get(seq);

      return {
        on: {
          collected({ node, seq, tab, offline, t }, id) {
            if (!concerns(offline)) return;
            const line = { device: node, seq, tab, t, id, acknowledgedId: 0, bookedId: 0, again: null, stored: false };
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
            for (const { seq } of bookings) {
              const line = lineOf(device, seq);
              if (line === undefined) continue;
              if (line.bookedId === 0) line.bookedId = id;
              else (line.again ??= []).push(id);
            }
          },
        },
        end(whole) {
          for (const line of all) {
            found.judge();
            const { bookedId, again } = line;
            const what = (): string =>
              `booking ${line.seq} of ${line.device} for tab ${line.tab} be collected at ${found.at(line.t)}`;
            if (again !== null) {
              found.fail(
                [line.id, bookedId, ...again],
                `let ${what()}; then it was handed over; however it is in the journal ${again.length + 1} times`,
              );
            } else if (bookedId === 0 && line.acknowledgedId > 0) {
              found.fail(
                [line.id, line.acknowledgedId],
                `let ${what()}; then the server acknowledged it; however it is not in the journal`,
              );
            } else if (bookedId === 0 && whole && !line.stored) {
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
