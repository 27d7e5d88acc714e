/**
 * A tab is parked only where nobody could know what became of its payment: where something was wrong, at the terminal, at
 * the server, or between them, since shortly before it was begun; where the terminal took longer than it is waited for; or
 * where the limit of the payment has passed.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { LATE_ARRIVAL_MS, stationsOnTheAir } from '../folds/air.ts';
import { Numbered } from '../folds/numbered.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

/** `atMs` is when that was decided. */
type Begun = { fact: Extract<Fact, { kind: 'payment-begun' }>; atMs: number; id: number };

/** What is the trouble of a device alone. A PayPOS is device and terminal in one. */
function handsOf({ devices }: HistoryHeader['floor']): ReadonlySet<string> {
  return new Set(devices.flatMap(({ name, family }) => (family === 'paypos' ? [] : [name])));
}

/** When there was trouble last that a payment may have suffered from. */
class Trouble {
  private readonly hands: ReadonlySet<string>;
  private readonly faults = new Set<number>();
  private lastMs = Number.NEGATIVE_INFINITY;

  constructor({ floor }: HistoryHeader) {
    this.hands = handsOf(floor);
  }

  fault({ node, phase, id, t }: EventOf<'fault'>): void {
    if (this.hands.has(node)) return;
    this.lastMs = t;
    if (phase === 'begun') this.faults.add(id);
    else this.faults.delete(id);
  }

  condition({ node, t }: EventOf<'condition'>): void {
    if (!this.hands.has(node)) this.lastMs = t;
  }

  /** The till has hung up on a terminal that took too long for it, as it may; whether it asked first, `charges` knows. */
  leftAlone({ t }: EventOf<'left-alone'>): void {
    this.lastMs = t;
  }

  since(t: number): boolean {
    return this.faults.size > 0 || this.lastMs >= t;
  }
}

export const parkedTruly: Checker = {
  name: 'parked-truly',
  about: 'A tab is parked only where something was wrong since its payment was begun, or that took its whole limit.',
  start(header) {
    const { paymentHoldMs, slackMs } = header.limits;
    const found = findings('parked-truly', header);
    const still = stalls();
    const trouble = new Trouble(header);
    const onTheAir = stationsOnTheAir(header.floor);
    const lateMs = LATE_ARRIVAL_MS / header.timeScale;
    const payments = new Numbered<Begun>();
    /** Whoever stood still tells so afterwards. */
    const doubts: (() => void)[] = [];
    return {
      on: {
        stall: (event) => still.seen(event),
        fault: (event) => trouble.fault(event),
        condition: (event) => trouble.condition(event),
        'left-alone': (event) => trouble.leftAlone(event),
      },
      facts: {
        'payment-begun': (fact, { at: atMs }, id) => payments.set(fact.payment, { fact, atMs, id }),
        'payment-parked'({ payment, tab }, { at }, id) {
          const begun = payments.get(payment);
          if (begun === undefined || onTheAir.has(begun.fact.terminal)) return;
          found.judge();
          if (at - begun.atMs >= paymentHoldMs - slackMs || trouble.since(begun.atMs - lateMs)) return;
          doubts.push(() => {
            if (still.between(begun.atMs, at)) found.unknown(STALLED);
            else
              found.fail(
                [begun.id, id],
                `let payment ${payment} of tab ${tab} be begun at ${begun.fact.terminal}; then at ${found.at(at)} the tab was parked; however nothing had been wrong`,
              );
          });
        },
      },
      end(whole) {
        for (const doubt of doubts) doubt();
        return found.result(whole);
      },
    };
  },
};
