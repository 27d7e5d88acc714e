/**
 * Where tickets come out. Device-driven jobs: the device's own belt printer, or statically the one fallback printer.
 * POS-driven jobs: the first printer of the chain that is not failing, judged by the printers' true condition, and by what
 * counts as failing.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../../checker.ts';
import { findings } from '../../findings.ts';
import { beltNodes } from '../../folds/belts.ts';
import { Failing } from '../../folds/failing.ts';
import { holdOffsOf } from '../../folds/hold-offs.ts';
import { Numbered } from '../../folds/numbered.ts';
import { PrinterTroubles } from './printer-troubles.ts';
import { StuckPrinters } from './stuck-printers.ts';
import { SlowServer } from '../../folds/slow-server.ts';
import { STALLED, stalls } from '../../folds/stalls.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;

export const staticRedirect: Checker = {
  name: 'static-redirect',
  about: 'Jobs of device-driven printing come out of the belt printer, or all of the one fallback printer.',
  start(header) {
    const found = findings('static-redirect', header);
    const jobs = new Numbered<Queued>();
    const { fallbackPrinter } = header.floor;
    const beltOf = beltNodes(header.floor);
    return {
      on: {
        printed(event, id) {
          const job = jobs.get(event.ticket);
          if (job === undefined) return;
          found.judge();
          if (event.node === fallbackPrinter || (job.route === 'belt' && event.node === beltOf(job))) return;
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

/** What is wrong at printers and at the server, for all who follow it. */
function heardBy(troubles: PrinterTroubles, stuck: StuckPrinters, slow: SlowServer) {
  return {
    condition(event: EventOf<'condition'>): void {
      troubles.condition(event);
      stuck.condition(event);
    },
    fault(event: EventOf<'fault'>): void {
      troubles.fault(event);
      slow.fault(event);
      stuck.fault(event);
    },
    signal(event: EventOf<'signal'>): void {
      troubles.signal(event);
      stuck.signal(event);
    },
  };
}

/** What a packet may take that is lost on its way and sent again, several times over. */
const PACKET_MS = 1_000;

export const posChain: Checker = {
  name: 'pos-chain',
  about: 'POS-driven jobs go to the first printer of their chain that is not failing, and return when it is well.',
  start(header) {
    const { printConfirmMs, printStatusMs, printerPollMs, slackMs } = header.limits;
    const holdOffMs = holdOffsOf(header);
    /**
     * A printer that has recovered is used again at the latest after the next polls and an answer, while a server runs;
     * a trouble that was over at once may be noticed only when the ticket in hand is asked about, the hold-off later.
     */
    const returnMs = printConfirmMs + printStatusMs + 3 * printerPollMs + slackMs;
    const found = findings('pos-chain', header);
    const still = stalls();
    const chains = new Map(header.floor.printers.map(({ name, alternatives }) => [name, [name, ...alternatives]]));
    const counted = new Failing(header.floor);
    const troubles = new PrinterTroubles(chains.keys(), header.timeScale, counted);
    const slow = new SlowServer(header.timeScale);
    /** A server with so little patience may take any lost packet for a printer that is gone. */
    const hasty = printStatusMs + slackMs < PACKET_MS;
    const jobs = new Numbered<Queued>();
    const stuck = new StuckPrinters(header, found, still);
    return {
      on: {
        stall: (event) => still.seen(event),
        ...heardBy(troubles, stuck, slow),
        printed: ({ node, t }) => troubles.printed(node, t),
      },
      facts: {
        ...counted.facts,
        started: stuck.facts.started,
        'job-queued'(job) {
          if (job.route === 'pos') jobs.set(job.job, job);
        },
        'job-failed'(fact, event, id) {
          if (!hasty) stuck.facts['job-failed'](fact, event, id);
          else if (fact.trouble === 'silent') troubles.taken(fact.printer, event.t);
        },
        'job-started'({ job: number, printer }, event, id) {
          troubles.sent(printer);
          stuck.sent(number, printer, event.t, id);
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
            if (counted.isSpared(before)) continue;
            const usedMs = returnMs + holdOffMs(before);
            const knownMs = usedMs + slow.lateMs(event.t - usedMs, event.t);
            if (troubles.untilMs(before) >= troubles.time.ranMs(event.t) - knownMs) continue;
            if (still.between(event.t - knownMs, event.t)) {
              found.unknown(STALLED);
              continue;
            }
            found.fail(
              [id],
              `let ${chain.join(', ')} be the chain of ${job.queue}; then ticket ${job.ticket} was to be printed at ${found.at(event.t)} while ${before} was well${counted.isUsual(before) ? '' : ', for all that counts as failing'}; however it went to ${printer}`,
            );
          }
        },
      },
      end(whole) {
        stuck.end();
        return found.result(whole);
      },
    };
  },
};
