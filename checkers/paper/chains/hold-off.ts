/**
 * A job goes to an alternative only after the hold-off: each printer before that in its chain has failed with a job in
 * hand, at least as long ago as its own hold-off, and has been given none since. A printer that has just hiccuped keeps its tickets; one
 * that is sent a ticket counts as well again, so if it fails with that, its hold-off begins anew. One that is spared, as its
 * paper is near its end, is passed over at once.
 */
import type { Checker } from '../../checker.ts';
import { findings } from '../../findings.ts';
import { Failing } from '../../folds/failing.ts';
import { holdOffsOf } from '../../folds/hold-offs.ts';
import { WatchedTroubles } from './watched-troubles.ts';

export const holdOff: Checker = {
  name: 'hold-off',
  about: 'A ticket moves on to an alternative only when every printer before that has been failing for its hold-off.',
  start(header) {
    const { slackMs } = header.limits;
    const holdOffMs = holdOffsOf(header);
    const found = findings('hold-off', header);
    const chains = new Map(header.floor.printers.map(({ name, alternatives }) => [name, [name, ...alternatives]]));
    /** The chain of each job that waits for one. */
    const jobs = new Map<number, { chain: string[]; ticket: number }>();
    /** When each printer first failed since it was last given a job, as decided, and the event. */
    const failing = new Map<string, { ms: number; id: number }>();
    const counted = new Failing(header.floor);
    const watched = new WatchedTroubles(header, counted);

    return {
      on: { condition: (event, id) => watched.condition(event, id) },
      facts: {
        'paper-near-end'(fact, { at }) {
          counted.facts['paper-near-end'](fact);
          if (counted.isSpared(fact.printer)) watched.nearEnd(fact.printer, at);
        },
        'paper-enough'(fact, { at }) {
          counted.facts['paper-enough'](fact);
          watched.enough(fact.printer, at);
        },
        /** A server that was started knows of no trouble. */
        started(_fact, { at }) {
          failing.clear();
          watched.started(at);
        },
        'job-queued'({ job, route, queue, ticket }) {
          if (route === 'pos') jobs.set(job, { chain: chains.get(queue) ?? [queue], ticket });
        },
        'job-failed'({ printer }, { at }, id) {
          if (!failing.has(printer)) failing.set(printer, { ms: at, id });
        },
        'job-started'({ job, printer }, { at }, id) {
          failing.delete(printer);
          const known = jobs.get(job);
          const place = known?.chain.indexOf(printer) ?? -1;
          if (known === undefined || place <= 0) return;
          found.judge();
          for (const before of known.chain.slice(0, place)) {
            if (counted.isSpared(before)) continue;
            const since = failing.get(before) ?? watched.heardOf(before, at);
            if (since !== undefined && at - since.ms >= holdOffMs(before) - slackMs) continue;
            found.fail(
              since === undefined ? [id] : [since.id, id],
              `let ${before} come before ${printer}; then ticket ${known.ticket} moved on at ${found.at(at)}; however ${before} ${since === undefined ? 'had not failed' : `was failing for ${found.lasting(at - since.ms)} only, not ${found.lasting(holdOffMs(before))}`}`,
            );
          }
        },
        'job-printed': ({ job }) => void jobs.delete(job),
        'job-given-up': ({ job }) => void jobs.delete(job),
      },
      end: (whole) => found.result(whole),
    };
  },
};
