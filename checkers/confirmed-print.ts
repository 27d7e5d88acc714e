/**
 * A ticket that its printer is said to have confirmed is on paper: it came out of that printer since it was sent there,
 * and before that was said. What was only sent is believed nothing.
 */
import type { Checker } from './checker.ts';
import { findings } from './findings.ts';
import { Numbered } from './numbered.ts';

/** The latest attempt of a job: where, and whether the ticket has come out there since. */
type Attempt = { printer: string; cameOut: boolean; id: number };

export const confirmedPrint: Checker = {
  name: 'confirmed-print',
  about: 'A ticket that is called confirmed has come out of that printer since it was sent there.',
  start(header) {
    const { slackMs } = header.limits;
    const found = findings('confirmed-print', header);
    const ticketOf = new Numbered<number>();
    /** By ticket: a copy that was asked for prints the same one. */
    const attempts = new Map<number, Attempt>();
    /** Called confirmed, and not yet seen to come out; only measuring can be that late. */
    const early = new Map<number, { printer: string; t: number; sentId: number; id: number }>();

    function tooEarly(ticket: number): void {
      const one = early.get(ticket);
      if (one === undefined) return;
      early.delete(ticket);
      found.fail(
        one.sentId === 0 ? [one.id] : [one.sentId, one.id],
        `let ticket ${ticket} be sent to ${one.printer}; then it was called confirmed at ${found.at(one.t)}; however it had not come out there`,
      );
    }

    return {
      on: {
        printed({ ticket, node, t }) {
          const attempt = attempts.get(ticket);
          if (attempt?.printer === node) attempt.cameOut = true;
          const one = early.get(ticket);
          if (one === undefined || one.printer !== node) return;
          if (t <= one.t + slackMs) early.delete(ticket);
          else tooEarly(ticket);
        },
      },
      facts: {
        'job-queued'({ job, ticket, route, device }, _event, id) {
          ticketOf.set(job, ticket);
          if (route === 'belt') attempts.set(ticket, { printer: `${device}/belt`, cameOut: false, id });
        },
        'job-started'({ job, printer }, _event, id) {
          const ticket = ticketOf.get(job);
          if (ticket !== undefined) attempts.set(ticket, { printer, cameOut: false, id });
        },
        'job-printed'({ job, printer, evidence }, { t }, id) {
          const ticket = ticketOf.get(job);
          if (ticket === undefined || evidence !== 'confirmed') return;
          found.judge();
          const attempt = attempts.get(ticket);
          attempts.delete(ticket);
          if (attempt?.cameOut === true && attempt.printer === printer) return;
          early.set(ticket, { printer, t, sentId: attempt?.id ?? 0, id });
        },
      },
      end(whole) {
        for (const ticket of [...early.keys()]) if (whole) tooEarly(ticket);
        return found.result(whole);
      },
    };
  },
};
