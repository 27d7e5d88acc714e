/**
 * Payments: what the terminals' own stores say about money, against what the server made of it. Never twice, never
 * lost, and an outcome that cannot be learnt is parked in time, with a notice.
 */
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { GivenBack } from '../folds/given-back.ts';
import { ServerTime } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

type Begun = Extract<Fact, { kind: 'payment-begun' }>;
type Money = { terminal: string; cents: number; receiptNo: string; trace: number; id: number; t: number };

const keyOf = (terminal: string, receiptNo: string, trace: number): string => `${terminal} ${receiptNo} ${trace}`;

export const paymentOnce: Checker = {
  name: 'payment-once',
  about: 'No payment takes the guest’s money twice.',
  start(header) {
    const found = findings('payment-once', header);
    const current = new Map<string, { begun: Begun; id: number; taken: Map<string, number> }>();
    return {
      on: {
        money(event, id) {
          const open = current.get(event.node);
          const key = keyOf(event.node, event.receiptNo, event.trace);
          if (open === undefined) {
            if (event.phase === 'taken')
              found.fail(
                [id],
                `let no payment be begun at ${event.node}; then nobody paid; however it took money at ${found.at(event.t)}`,
              );
            return;
          }
          if (event.phase === 'reversed') {
            open.taken.delete(key);
            return;
          }
          open.taken.set(key, id);
          if (open.taken.size > 1) {
            found.fail(
              [open.id, ...open.taken.values()],
              `let payment ${open.begun.payment} of tab ${open.begun.tab} be begun at ${event.node}; then it took the money; however it took it ${open.taken.size} times by ${found.at(event.t)}`,
            );
          }
        },
      },
      facts: {
        'payment-begun'(begun, _event, id) {
          found.judge();
          current.set(begun.terminal, { begun, id, taken: new Map() });
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};

type Paid = { key: string; payment: number; cents: number; id: number; t: number };
type Known = { fact: Begun; id: number; t: number };

/** Why money that was taken backs no payment. */
const UNBACKED: Readonly<Record<string, string>> = {
  'taken for another': 'another payment had been called paid with the same money',
  'taken before': 'the terminal had taken that money before',
};

export const paymentNotLost: Checker = {
  name: 'payment-not-lost',
  about:
    'Money a terminal has taken is on one bill, or its payment is still being resolved; nothing is billed that was not taken.',
  start(header) {
    const found = findings('payment-not-lost', header);
    const taken = new Map<string, Money>();
    const begun = new Map<number, Known>();
    const paid: Paid[] = [];
    const open = new Set<number>();
    const back = new GivenBack();

    /** Money backs one payment, and one that had begun when it was taken. */
    function judgePaid(one: Paid, billed: ReadonlySet<string>): void {
      const { fact, id, t } = begun.get(one.payment) as Known;
      const money = taken.get(one.key);
      const how =
        money === undefined || money.cents !== one.cents
          ? 'not taken'
          : billed.has(one.key)
            ? 'taken for another'
            : money.t < t - header.limits.slackMs
              ? 'taken before'
              : null;
      if (how === null) return;
      const what = UNBACKED[how] ?? `the terminal did not take ${one.cents} cents`;
      found.fail(
        [id, one.id],
        `let payment ${one.payment} of tab ${fact.tab} run at ${fact.terminal}; then the server called it paid at ${found.at(one.t)}; however ${what}`,
        how,
      );
    }

    /** Whether a payment that is still open may be the one the money was taken for. */
    function mayBeResolved(money: Money): boolean {
      return [...open].some((payment) => {
        const { fact, t } = begun.get(payment) as Known;
        return fact.terminal === money.terminal && money.t >= t - header.limits.slackMs;
      });
    }

    return {
      on: {
        money({ node, cents, receiptNo, trace, phase, t }, id) {
          const key = keyOf(node, receiptNo, trace);
          if (phase === 'reversed') taken.delete(key);
          else taken.set(key, { terminal: node, cents, receiptNo, trace, id, t });
        },
      },
      facts: {
        'payment-begun'(fact, { t }, id) {
          found.judge();
          begun.set(fact.payment, { fact, id, t });
          open.add(fact.payment);
        },
        ...back.facts,
        'payment-ended'({ payment, outcome, paidCents, record }, event, id) {
          open.delete(payment);
          const { fact } = begun.get(payment) ?? {};
          if (outcome !== 'paid' || fact === undefined) return;
          const key = record === null ? '' : keyOf(fact.terminal, record.receiptNo, record.trace);
          paid.push({ key, payment, cents: paidCents, id, t: event.t });
        },
      },
      end(whole) {
        const billed = new Set<string>();
        for (const one of paid) {
          if (back.explains(one.payment, taken.has(one.key))) continue;
          judgePaid(one, billed);
          billed.add(one.key);
        }
        for (const [key, money] of taken) {
          if (billed.has(key) || !whole || mayBeResolved(money)) continue;
          found.fail(
            [money.id],
            `let ${money.terminal} take ${money.cents} cents at ${found.at(money.t)} (receipt ${money.receiptNo}); then the run ended; however no payment says so`,
          );
        }
        return found.result(whole);
      },
    };
  },
};

export const unknownParked: Checker = {
  name: 'unknown-parked',
  about:
    'A payment has an outcome, or its tab is parked with a notice, within the limit of the hold, however often the server is started meanwhile.',
  start(header) {
    const { paymentHoldMs, graceMs, slackMs } = header.limits;
    const found = findings('unknown-parked', header);
    const still = stalls();
    const slow = new SlowServer(header.timeScale);
    const time = new ServerTime();
    const open = new Map<number, { fact: Begun; id: number; sinceMs: number; sinceRanMs: number }>();
    const unnoticed = new Map<number, { payment: number; id: number }>();
    let lastT = 0;

    function inTime(payment: number, t: number): void {
      const begun = open.get(payment);
      if (begun === undefined) return;
      const { fact, id, sinceMs, sinceRanMs } = begun;
      const overMs = time.ranMs(t) - (sinceRanMs + paymentHoldMs + graceMs);
      if (overMs <= slackMs + slow.lateMs(sinceMs, t)) return;
      if (still.between(sinceMs, t)) found.unknown(STALLED);
      else
        found.fail(
          [id],
          `let payment ${fact.payment} of tab ${fact.tab} lose its terminal; then the limit of the hold passed; however by ${found.at(t)} it had no outcome and was not parked`,
          { node: fact.terminal, fromMs: sinceMs, dueMs: t - overMs, actualMs: t },
        );
    }

    return {
      on: {
        stall: (event) => still.seen(event),
        fault: (event) => slow.fault(event),
        condition: (event) => time.seen(event),
        phase(event) {
          lastT = event.t;
        },
      },
      facts: {
        'payment-begun'(fact, event, id) {
          found.judge();
          open.set(fact.payment, { fact, id, sinceMs: event.t, sinceRanMs: time.ranMs(event.t) });
        },
        'payment-ended'({ payment }, event) {
          inTime(payment, event.t);
          open.delete(payment);
        },
        'payment-parked'({ payment, tab }, event, id) {
          inTime(payment, event.t);
          open.delete(payment);
          if (header.floor.noticePrinter !== null) unnoticed.set(tab, { payment, id });
        },
        'job-queued'({ document, tab }) {
          if (document === 'notice') unnoticed.delete(tab);
        },
      },
      end(whole) {
        if (time.up) for (const payment of open.keys()) inTime(payment, lastT);
        for (const [tab, { payment, id }] of unnoticed) {
          if (whole)
            found.fail(
              [id],
              `let payment ${payment} have an unknown outcome; then tab ${tab} was parked; however no notice was printed`,
            );
        }
        return found.result(whole);
      },
    };
  },
};
