/**
 * What comes out of a printer, line for line: the ticket as it was queued, whole, at a printer it was sent to, and with
 * the copy mark just where it was sent with one. Whether it was queued rightly others judge (bills, orders, notices);
 * here the paper is held against that, so together they say that the paper is right.
 */
import type { Fact } from '#server/core/facts';
import type { EventOf } from '#history/events';
import type { Checker } from '../../checker.ts';
import { findings } from '../../findings.ts';
import { beltNodes } from '../../folds/belts.ts';
import { Numbered } from '../../folds/numbered.ts';
import { saysTheSame } from './paper-text.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;
type Ticket = {
  job: Queued;
  id: number;
  /** Where it was sent so far, as `kitchen` or `kitchen COPY`. */
  sentTo: string[];
  /** An attempt of the device itself may be on paper: from then on it prints copies. */
  unconfirmedOnBelt: boolean;
};

const sending = (printer: string, copy: boolean): string => (copy ? `${printer} COPY` : printer);

export const paper: Checker = {
  name: 'paper',
  about: 'What is on paper is the ticket as it was queued, line for line, marked as a copy just where it is one.',
  start(header) {
    const found = findings('paper', header);
    const beltOf = beltNodes(header.floor);
    const tickets = new Numbered<Ticket>();
    /** The ticket of each job that repeats an earlier one. */
    const repeats = new Map<number, number>();
    const ticketOf = (job: number): Ticket | undefined => tickets.get(repeats.get(job) ?? job);

    function differs({ node, text = [], copy }: EventOf<'printed'>, { job, sentTo, unconfirmedOnBelt }: Ticket) {
      const head = copy ? `#${job.ticket} COPY` : `#${job.ticket}`;
      if (!saysTheSame(text, [head, job.document, ...job.lines])) return `the paper says ${told(text)}`;
      if (node === beltOf(job) && job.route === 'belt') {
        return copy && !unconfirmedOnBelt ? 'it is marked as a copy of nothing' : '';
      }
      if (sentTo.includes(sending(node, copy))) return '';
      if (!sentTo.includes(sending(node, !copy))) return `it was never sent to ${node}`;
      return copy ? 'it is marked as a copy of nothing' : 'the copy mark it was sent with is missing';
    }

    return {
      on: {
        printed(event, id) {
          const ticket = tickets.get(event.ticket);
          if (ticket === undefined || event.text === undefined) return;
          found.judge();
          const wrong = differs(event, ticket);
          if (wrong === '') return;
          const { document, tab, lines } = ticket.job;
          found.fail(
            [ticket.id, id],
            `let the ${document} of ticket ${event.ticket} for tab ${tab} say ${told(lines)}; then ${event.node} printed it at ${found.at(event.t)}; however ${wrong}`,
          );
        },
      },
      facts: {
        'job-queued'(job, _event, id) {
          if (job.copy) repeats.set(job.job, job.ticket);
          else tickets.set(job.ticket, { job, id, sentTo: [], unconfirmedOnBelt: false });
        },
        'job-started'({ job, printer, copy }) {
          const sentTo = ticketOf(job)?.sentTo;
          const place = sending(printer, copy);
          if (sentTo?.includes(place) === false) sentTo.push(place);
        },
        'job-failed'({ job, mayBePrinted }) {
          const ticket = ticketOf(job);
          if (ticket !== undefined && mayBePrinted) ticket.unconfirmedOnBelt = true;
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};

/** Lines in a sentence. */
function told(lines: readonly string[]): string {
  return `"${lines.join(' / ')}"`;
}
