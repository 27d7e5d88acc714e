/**
 * Liveness: after the last fault has healed, everything settles. What was begun has ended, also what a terminal, a
 * monitor or a service was asked; a device waits for nothing that is over; what is stored in a device has been handed
 * over, or its operator has been told that it cannot be, or could still go on booking, or switch the device on.
 */
import type { Fact } from '#server/core/facts';
import type { HistoryHeader, Limits } from '#history/events';
import type { Checker, FactHandlers } from './checker.ts';
import { findings } from './findings.ts';
import { STALLED, stalls } from './folds/stalls.ts';

/** Something begun and not ended, and the event that began it. */
type Open<K extends Fact['kind']> = { fact: Extract<Fact, { kind: K }>; id: number; t: number };
type Left = { id: number; what: string };

/** States in which the app waits for an answer of the server. */
const WAITING =
  /^(signingOn|signingOff|opening|simpleOrdering|open\.(handingOver|changing|scanning|closing|billing|startingPayment)|sendingStored\.\w+)( waiting)?$/;

/** States in which a device waits for its operator: to hand over what has been booked, or to be switched on. */
const OPERATORS_TURN = /^(open\.booking|collectingOffline|off)( |$)/;

/** How often a device looks at what is stored in it, ms: it tells of it at one of these looks. */
const LOOKS_MS = 10_000;

/** Below this signal a connection comes and goes, dBm. */
const WEAK_DBM = -80;

class Floor {
  readonly jobs = new Map<number, Open<'job-queued'>>();
  readonly payments = new Map<number, Open<'payment-begun'>>();
  readonly holds = new Map<number, Open<'tab-locked'>>();
  /** When each hold was last claimed. */
  readonly heard = new Map<number, number>();
  /** What terminals and services were asked and have not answered, by what it is and its number. */
  readonly asked = new Map<string, Left>();
  readonly stored: { node: string; lines: number; id: number }[] = [];
  /** Device → the signal it has, where the floor tells it. */
  readonly signals: Map<string, number>;
  /** When a device last told its operator that it still keeps bookings. */
  readonly told = new Map<string, number>();
  readonly state = new Map<string, { state: string; id: number; t: number }>();

  constructor({ devices = [] }: Partial<HistoryHeader['floor']>) {
    this.signals = new Map(devices.flatMap(({ name, signal }) => (signal === undefined ? [] : [[name, signal]])));
  }

  private isHeard(node: string): boolean {
    return (this.signals.get(node) ?? 0) >= WEAK_DBM;
  }

  /** What has not settled by the end of the run. */
  left(endMs: number, limits: Limits, looksMs: number): Left[] {
    const { leaseMs, graceMs, slackMs } = limits;
    const silentSinceMs = endMs - leaseMs - graceMs - slackMs;
    return [
      ...[...this.jobs.values()].map(({ fact: { job, queue }, id }) => ({
        id,
        what: `job ${job} for ${queue} still waited to be printed`,
      })),
      ...[...this.payments.values()].map(({ fact: { payment, tab }, id }) => ({
        id,
        what: `payment ${payment} of tab ${tab} had no outcome`,
      })),
      ...this.asked.values(),
      ...[...this.holds.values()]
        .filter(({ fact: { token }, t }) => (this.heard.get(token) ?? t) < silentSinceMs)
        .map(({ fact: { tab, device }, id }) => ({
          id,
          what: `tab ${tab} was held for ${device}, which had gone silent`,
        })),
      ...this.storedLeft(silentSinceMs - limits.heartbeatMs - looksMs),
      ...this.devicesLeft(endMs, limits),
    ];
  }

  private storedLeft(toldSinceMs: number): Left[] {
    return this.stored
      .filter(({ node, lines }) => lines > 0 && (this.told.get(node) ?? -1) < toldSinceMs)
      .filter(({ node }) => this.isHeard(node))
      .filter(({ node }) => !OPERATORS_TURN.test(this.state.get(node)?.state ?? ''))
      .map(({ node, lines, id }) => ({ id, what: `${lines} bookings were left in ${node}` }));
  }

  private devicesLeft(endMs: number, { toleranceMs, graceMs, slackMs }: Limits): Left[] {
    const paying = new Set([...this.payments.values()].map(({ fact }) => fact.device));
    return [...this.state].flatMap(([node, { state, id, t }]) => {
      if (!this.isHeard(node)) return [];
      const isLong = endMs - t > toleranceMs + graceMs + slackMs;
      if (/ (yellow|red)$/.test(state) || (WAITING.test(state) && isLong))
        return [{ id, what: `${node} was still in "${state}"` }];
      if (state === 'open.paying' && isLong && !paying.has(node))
        return [{ id, what: `${node} still waited for a payment that was over` }];
      return [];
    });
  }
}

