/**
 * Copies that people ask for: who asks for a ticket again and is told that this is done gets it, once, with everything
 * that the original says, at its own printer; what the device itself has printed comes out of the fallback printer. And
 * nobody gets a copy without asking.
 */
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { Asks, type Ask } from '../folds/asks.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';
import { findings } from '../findings.ts';
import { Numbered } from '../folds/numbered.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;
/** `job` is not known of histories of the first days. */
type Asked = { req: number; job: number | undefined; id: number };

export const copies: Checker = {
  name: 'copies',
  about: 'Whoever asks for a ticket again gets one copy of it that says what the original says; nobody else gets one.',
  start(header) {
    const found = findings('copies', header);
    const jobs = new Numbered<Queued>();
    const thin = thinClientsOf(header.floor);
    const taps = new Asks();
    const asked = new Map<string, Asked>();
    /** Copies queued since the last answer, and their events: an answer follows what it is about. */
    let queued: { job: Queued; id: number }[] = [];

    function wrongIn(copy: Queued, original: Queued | undefined): string {
      if (original === undefined) return 'no such ticket had been queued';
      if (copy.ticket !== original.ticket) return `it is one of ticket ${copy.ticket}`;
      if (copy.lines.join('\n') !== original.lines.join('\n')) return `it says "${copy.lines.join(' / ')}"`;
      if (copy.document !== original.document || copy.tab !== original.tab || copy.device !== original.device)
        return `it is ${copy.document === 'order' ? 'an' : 'a'} ${copy.document} of ${copy.device} for tab ${copy.tab}`;
      const belt = original.route === 'belt';
      const printer = belt ? header.floor.fallbackPrinter : original.queue;
      const route = belt ? 'static' : original.route;
      return copy.route === route && copy.queue === printer ? '' : `it is queued for ${copy.route} ${copy.queue}`;
    }

    /** A thin client has tapped for that very ticket. */
    function answeredTap(device: string): void {
      const [copy, ...more] = queued;
      queued = [];
      if (copy === undefined) return;
      found.judge();
      const isReprint = (ask: Ask): boolean => ask.type === 'reprint';
      const isIt = (ask: Ask): boolean => isReprint(ask) && wrongIn(copy.job, jobs.get(ask.job ?? 0)) === '';
      if (more.length === 0 && taps.tap(device, isIt) !== undefined) return;
      const tap = taps.tap(device, isReprint);
      // Measured with slack, a fact may be written down before the tap that led to it.
      if (tap === undefined && header.limits.slackMs > 0) return;
      const wrong = more.length > 0 ? `${more.length + 1} copies were queued` : 'that is not what was asked for';
      found.fail(
        [...(tap === undefined ? [] : [tap.id]), copy.id],
        `let ${device} ask for ticket ${tap?.job ?? 0} again; then a copy of ticket ${copy.job.ticket} was queued; however ${wrong}`,
      );
    }

    function answered(device: string, req: number, id: number): void {
      if (thin.has(device)) {
        answeredTap(device);
        return;
      }
      const [copy, ...more] = queued;
      queued = [];
      const request = asked.get(device);
      if (request?.req !== req) {
        for (const { job, id: at } of copy === undefined ? [] : [copy, ...more])
          found.fail(
            [at],
            `let nobody ask for ticket ${job.ticket} again; then a copy was queued; however ${device} had asked for something else`,
          );
        return;
      }
      asked.delete(device);
      if (request.job === undefined) return;
      found.judge();
      const original = jobs.get(request.job);
      const wrong =
        copy === undefined
          ? 'no copy of it was queued'
          : more.length > 0
            ? `${more.length + 1} copies were queued`
            : wrongIn(copy.job, original);
      if (wrong === '') return;
      found.fail(
        [request.id, copy?.id ?? id],
        `let ${device} ask for ticket ${request.job} again; then it was told that this is done; however ${wrong}`,
      );
    }

    return {
      on: {
        sent({ node, type, req, job }, id) {
          if (type === 'reprint') asked.set(node, { req, job, id });
        },
        tap: (event, id) => void taps.tapped(event, id),
        reply({ node, req, ok }, id) {
          const request = asked.get(node);
          if (ok && request?.req === req) answered(node, req, id);
        },
      },
      facts: {
        'job-queued'(job, _event, id) {
          if (job.copy) queued.push({ job, id });
          jobs.set(job.job, job.copy ? (jobs.get(job.ticket) ?? job) : job);
        },
        'job-redirected'({ job, printer }) {
          const known = jobs.get(job);
          if (known !== undefined) jobs.set(job, { ...known, route: 'static', queue: printer });
        },
        answered: ({ device, req }, _event, id) => answered(device, req, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
