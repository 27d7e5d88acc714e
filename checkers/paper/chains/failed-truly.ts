/**
 * A printer is said to have failed a ticket only where something was wrong: at the printer, at the server, or on the way
 * between them, since before the ticket was sent there. Printers are no slower than the server allows for a line.
 */
import type { Checker } from '../../checker.ts';
import { findings } from '../../findings.ts';
import { Numbered } from '../../folds/numbered.ts';
import { STALLED, stalls } from '../../folds/stalls.ts';
import { WellPrinters, printersByCable } from './well-printers.ts';

type Attempt = { ticket: number; startedMs: number; id: number };

export const failedTruly: Checker = {
  name: 'failed-truly',
  about: 'A ticket is said to have failed at a printer only where something was wrong since it was sent there.',
  start(header) {
    const found = findings('failed-truly', header);
    const still = stalls();
    const well = new WellPrinters(header);
    const printers = printersByCable(header.floor);
    const tickets = new Numbered<number>();
    /** By job. */
    const attempts = new Numbered<Attempt>();
    /** Whoever stood still tells so afterwards. */
    const doubts: (() => void)[] = [];
    return {
      on: {
        stall: (event) => still.seen(event),
        ...well.on,
      },
      facts: {
        'job-queued': ({ job, ticket }) => tickets.set(job, ticket),
        'job-started': ({ job }, { t }, id) => attempts.set(job, { ticket: tickets.get(job) ?? 0, startedMs: t, id }),
        'job-failed'({ job, printer, trouble }, { t }, id) {
          const attempt = attempts.get(job);
          if (attempt === undefined || !printers.has(printer)) return;
          found.judge();
          const { ticket, startedMs } = attempt;
          if (!well.wasWell(printer, well.knownMs(printer, startedMs))) return;
          doubts.push(() => {
            if (still.between(startedMs, t)) found.unknown(STALLED);
            else
              found.fail(
                [attempt.id, id],
                `let ticket ${ticket} be sent to ${printer}; then at ${found.at(t)} it was said to have failed there (${trouble}); however all was well there`,
              );
          });
        },
      },
      end(whole) {
        for (const doubt of doubts) doubt();
        return found.result(whole);
      },
    };
  },
};
