/**
 * Where tickets come out. Device-driven jobs: the device's own belt printer, or statically the one fallback printer.
 * POS-driven jobs: the first printer of the chain that is not failing, judged by the printers' true condition.
 */
import type { Fact } from '#server/core/facts';
import { Air } from './air.ts';
import type { Checker } from './checker.ts';
import { findings } from './findings.ts';
import { Numbered } from './numbered.ts';
import { ServerTime } from './server-time.ts';
import { STALLED, stalls } from './stalls.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;

export const staticRedirect: Checker = {
  name: 'static-redirect',
  about: 'Jobs of device-driven printing come out of the belt printer, or all of the one fallback printer.',
  start(header) {
    const found = findings('static-redirect', header);
    const jobs = new Numbered<Queued>();
    const { fallbackPrinter } = header.floor;
    return {
      on: {
        printed(event, id) {
          const job = jobs.get(event.ticket);
          if (job === undefined) return;
          found.judge();
          if (event.node === fallbackPrinter || (job.route === 'belt' && event.node === `${job.device}/belt`)) return;
          found.fail(
            [id],
            `let ${fallbackPrinter ?? 'no printer'} be the fallback printer; then ticket ${event.ticket} of ${job.device} had to be redirected; however ${event.node} printed it at ${found.at(event.t)}`,
          );
        },
      },
      facts: {
        'job-queued'(job) {
          if (job.route !== 'pos' && !job.copy) jobs.set(job.ticket, job);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};

/** What a packet may take that is lost on its way and sent again, several times over. */
const PACKET_MS = 1_000;

export const posChain: Checker = {
  name: 'pos-chain',
  about: 'POS-driven jobs go to the first printer of their chain that is not failing, and return when it is well.',
  start(header) {
    const { failAfterMs, printConfirmMs, printStatusMs, printerPollMs, slackMs } = header.limits;
    /**
     * A printer that has recovered is used again at the latest after the next polls and an answer, while a server runs;
     * a trouble that was over at once may be noticed only when the ticket in hand is asked about.
     */
    const returnMs = printConfirmMs + printStatusMs + 3 * printerPollMs + failAfterMs + slackMs;
    const found = findings('pos-chain', header);
    const still = stalls();
    const chains = new Map(header.floor.printers.map(({ name, alternatives }) => [name, [name, ...alternatives]]));
    const time = new ServerTime();
    /** A server with so little patience may take any lost packet for a printer that is gone. */
    const hasty = printStatusMs + slackMs < PACKET_MS;
    /** When a printer has recovered, in server time. */
    const troubleUntil = new Map<string, number>();
    const air = new Air();
    const notReady = new Set<string>();
    /** Bad cables by the number of their fault: at a printer, or at the server. */
    const lossy = new Map<number, string>();
    let isPlugged = true;
    /** A printer is ready and within reach, or it is not. */
    const look = (printer: string, t: number): void => {
      const isLossy = [...lossy.values()].some((node) => node === printer || node === 'server');
      const isWell = isPlugged && !isLossy && !notReady.has(printer) && air.reaches(printer);
      troubleUntil.set(printer, isWell ? time.ranMs(t) : Number.POSITIVE_INFINITY);
    };
    const jobs = new Numbered<Queued>();
    return {
      on: {
        stall: (event) => still.seen(event),
        condition(event) {
          time.seen(event);
          if (event.of === 'lan-port' && event.node === 'server') {
            isPlugged = event.state === 'up';
            for (const printer of chains.keys()) look(printer, event.t);
          }
          if (event.of === 'link') air.link(event);
          else if (event.of !== 'printer') return;
          else if (event.state === 'ready') notReady.delete(event.node);
          else notReady.add(event.node);
          if (chains.has(event.node)) look(event.node, event.t);
        },
        fault({ fault, node, phase, id, t }) {
          if (fault !== 'bad-cable') return;
          if (phase === 'begun') lossy.set(id, node);
          else lossy.delete(id);
          for (const printer of chains.keys()) if (node === printer || node === 'server') look(printer, t);
        },
        signal(event) {
          const reached = air.reaches(event.node);
          air.signal(event);
          if (chains.has(event.node) && reached !== air.reaches(event.node)) look(event.node, event.t);
        },
      },
      facts: {
        'job-queued'(job) {
          if (job.route === 'pos') jobs.set(job.job, job);
        },
        'job-failed'({ printer, trouble }, event) {
          if (!hasty || trouble !== 'silent') return;
          const until = troubleUntil.get(printer) ?? Number.NEGATIVE_INFINITY;
          troubleUntil.set(printer, Math.max(until, time.ranMs(event.t)));
        },
        'job-started'({ job: number, printer }, event, id) {
          const job = jobs.get(number);
          if (job === undefined) return;
          found.judge();
          const chain = chains.get(job.queue) ?? [];
          const place = chain.indexOf(printer);
          if (place < 0) {
            found.fail(
              [id],
              `let ${chain.join(', ')} be the chain of ${job.queue}; then ticket ${job.ticket} was to be printed; however it went to ${printer}`,
              'outside its chain',
            );
            return;
          }
          for (const before of chain.slice(0, place)) {
            const until = troubleUntil.get(before) ?? Number.NEGATIVE_INFINITY;
            if (until >= time.ranMs(event.t) - returnMs) continue;
            if (still.between(event.t - returnMs, event.t)) {
              found.unknown(STALLED);
              continue;
            }
            found.fail(
              [id],
              `let ${chain.join(', ')} be the chain of ${job.queue}; then ticket ${job.ticket} was to be printed at ${found.at(event.t)} while ${before} was well; however it went to ${printer}`,
            );
          }
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
