/**
 * Copies that people ask for: who asks for a ticket again and is told that this is done gets it, once, with everything
 * that the original says, at its own printer; what the device itself has printed comes out of the fallback printer. And
 * nobody gets a copy without asking.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../../checker.ts';
import { Asks, type Ask } from '../../folds/asks.ts';
import { thinClientsOf } from '../../folds/thin-clients.ts';
import { findings, type Findings } from '../../findings.ts';
import { Numbered } from '../../folds/numbered.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;
/** `job` is not known of histories of the first days. */
type Asked = { req: number; job: number | undefined; id: number };

class Copies {
  private readonly header: HistoryHeader;
  private readonly found: Findings;
  private readonly jobs = new Numbered<Queued>();
  private readonly thin: ReadonlySet<string>;
  private readonly taps = new Asks();
  private readonly asked = new Map<string, Asked>();
  /** Copies queued since the last answer, and their events: an answer follows what it is about. */
  private queued: { job: Queued; id: number }[] = [];

  constructor(header: HistoryHeader, found: Findings) {
    this.header = header;
    this.found = found;
    this.thin = thinClientsOf(header.floor);
  }

  sent({ node, type, req, job }: EventOf<'sent'>, id: number): void {
    if (type === 'reprint') this.asked.set(node, { req, job, id });
  }

  tapped(event: EventOf<'tap'>, id: number): void {
    this.taps.tapped(event, id);
  }

  replied({ node, req, ok }: EventOf<'reply'>, id: number): void {
    if (ok && this.asked.get(node)?.req === req) this.answered(node, req, id);
  }

  queues(job: Queued, id: number): void {
    const { jobs } = this;
    if (job.copy) this.queued.push({ job, id });
    jobs.set(job.job, job.copy ? (jobs.get(job.ticket) ?? job) : job);
  }

  redirected(job: number, printer: string): void {
    const known = this.jobs.get(job);
    if (known !== undefined) this.jobs.set(job, { ...known, route: 'static', queue: printer });
  }

  private wrongIn(copy: Queued, original: Queued | undefined): string {
    if (original === undefined) return 'no such ticket had been queued';
    if (copy.ticket !== original.ticket) return `it is one of ticket ${copy.ticket}`;
    if (copy.lines.join('\n') !== original.lines.join('\n')) return `it says "${copy.lines.join(' / ')}"`;
    if (copy.document !== original.document || copy.tab !== original.tab || copy.device !== original.device)
      return `it is ${copy.document === 'order' ? 'an' : 'a'} ${copy.document} of ${copy.device} for tab ${copy.tab}`;
    const belt = original.route === 'belt';
    const printer = belt ? this.header.floor.fallbackPrinter : original.queue;
    const route = belt ? 'static' : original.route;
    return copy.route === route && copy.queue === printer ? '' : `it is queued for ${copy.route} ${copy.queue}`;
  }

  /** A thin client has tapped for that very ticket. */
  private answeredTap(device: string): void {
    const [copy, ...more] = this.queued;
    this.queued = [];
    if (copy === undefined) return;
    this.found.judge();
    const isReprint = (ask: Ask): boolean => ask.type === 'reprint';
    const isIt = (ask: Ask): boolean => isReprint(ask) && this.wrongIn(copy.job, this.jobs.get(ask.job ?? 0)) === '';
    if (more.length === 0 && this.taps.tap(device, isIt) !== undefined) return;
    const tap = this.taps.tap(device, isReprint);
    // Measured with slack, a fact may be written down before the tap that led to it.
    if (tap === undefined && this.header.limits.slackMs > 0) return;
    const wrong = more.length > 0 ? `${more.length + 1} copies were queued` : 'that is not what was asked for';
    this.found.fail(
      [...(tap === undefined ? [] : [tap.id]), copy.id],
      `let ${device} ask for ticket ${tap?.job ?? 0} again; then a copy of ticket ${copy.job.ticket} was queued; however ${wrong}`,
    );
  }

  answered(device: string, req: number, id: number): void {
    if (this.thin.has(device)) {
      this.answeredTap(device);
      return;
    }
    const [copy, ...more] = this.queued;
    this.queued = [];
    const request = this.asked.get(device);
    if (request?.req !== req) {
      for (const { job, id: at } of copy === undefined ? [] : [copy, ...more])
        this.found.fail(
          [at],
          `let nobody ask for ticket ${job.ticket} again; then a copy was queued; however ${device} had asked for something else`,
        );
      return;
    }
    this.asked.delete(device);
    if (request.job === undefined) return;
    this.found.judge();
    const wrong =
      copy === undefined
        ? 'no copy of it was queued'
        : more.length > 0
          ? `${more.length + 1} copies were queued`
          : this.wrongIn(copy.job, this.jobs.get(request.job));
    if (wrong === '') return;
    this.found.fail(
      [request.id, copy?.id ?? id],
      `let ${device} ask for ticket ${request.job} again; then it was told that this is done; however ${wrong}`,
    );
  }
}

export const copies: Checker = {
  name: 'copies',
  about: 'Whoever asks for a ticket again gets one copy of it that says what the original says; nobody else gets one.',
  start(header) {
    const found = findings('copies', header);
    const fold = new Copies(header, found);
    return {
      on: {
        sent: (event, id) => fold.sent(event, id),
        tap: (event, id) => fold.tapped(event, id),
        reply: (event, id) => fold.replied(event, id),
      },
      facts: {
        'job-queued': (job, _event, id) => fold.queues(job, id),
        'job-redirected': ({ job, printer }) => fold.redirected(job, printer),
        answered: ({ device, req }, _event, id) => fold.answered(device, req, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
