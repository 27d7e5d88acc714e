/**
 * Tickets on paper, as the printers recorded them: each job comes out once, or again only marked as a copy; jobs of one
 * queue come out of a printer in their order of entry, and of several that wait for it the oldest is next. What would not come out however often it was tried may be given
 * up, if people are told so on paper.
 */
import type { Fact } from '#server/core/facts';
import type { Checker } from '../../checker.ts';
import { findings } from '../../findings.ts';
import { Numbered } from '../../folds/numbered.ts';
import { PrintHeads } from '../print-heads.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;
/**
 * A job, the events of its first and further prints without a mark (0 and null for none yet), halves included: whoever
 * finds half a ticket may act on it; and whether it ever came out whole.
 */
type Printed = {
  job: Queued;
  id: number;
  t: number;
  first: number;
  again: number[] | null;
  whole: boolean;
  /** How often a printer was sent it, whether it was given up, and whether a notice on paper says so. */
  starts: number;
  givenUp: boolean;
  told: boolean;
  /** The notice that is to say so; 0 for none. */
  notice: number;
};

/** The line by which a notice names the ticket it is about. */
const ABOUT = /^Ticket (\d+) \(/;

export const ticketsOnce: Checker = {
  name: 'tickets-once',
  about: 'Every ticket is printed once, or again only marked as a copy; none is lost.',
  start(header) {
    const found = findings('tickets-once', header);
    const jobs = new Numbered<Printed>();
    const { printAttempts } = header.limits;

    /** Given up as it may be: tried often enough, and said on paper, or that was tried as often; notices make no notices. */
    function isRightlyGivenUp(printed: Printed): boolean {
      const { job, told, notice } = printed;
      if (!isSpent(printed, printAttempts)) return false;
      const said = jobs.get(notice);
      return told || job.document === 'notice' || (said !== undefined && isSpent(said, printAttempts));
    }

    return {
      on: {
        printed(event, id) {
          const job = jobs.get(event.ticket);
          if (job === undefined) {
            found.fail(
              [id],
              `let no job have the number ${event.ticket}; then ${event.node} printed it at ${found.at(event.t)}; however nobody had ordered it`,
            );
            return;
          }
          job.whole = true;
          if (!event.copy) unmarked(job, id);
          if (event.document === 'notice') for (const about of ticketsNamed(event.text)) tell(jobs.get(about));
        },
        'half-printed'(event, id) {
          const job = jobs.get(event.ticket);
          if (job !== undefined && !event.copy) unmarked(job, id);
        },
      },
      facts: {
        'job-queued'(job, event, id) {
          if (job.copy) return;
          const nothing = { first: 0, again: null, whole: false, starts: 0, givenUp: false, told: false, notice: 0 };
          jobs.set(job.ticket, { job, id, t: event.t, ...nothing });
          if (job.document !== 'notice') return;
          for (const about of ticketsNamed(job.lines)) {
            const one = jobs.get(about);
            if (one !== undefined) one.notice = job.ticket;
          }
        },
        'job-started'({ job: number }) {
          const job = jobs.get(number);
          if (job !== undefined) job.starts += 1;
        },
        'job-given-up'({ job: number }) {
          const job = jobs.get(number);
          if (job !== undefined) job.givenUp = true;
        },
      },
      end(whole) {
        for (const [ticket, printed] of jobs) {
          found.judge();
          const { job, id, t, first, again } = printed;
          const what = (): string =>
            `${job.document} ticket ${ticket} for tab ${job.tab} be queued for ${job.queue} at ${found.at(t)}`;
          if (again !== null) {
            found.fail(
              [id, first, ...again],
              `let ${what()}; then it was printed; however it came out ${again.length + 1} times without a copy mark`,
            );
          } else if (!printed.whole && whole && !isRightlyGivenUp(printed)) {
            const seen = first === 0 ? 'it was never printed' : 'only half of it was printed';
            found.fail([id, ...(first === 0 ? [] : [first])], `let ${what()}; then the run ended; however ${seen}`);
          }
        }
        return found.result(whole);
      },
    };
  },
};

/** Tried as often as is to be tried. */
function isSpent({ givenUp, starts }: Printed, printAttempts: number): boolean {
  return givenUp && starts >= printAttempts;
}

function ticketsNamed(text: readonly string[] = []): number[] {
  return text.flatMap((line) => ABOUT.exec(line)?.[1] ?? []).map(Number);
}

function tell(job: Printed | undefined): void {
  if (job !== undefined) job.told = true;
}

function unmarked(job: Printed, id: number): void {
  if (job.first === 0) job.first = id;
  else (job.again ??= []).push(id);
}

export const ticketOrder: Checker = {
  name: 'ticket-order',
  about: 'Tickets come out of a printer in their order of entry: those of one queue, and the heads of several.',
  start(header) {
    const found = findings('ticket-order', header);
    const jobs = new Numbered<Queued>();
    const last = new Map<string, { ticket: number; id: number }>();
    const heads = new PrintHeads(header);
    return {
      on: {
        printed(event, id) {
          const job = jobs.get(event.ticket);
          if (job === undefined || event.copy) return;
          found.judge();
          const queue = `${job.route} ${job.queue} on ${event.node}`;
          const before = last.get(queue);
          if (before !== undefined && before.ticket > event.ticket) {
            found.fail(
              [before.id, id],
              `let ticket ${event.ticket} be queued before ticket ${before.ticket} for ${job.queue}; then both were printed by ${event.node}; however ${before.ticket} came out first`,
            );
          }
          last.set(queue, { ticket: event.ticket, id });
        },
      },
      facts: {
        ...heads.counted.facts,
        'job-queued'(job, _event, id) {
          heads.queued(job, id);
          if (!job.copy) jobs.set(job.ticket, job);
        },
        'job-started'({ job, printer }, { at }, id) {
          found.judge();
          const passed = heads.started(job, printer, at);
          if (passed !== null)
            found.fail(
              [passed.id, id],
              `let ticket ${passed.ticket} wait for ${printer}; then that was given a ticket at ${found.at(at)}; however it was job ${job}, which was queued later`,
              'another queue',
            );
        },
        started: () => heads.serverStarted(),
        'job-failed': ({ job, printer }, { at }) => heads.failed(job, printer, at),
        'job-printed': ({ job }) => heads.printed(job),
        'job-given-up': ({ job, printer }) => heads.givenUp(job, printer),
        'job-redirected'({ job, printer }) {
          heads.redirected(job, printer);
          const known = jobs.get(job);
          if (known !== undefined)
            jobs.set(job, { ...known, route: 'static', queue: `${printer} from ${known.device}` });
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
