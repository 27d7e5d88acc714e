/**
 * A ticket that its printer is said to have confirmed is on paper: it came out of that printer since it was sent there,
 * and before that was said. What was only sent is believed nothing.
 */
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { beltNodes } from '../folds/belts.ts';
import { Numbered } from '../folds/numbered.ts';

/** The latest attempt of a job: where, and whether its ticket has come out there since. */
type Attempt = { ticket: number; printer: string; cameOut: boolean; id: number };

export const confirmedPrint: Checker = {
  name: 'confirmed-print',
  about: 'A ticket that is called confirmed has come out of that printer since it was sent there.',
  start(header) {
    const { slackMs } = header.limits;
    const found = findings('confirmed-print', header);
    const beltOf = beltNodes(header.floor);
    const ticketOf = new Numbered<number>();
    /** By job: a copy that was asked for is a job of its own, and may come out while its original still does. */
    const attempts = new Map<number, Attempt>();
    /** By job: called confirmed, and not yet seen to come out; only measuring can be that late. */
    const early = new Map<number, { ticket: number; printer: string; t: number; sentId: number; id: number }>();

    function tooEarly(job: number): void {
      const one = early.get(job);
      if (one === undefined) return;
      early.delete(job);
      found.fail(
        one.sentId === 0 ? [one.id] : [one.sentId, one.id],
        `let ticket ${one.ticket} be sent to ${one.printer}; then it was called confirmed at ${found.at(one.t)}; however it had not come out there`,
      );
    }

    function sent(job: number, printer: string, id: number): void {
      const ticket = ticketOf.get(job);
      if (ticket !== undefined) attempts.set(job, { ticket, printer, cameOut: false, id });
    }

    return {
      on: {
        printed({ ticket, node, t }) {
          for (const attempt of attempts.values())
            if (attempt.ticket === ticket && attempt.printer === node) attempt.cameOut = true;
          for (const [job, one] of early) {
            if (one.ticket !== ticket || one.printer !== node) continue;
            if (t <= one.t + slackMs) early.delete(job);
            else tooEarly(job);
          }
        },
      },
      facts: {
        'job-queued'(fact, _event, id) {
          ticketOf.set(fact.job, fact.ticket);
          if (fact.route === 'belt') sent(fact.job, beltOf(fact), id);
        },
        'job-started'({ job, printer }, _event, id) {
          sent(job, printer, id);
        },
        'job-given-up'({ job }) {
          attempts.delete(job);
        },
        'job-printed'({ job, printer, evidence }, { t }, id) {
          const attempt = attempts.get(job);
          attempts.delete(job);
          const ticket = ticketOf.get(job);
          if (ticket === undefined || evidence !== 'confirmed') return;
          found.judge();
          if (attempt?.cameOut === true && attempt.printer === printer) return;
          early.set(job, { ticket, printer, t, sentId: attempt?.id ?? 0, id });
        },
      },
      end(whole) {
        for (const job of [...early.keys()]) if (whole) tooEarly(job);
        return found.result(whole);
      },
    };
  },
};
