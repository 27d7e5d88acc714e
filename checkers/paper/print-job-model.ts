/**
 * Every print job of the journal goes the way of its reference model, and a printer has one job in hand at a time: the
 * one it was given is the one it is done with.
 */
import { printJob as model, type PrintJobEvent } from '#machines/models/print-job';
import type { EventOf } from '#history/events';
import { ChartFold } from '../folds/chart-fold.ts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

type Job = { ticket: number; queue: string; id: number; unconfirmed: number; printer: string };

export const printJobModel: Checker = {
  name: 'print-job-model',
  about:
    'A print job is started, confirmed or repeated as a copy, and given up only after its last attempt; a printer has one in hand.',
  start(header) {
    const { printAttempts } = header.limits;
    const found = findings('print-job-model', header);
    const states = new ChartFold<number>(model);
    const jobs = new Map<number, Job>();
    const inHand = new Map<string, number>();

    function take(job: number, event: PrintJobEvent['type'], { t }: EventOf<'fact'>, id: number): void {
      if (states.take(job, event)) return;
      const known = jobs.get(job);
      found.fail(
        known === undefined ? [id] : [known.id, id],
        `let job ${job}${known === undefined ? '' : ` for ${known.queue}`} be ${states.stateOf(job)}; then ${event} came at ${found.at(t)}; however that cannot follow`,
      );
    }

    /** The printer no longer has the job in hand. */
    function letGo(known: Job | undefined, job: number): void {
      if (known !== undefined && inHand.get(known.printer) === job) inHand.delete(known.printer);
    }

    return {
      facts: {
        'job-queued'({ job, ticket, queue, route, copy }, event, id) {
          found.judge();
          take(job, route === 'belt' ? 'QUEUED_FOR_BELT' : copy ? 'QUEUED_AS_COPY' : 'QUEUED', event, id);
          jobs.set(job, { ticket, queue, id, unconfirmed: 0, printer: '' });
        },
        'job-started'({ job, printer, copy }, event, id) {
          take(job, copy ? 'STARTED_AS_COPY' : 'STARTED', event, id);
          const other = inHand.get(printer);
          if (other !== undefined)
            found.fail(
              [id],
              `let ${printer} have job ${other} in hand; then it was given job ${job} at ${found.at(event.t)}; however it is not done with the first`,
            );
          inHand.set(printer, job);
          const known = jobs.get(job);
          if (known !== undefined) known.printer = printer;
        },
        'job-failed'({ job, mayBePrinted }, event, id) {
          const known = jobs.get(job);
          letGo(known, job);
          if (known !== undefined && mayBePrinted) known.unconfirmed += 1;
          const last = known !== undefined && known.unconfirmed >= printAttempts;
          take(job, !mayBePrinted ? 'FAILED' : last ? 'FAILED_FOR_GOOD' : 'FAILED_UNCONFIRMED', event, id);
        },
        'job-redirected': ({ job, mayBePrinted }, event, id) =>
          take(job, mayBePrinted ? 'REDIRECTED_UNCONFIRMED' : 'REDIRECTED', event, id),
        'job-overdue': ({ job }, event, id) => take(job, 'OVERDUE', event, id),
        'job-printed'({ job, printer }, event, id) {
          const known = jobs.get(job);
          letGo(known, job);
          take(job, 'PRINTED', event, id);
          if (known !== undefined && known.printer !== '' && known.printer !== printer)
            found.fail(
              [known.id, id],
              `let job ${job} be given to ${known.printer}; then it was printed at ${found.at(event.t)}; however ${printer} is said to have done it`,
            );
          jobs.delete(job);
        },
        'job-given-up'({ job }, event, id) {
          take(job, 'GIVEN_UP', event, id);
          jobs.delete(job);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
