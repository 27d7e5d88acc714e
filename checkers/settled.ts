/** Liveness: after the last fault has healed, everything settles. */
import type { Checker } from './checker.ts';
import { at, findings } from './findings.ts';
import { STALLED, stalls } from './stalls.ts';

type Open = { id: number; t: number; what: string };

export const settled: Checker = {
  name: 'settled',
  about:
    'After the last fault heals everything settles: no print waits, no payment is open, no booking is left in a device, no tab is held by nobody.',
  start(header) {
    const found = findings('settled');
    const still = stalls();
    const jobs = new Map<number, Open>();
    const payments = new Map<number, Open>();
    const holds = new Map<number, Open & { device: string }>();
    const heard = new Map<string, number>();
    const stored: Open[] = [];
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
        storage({ node, seqs, t }, id) {
          if (seqs.length > 0) stored.push({ id, t, what: `${seqs.length} bookings were left in ${node}` });
        },
        phase(event) {
          if (event.phase === 'faults-over') overMs = event.t;
          if (event.phase === 'end') endMs = event.t;
        },
      },
      facts: {
        'job-queued'({ job, queue }, event, id) {
          jobs.set(job, { id, t: event.t, what: `job ${job} for ${queue} still waited to be printed` });
        },
        'job-printed': ({ job }) => void jobs.delete(job),
        'payment-begun'({ payment, tab }, event, id) {
          payments.set(payment, { id, t: event.t, what: `payment ${payment} of tab ${tab} had no outcome` });
        },
        'payment-ended': ({ payment }) => void payments.delete(payment),
        'tab-locked'({ tab, token, device }, event, id) {
          holds.set(token, {
            id,
            t: event.t,
            device,
            what: `tab ${tab} was held for ${device}, which had gone silent`,
          });
        },
        'tab-released': ({ token }) => void holds.delete(token),
      },
      end(whole) {
        if (!whole) return found.result(whole);
        const { leaseMs, graceMs, slackMs } = header.limits;
        const silent = [...holds.values()].filter(
          (hold) => (heard.get(hold.device) ?? hold.t) < endMs - leaseMs - graceMs - slackMs,
        );
        const troubled = [...state].flatMap(([node, { state: now, id }]) =>
          now.endsWith(' yellow') || now.endsWith(' red') || now.startsWith('sendingStored')
            ? [{ id, t: endMs, what: `${node} was still in "${now}"` }]
            : [],
        );
        const left = [...jobs.values(), ...payments.values(), ...silent, ...stored, ...troubled];
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