/** What is asked of terminals, monitors and services, and how it ends. What is dropped of a voucher is to be given back. */
function askedFacts(asked: Map<string, Left>): FactHandlers {
  const vouchers = new Set<number>();
  /** Monitor → the last that was queued for it. */
  const items = new Map<string, number>();
  const over = (what: string, number: number | string): void => void asked.delete(`${what} ${number}`);
  const begun = (what: string, number: number | string, id: number, said: string): void =>
    void asked.set(`${what} ${number}`, { id, what: said });
  return {
    'reversal-begun': ({ payment, terminal }, _, id) =>
      begun('reversal', payment, id, `the reversal of payment ${payment} at ${terminal} had no outcome`),
    'reversal-ended': ({ payment }) => over('reversal', payment),
    'day-closing': ({ terminal }, _, id) => begun('day', terminal, id, `${terminal} had not ended its day`),
    'day-closed': ({ terminal }) => over('day', terminal),
    'card-scanned'({ scan, tab, card }, _, id) {
      if (card.kind === 'voucher') vouchers.add(scan);
      begun('card', scan, id, `the card scanned for tab ${tab} had no answer`);
    },
    redeemed: ({ scan }) => over('card', scan),
    'customer-known': ({ scan }) => over('card', scan),
    'card-refused': ({ scan }) => over('card', scan),
    'card-dropped'({ scan, tab }, _, id) {
      over('card', scan);
      if (vouchers.has(scan)) begun('voucher', scan, id, `the voucher scanned for tab ${tab} was not given back`);
    },
    'redeem-given-back': ({ scan }) => over('voucher', scan),
    'receipt-due': ({ bill }, _, id) =>
      begun('receipt', bill, id, `the receipt of bill ${bill} was neither sent nor printed`),
    'receipt-sent': ({ bill }) => over('receipt', bill),
    'receipt-on-paper'({ bill }, _, id) {
      over('receipt', bill);
      begun('withdrawal', bill, id, `the digital receipt of bill ${bill} was not withdrawn`);
    },
    'receipt-withdrawn': ({ bill }) => over('withdrawal', bill),
    'item-queued'({ monitor, item }, _, id) {
      items.set(monitor, item);
      begun('orders', monitor, id, `order ${item} for ${monitor} was not known to be shown`);
    },
    'items-shown'({ monitor, item }) {
      if (item >= (items.get(monitor) ?? 0)) over('orders', monitor);
    },
    'signature-due': ({ handOver }, _, id) => begun('signature', handOver, id, `hand-over ${handOver} was not signed`),
    'signature-made': ({ handOver }) => over('signature', handOver),
  };
}

export const settled: Checker = {
  name: 'settled',
  about:
    'After the last fault heals everything settles: no print waits, no payment is open, no terminal, monitor or service owes an answer, no device waits for what is over, no booking is left in a device without a word, no tab is held by nobody.',
  start(header) {
    const found = findings('settled', header);
    const still = stalls();
    const floor = new Floor(header.floor);
    let overMs = 0;
    let endMs = 0;
    return {
      on: {
        stall: (event) => still.seen(event),
        heard({ token, t }) {
          if (token !== undefined) floor.heard.set(token, t);
        },
        transition({ node, to, t }, id) {
          floor.state.set(node, { state: to, id, t });
        },
        told({ node, code, t }) {
          if (code === 'still-stored') floor.told.set(node, t);
        },
        storage({ node, seqs }, id) {
          floor.stored.push({ node, lines: seqs.length, id });
        },
        signal: ({ node, dbm }) => void floor.signals.set(node, dbm),
        phase(event) {
          if (event.phase === 'faults-over') overMs = event.t;
          if (event.phase === 'end') endMs = event.t;
        },
      },
      facts: {
        'job-queued': (fact, { t }, id) => void floor.jobs.set(fact.job, { fact, id, t }),
        'job-printed': ({ job }) => void floor.jobs.delete(job),
        'job-given-up': ({ job }) => void floor.jobs.delete(job),
        'payment-begun': (fact, { t }, id) => void floor.payments.set(fact.payment, { fact, id, t }),
        'payment-ended': ({ payment }) => void floor.payments.delete(payment),
        ...askedFacts(floor.asked),
        'tab-locked': (fact, { t }, id) => void floor.holds.set(fact.token, { fact, id, t }),
        'tab-released'({ token }) {
          floor.holds.delete(token);
          floor.heard.delete(token);
        },
      },
      end(whole) {
        if (!whole) return found.result(whole);
        found.judge();
        for (const { id, what } of floor.left(endMs, header.limits, LOOKS_MS / header.timeScale)) {
          if (still.between(overMs, endMs)) found.unknown(STALLED);
          else
            found.fail(
              [id],
              `let the last fault heal at ${found.at(overMs)}; then there was time to settle until ${found.at(endMs)}; however ${what}`,
            );
        }
        return found.result(whole);
      },
    };
  },
};
