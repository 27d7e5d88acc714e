/**
 * A terminal that is off, or lost in the midst of a payment, cannot be asked what became of it. Once that has been so for
 * the limit of an enquiry the tab is parked and a waiter may settle it, long before the limit of the hold. Known from the
 * terminal's own power and from the fault that takes its link: the server has noticed at the latest when T4 is over and the
 * request to stop has not been answered within T3. It counts when the tab was parked, not when that entry was durable.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { ServerTime } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

type Begun = Extract<Fact, { kind: 'payment-begun' }>;
type Gone = { sinceMs: number; sinceRanMs: number; id: number };
type Open = { fact: Begun; id: number; gone: Gone | null };

const OFF = 'off';
/** The fault that takes the link of a terminal as it comes to a state of its chart. */
const LOST = 'terminal-lost-mid-payment';

/** Which terminals cannot be asked, and why. */
class Unreachable {
  /** Terminal → that it is off, and the faults that have taken its link. */
  private readonly reasons = new Map<string, Set<string>>();
  /** Faults that wait for their terminal to come to a state. */
  private readonly waiting = new Map<string, { terminal: string; stage: unknown }>();

  has(terminal: string): boolean {
    return (this.reasons.get(terminal)?.size ?? 0) > 0;
  }

  power({ node, of, state }: EventOf<'condition'>): void {
    if (of === 'terminal') this.set(node, OFF, state === OFF);
  }

  fault({ node, fault, phase, id, params }: EventOf<'fault'>): void {
    if (fault !== LOST) return;
    const reason = String(id);
    if (phase === 'begun') this.waiting.set(reason, { terminal: node, stage: params['stage'] });
    else {
      this.waiting.delete(reason);
      this.set(node, reason, false);
    }
  }

  /** Of a payment terminal. */
  transition({ node, to }: EventOf<'transition'>): void {
    for (const [reason, { terminal, stage }] of this.waiting)
      if (terminal === node && stage === to) this.set(node, reason, true);
  }

  private set(terminal: string, reason: string, isSo: boolean): void {
    const reasons = this.reasons.get(terminal) ?? new Set();
    this.reasons.set(terminal, reasons);
    if (isSo) reasons.add(reason);
    else reasons.delete(reason);
  }
}

export const enquiryLimit: Checker = {
  name: 'enquiry-limit',
  about: 'A payment whose terminal is off or lost is parked once that could not be asked for the limit of an enquiry.',
  start(header) {
    const { enquiryLimitMs, terminalWaitMs, slackMs } = header.limits;
    const found = findings('enquiry-limit', header);
    const still = stalls();
    const slow = new SlowServer(header.timeScale);
    const time = new ServerTime();
    /** Payment → the payment, while it has no outcome and its tab is not parked. */
    const open = new Map<number, Open>();
    const unreachable = new Unreachable();
    let lastT = 0;

    const goneAt = (t: number, id: number): Gone => ({ sinceMs: t, sinceRanMs: time.ranMs(t), id });

    /** Judges the payment by how long its terminal has been gone at `t`. */
    function inTime({ fact, id, gone }: Open, t: number): void {
      if (gone === null || terminalWaitMs === undefined) return;
      found.judge();
      // Whoever is started meanwhile asks from then on.
      const sinceRanMs = Math.max(gone.sinceRanMs, time.startedRanMs);
      const overMs = time.ranMs(t) - (sinceRanMs + terminalWaitMs + enquiryLimitMs);
      if (overMs <= slackMs + slow.lateMs(gone.sinceMs, t)) return;
      if (still.between(gone.sinceMs, t)) found.unknown(STALLED);
      else
        found.fail(
          [id, gone.id],
          `let payment ${fact.payment} of tab ${fact.tab} run and ${fact.terminal} be gone from ${found.at(gone.sinceMs)}; then it could not be asked for its limit; however by ${found.at(t)} the tab was not parked`,
          { node: fact.terminal, fromMs: gone.sinceMs, dueMs: t - overMs, actualMs: t },
        );
    }

    function closed(payment: number, at: number): void {
      const begun = open.get(payment);
      if (begun !== undefined) inTime(begun, at);
      open.delete(payment);
    }

    /** Looks again whether a terminal is gone, after something that may have changed that. */
    function look({ node, t }: Pick<EventOf<'condition'>, 'node' | 't'>, id: number): void {
      const isGone = unreachable.has(node);
      for (const begun of open.values()) {
        if (begun.fact.terminal !== node || isGone === (begun.gone !== null)) continue;
        inTime(begun, t);
        begun.gone = isGone ? goneAt(t, id) : null;
      }
    }

    return {
      on: {
        stall: (event) => still.seen(event),
        fault(event, id) {
          slow.fault(event);
          unreachable.fault(event);
          look(event, id);
        },
        condition(event, id) {
          time.seen(event);
          unreachable.power(event);
          look(event, id);
        },
        transition(event, id) {
          if (event.machine !== 'payment-terminal') return;
          unreachable.transition(event);
          look(event, id);
        },
        phase: ({ t }) => (lastT = t),
      },
      facts: {
        'payment-begun'(fact, { t }, id) {
          const gone = unreachable.has(fact.terminal) ? goneAt(t, id) : null;
          open.set(fact.payment, { fact, id, gone });
        },
        'payment-ended': ({ payment }, { at }) => closed(payment, at),
        'payment-parked': ({ payment }, { at }) => closed(payment, at),
      },
      end(whole) {
        if (time.up) for (const begun of open.values()) inTime(begun, lastT);
        return found.result(whole);
      },
    };
  },
};
