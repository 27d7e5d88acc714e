/**
 * A device goes on as it is told: it waits for its payment until that payment is over, whatever is said of older ones, and
 * claims no hold any more that a payment has ended. When a payment is over stands in the journal; what the device was
 * told, and what it makes of it, it says itself.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';

type Payment = { payment: number; tab: number; token: number; device: string; id: number; isOver: boolean };

/** States in which the app waits for no payment, and its operator can go on. */
const GOES_ON: readonly string[] = ['open.booking', 'idle'];

const appState = (text: string): string => text.split(' ', 1)[0] ?? '';

class Told {
  readonly later: Later;
  private readonly found: Findings;
  private readonly payments = new Map<number, Payment>();
  /** The latest payment of each device. */
  private readonly latest = new Map<string, Payment>();
  private readonly states = new Map<string, string>();
  /** The hold of which each device was told last that it has ended. */
  private readonly ended = new Map<string, { token: number; tab: number; id: number; t: number }>();

  constructor(found: Findings, slackMs: number) {
    this.found = found;
    this.later = new Later(slackMs);
  }

  begun(
    { payment: number, tab, token, device }: Extract<Fact, { kind: 'payment-begun' }>,
    t: number,
    id: number,
  ): void {
    this.later.until(t);
    const before = this.latest.get(device);
    if (before?.isOver === true) this.payments.delete(before.payment);
    const payment = { payment: number, tab, token, device, id, isOver: false };
    this.payments.set(number, payment);
    this.latest.set(device, payment);
  }

  /** A payment has an outcome, or is parked for want of one. */
  over(number: number, t: number): void {
    this.later.until(t);
    const payment = this.payments.get(number);
    if (payment === undefined) return;
    payment.isOver = true;
    if (this.latest.get(payment.device) !== payment) this.payments.delete(number);
  }

  went({ node, from, to, t }: EventOf<'transition'>, id: number): void {
    this.later.until(t);
    const state = appState(to);
    const before = appState(from);
    if (before === state) return;
    this.states.set(node, state);
    const payment = this.latest.get(node);
    if (before !== 'open.paying' || payment === undefined || !GOES_ON.includes(state)) return;
    this.found.judge();
    this.later.after(t, () => {
      if (!payment.isOver) this.goesOn(payment, t, id);
    });
  }

  answered({ node, ok, did, t }: EventOf<'reply'>, id: number): void {
    if (!ok || did !== 'paying') return;
    this.later.after(t, () => {
      const payment = this.latest.get(node);
      if (payment?.isOver === false && GOES_ON.includes(this.states.get(node) ?? '')) this.goesOn(payment, t, id);
    });
  }

  /** The device does not wait for this payment, or not any more. */
  private goesOn({ payment, tab, device, id }: Payment, t: number, eventId: number): void {
    this.found.fail(
      [id, eventId],
      `let payment ${payment} of tab ${tab} be begun at ${device}; then nobody knew how it would end; however ${device} was "${this.states.get(device) ?? ''}" at ${this.found.at(t)}`,
    );
  }

  shown({ node, payment: number, outcome, t }: EventOf<'payment-shown'>, id: number): void {
    const payment = number === undefined ? undefined : this.payments.get(number);
    if (payment?.device !== node || (outcome !== 'paid' && outcome !== 'parked')) return;
    this.ended.set(node, { token: payment.token, tab: payment.tab, id, t });
  }

  claims(node: string, token: number | undefined, what: string, t: number, id: number): void {
    const told = this.ended.get(node);
    if (told === undefined || told.token !== token) return;
    this.found.fail(
      [told.id, id],
      `let ${node} be told at ${this.found.at(told.t)} that its hold of tab ${told.tab} has ended with a payment; then it sent ${what} at ${this.found.at(t)}; however it still claimed that hold`,
    );
  }
}

export const asTold: Checker = {
  name: 'as-told',
  about:
    'A device waits for its payment until that is over, and claims no hold any more of which it was told that it has ended.',
  start(header) {
    const found = findings('as-told', header);
    const fold = new Told(found, header.limits.slackMs);
    return {
      on: {
        transition: (event, id) => fold.went(event, id),
        reply: (event, id) => fold.answered(event, id),
        'payment-shown': (event, id) => fold.shown(event, id),
        sent: ({ node, token, type, t }, id) => fold.claims(node, token, type, t, id),
        hello: ({ node, token, t }, id) => fold.claims(node, token, 'hello', t, id),
      },
      facts: {
        'payment-begun': (fact, { t }, id) => fold.begun(fact, t, id),
        'payment-parked': ({ payment }, { t }) => fold.over(payment, t),
        'payment-ended': ({ payment }, { t }) => fold.over(payment, t),
      },
      end(whole) {
        fold.later.rest();
        return found.result(whole);
      },
    };
  },
};
