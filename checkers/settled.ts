/** Liveness: after the last fault has healed, everything settles. */
import type { Fact } from '#server/core/facts';
import type { Checker } from './checker.ts';
import { at, findings } from './findings.ts';
import { STALLED, stalls } from './stalls.ts';

/** Something begun and not ended, and the event that began it. */
type Open<K extends Fact['kind']> = { fact: Extract<Fact, { kind: K }>; id: number; t: number };
type Left = { id: number; what: string };

export const settled: Checker = {
  name: 'settled',
  about:
    'After the last fault heals everything settles: no print waits, no payment is open, no booking is left in a device, no tab is held by nobody.',
  start(header) {
    const found = findings('settled');
    const still = stalls();
    const jobs = new Map<number, Open<'job-queued'>>();
    const payments = new Map<number, Open<'payment-begun'>>();
    const holds = new Map<number, Open<'tab-locked'>>();
    const heard = new Map<string, number>();
    const stored: Left[] = [];
    const state = new Map<string, { state: string; id: number }>();
    let overMs = 0;
    let endMs = 0;
    return {
      on: {
        stall: (event) => still.seen(event),
        heard(event) {
          if (event.token !== undefined) heard.set(event.from, event.t);
        },
        transition(event, id) {
          state.set(event.node, { state: event.to, id });
        },
        storage({ node, seqs }, id) {
          if (seqs.length > 0) stored.push({ id, what: `${seqs.length} bookings were left in ${node}` });
        },
        phase(event) {
          if (event.phase === 'faults-over') overMs = event.t;
          if (event.phase === 'end') endMs = event.t;
        },
      },
      facts: {
        'job-queued': (fact, { t }, id) => void jobs.set(fact.job, { fact, id, t }),
        'job-printed': ({ job }) => void jobs.delete(job),
        'payment-begun': (fact, { t }, id) => void payments.set(fact.payment, { fact, id, t }),
        'payment-ended': ({ payment }) => void payments.delete(payment),
        'tab-locked': (fact, { t }, id) => void holds.set(fact.token, { fact, id, t }),
        'tab-released': ({ token }) => void holds.delete(token),
      },
      end(whole) {
        if (!whole) return found.result(whole);
        const { leaseMs, graceMs, slackMs } = header.limits;
        const silentSinceMs = endMs - leaseMs - graceMs - slackMs;
        const left: Left[] = [
          ...[...jobs.values()].map(({ fact: { job, queue }, id }) => ({
            id,
            what: `job ${job} for ${queue} still waited to be printed`,
          })),
          ...[...payments.values()].map(({ fact: { payment, tab }, id }) => ({
            id,
            what: `payment ${payment} of tab ${tab} had no outcome`,
          })),
          ...[...holds.values()]
            .filter(({ fact: { device }, t }) => (heard.get(device) ?? t) < silentSinceMs)
            .map(({ fact: { tab, device }, id }) => ({
              id,
              what: `tab ${tab} was held for ${device}, which had gone silent`,
            })),
          ...stored,
          ...[...state].flatMap(([node, { state: now, id }]) =>
            now.endsWith(' yellow') || now.endsWith(' red') || now.startsWith('sendingStored')
              ? [{ id, what: `${node} was still in "${now}"` }]
              : [],
          ),
        ];
        found.judge();
        for (const { id, what } of left) {
          if (still.between(overMs, endMs)) found.unknown(STALLED);
          else
            found.fail(
              [id],
              `let the last fault heal at ${at(overMs)}; then there was time to settle until ${at(endMs)}; however ${what}`,
            );
        }
        return found.result(whole);
      },
    };
  },
};
