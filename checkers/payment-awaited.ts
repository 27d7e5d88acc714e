/**
 * A device in a payment waits for the end of that payment: it leaves the payment, or takes its hold for ended by it, only
 * when the payment made under that hold is over. How another one ended says nothing of it.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from './checker.ts';
import { findings, type Findings } from './findings.ts';
import { Later } from './later.ts';

class Awaited {
  readonly later: Later;
  private readonly found: Findings;
  /** Payments that are not over: by number the token, by token the fact that began it. */
  private readonly tokens = new Map<number, number>();
  private readonly open = new Map<number, number>();
  /** What each device holds by its own account, and the state of its app. */
  private readonly holds = new Map<string, number>();
  private readonly states = new Map<string, string>();

  constructor({ limits }: HistoryHeader, found: Findings) {
    this.found = found;
    this.later = new Later(limits.slackMs);
  }

  begun({ payment, token }: Extract<Fact, { kind: 'payment-begun' }>, id: number): void {
    this.tokens.set(payment, token);
    this.open.set(token, id);
  }

  over(payment: number): void {
    const token = this.tokens.get(payment);
    this.tokens.delete(payment);
    if (token !== undefined) this.open.delete(token);
  }

  granted({ node, token }: EventOf<'hold'>): void {
    this.holds.set(node, token);
  }

  lost({ node, token, why, t }: EventOf<'hold-lost'>, id: number): void {
    this.holds.delete(node);
    if (why === 'PAYMENT_ENDED') this.judge(node, token, t, id);
  }

  moved({ node, to, t }: EventOf<'transition'>, id: number): void {
    const [state = ''] = to.split(' ');
    const token = this.holds.get(node);
    if (this.states.get(node) === 'open.paying' && state === 'open.booking' && token !== undefined)
      this.judge(node, token, t, id);
    this.states.set(node, state);
  }

  private judge(node: string, token: number, t: number, id: number): void {
    this.later.until(t);
    this.found.judge();
    this.later.after(t, () => {
      const begunId = this.open.get(token);
      if (begunId === undefined) return;
      this.found.fail(
        [begunId, id],
        `let a payment of ${node} be under way; then at ${this.found.at(t)} the device took it for ended; however it was not over`,
      );
    });
  }
}

export const paymentAwaited: Checker = {
  name: 'payment-awaited',
  about: 'A device in a payment goes on only when that payment is over, whatever it hears of others.',
  start(header) {
    const found = findings('payment-awaited', header);
    const awaited = new Awaited(header, found);
    return {
      on: {
        transition: (event, id) => awaited.moved(event, id),
        hold: (event) => awaited.granted(event),
        'hold-lost': (event, id) => awaited.lost(event, id),
      },
      facts: {
        'payment-begun'(fact, { t }, id) {
          awaited.later.until(t);
          awaited.begun(fact, id);
        },
        'payment-parked'({ payment }, { t }) {
          awaited.later.until(t);
          awaited.over(payment);
        },
        'payment-ended'({ payment }, { t }) {
          awaited.later.until(t);
          awaited.over(payment);
        },
      },
      end(whole) {
        awaited.later.rest();
        return found.result(whole);
      },
    };
  },
};
