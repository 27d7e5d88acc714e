/**
 * A terminal that is off cannot be asked what became of a payment. Once that has been so for the limit of an enquiry the
 * tab is parked and a waiter may settle it, long before the limit of the hold. Known from the terminal's own power: the
 * server has noticed at the latest when T4 is over and the request to stop has not been answered within T3.
 */
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { ServerTime } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

type Begun = Extract<Fact, { kind: 'payment-begun' }>;
type Off = { sinceMs: number; sinceRanMs: number; id: number };
type Open = { fact: Begun; id: number; off: Off | null };

export const enquiryLimit: Checker = {
  name: 'enquiry-limit',
  about: 'A payment whose terminal is off is parked once it cannot have been asked for the limit of an enquiry.',
  start(header) {
    const { enquiryLimitMs, terminalWaitMs, slackMs } = header.limits;
    const found = findings('enquiry-limit', header);
    const still = stalls();
    const slow = new SlowServer(header.timeScale);
    const time = new ServerTime();
    /** Payment → the payment, while it has no outcome and its tab is not parked. */
    const open = new Map<number, Open>();
    /** Terminals that are off. */
    const dark = new Set<string>();
    let lastT = 0;

    /** Judges the payment by how long its terminal has been off until `t`. */
    function inTime({ fact, id, off }: Open, t: number): void {
      if (off === null || terminalWaitMs === undefined) return;
      found.judge();
      // Whoever is started meanwhile asks from then on.
      const sinceRanMs = Math.max(off.sinceRanMs, time.startedRanMs);
      const overMs = time.ranMs(t) - (sinceRanMs + terminalWaitMs + enquiryLimitMs);
      if (overMs <= slackMs + slow.lateMs(off.sinceMs, t)) return;
      if (still.between(off.sinceMs, t)) found.unknown(STALLED);
      else
        found.fail(
          [id, off.id],
          `let payment ${fact.payment} of tab ${fact.tab} run while ${fact.terminal} is off from ${found.at(off.sinceMs)}; then it could not be asked for its limit; however by ${found.at(t)} the tab was not parked`,
          { node: fact.terminal, fromMs: off.sinceMs, dueMs: t - overMs, actualMs: t },
        );
    }

    function closed(payment: number, t: number): void {
      const begun = open.get(payment);
      if (begun !== undefined) inTime(begun, t);
      open.delete(payment);
    }

    function power(terminal: string, isOff: boolean, t: number, id: number): void {
      if (isOff) dark.add(terminal);
      else dark.delete(terminal);
      for (const begun of open.values()) {
        if (begun.fact.terminal !== terminal) continue;
        if (!isOff) inTime(begun, t);
        begun.off = isOff ? { sinceMs: t, sinceRanMs: time.ranMs(t), id } : null;
      }
    }

    return {
      on: {
        stall: (event) => still.seen(event),
        fault: (event) => slow.fault(event),
        condition(event, id) {
          time.seen(event);
          if (event.of === 'terminal') power(event.node, event.state === 'off', event.t, id);
        },
        phase(event) {
          lastT = event.t;
        },
      },
      facts: {
        'payment-begun'(fact, { t }, id) {
          const off = dark.has(fact.terminal) ? { sinceMs: t, sinceRanMs: time.ranMs(t), id } : null;
          open.set(fact.payment, { fact, id, off });
        },
        'payment-ended': ({ payment }, { t }) => closed(payment, t),
        'payment-parked': ({ payment }, { t }) => closed(payment, t),
      },
      end(whole) {
        if (time.up) for (const begun of open.values()) inTime(begun, lastT);
        return found.result(whole);
      },
    };
  },
};
