/**
 * What the server does for a device is what the device has asked for, as it has asked for it: judged by what the device
 * sent, not by what the server wrote down of it. Nobody's tab is opened, closed, billed, paid or freed unasked, and
 * operators, tokens, terminals and lines are those of the request. So a fence is judged by the token that was shown.
 */
import type { Fact } from '#server/core/facts';
import { Asks, isWrite, opens, type Ask } from '../folds/asks.ts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { unlikeChange, type Changed } from './change-asked.ts';
import { onSituation, Situation, type SituationFact } from '../folds/situation.ts';

/** What must have been asked for, by which device (null: any), and what of the request the fact contradicts. */
type Wanted = {
  device: string | null;
  what: () => string;
  isIt: (ask: Ask) => boolean;
  differs?: (ask: Ask) => string;
};

/** A difference in a sentence; histories of the first days do not tell all of a request. */
function unlike(what: string, done: unknown, asked: unknown): string {
  return asked === undefined || asked === done ? '' : `with ${what} ${String(done)} instead of ${String(asked)}`;
}

/** What was booked in place of the one article that was tapped; empty if it was that. */
function unlikeTapped(article: string, bookings: readonly { article: string; quantity: number }[]): string {
  const [first, ...more] = bookings;
  if (first?.article === article && first.quantity === 1 && more.length === 0) return '';
  return `with ${bookings.map((line) => `${line.quantity} x ${line.article}`).join(', ')} instead of ${article}`;
}

const BELT = /\/belt$/;

/** What each fact that somebody must have asked for demands. */
class Demands {
  readonly now = new Situation();

  of(fact: SituationFact): Wanted | null {
    switch (fact.kind) {
      case 'signed-on': {
        const { device, operator } = fact;
        const differs = (ask: Ask): string => unlike('operator', operator, ask.operator);
        return { device, what: () => 'sign-on', isIt: ({ type }) => type === 'sign-on', differs };
      }
      case 'signed-off':
        return { device: fact.device, what: () => 'sign-off', isIt: ({ type }) => type === 'sign-off' };
      case 'tab-locked': {
        const { device, tab, operator } = fact;
        const differs = (): string => unlike('operator', operator, this.now.operators.get(device) ?? 'nobody');
        return { device, what: () => 'open', isIt: (ask) => opens(ask) && ask.tab === tab, differs };
      }
      case 'booked':
        return this.booked(fact);
      case 'billed':
        if (fact.payment !== null) return null;
        return fact.part === undefined
          ? this.settling(this.write('bill', fact, fact.device, undefined), fact.cents)
          : this.changed(fact, undefined);
      case 'lines-moved':
      case 'lines-cancelled':
      case 'discounted':
        return this.changed(fact, fact.token);
      case 'card-scanned': {
        const wanted = this.write('scan', fact, fact.device, fact.token);
        const isCard = (ask: Ask): boolean => JSON.stringify(ask.card) === JSON.stringify(fact.card);
        return { ...wanted, differs: (ask) => wanted.differs(ask) || (isCard(ask) ? '' : 'for another card') };
      }
      case 'payment-begun': {
        const { device, token, terminal } = fact;
        const wanted = this.settling(this.write('pay', fact, device, token), fact.cents);
        return { ...wanted, differs: (ask) => wanted.differs(ask) || unlike('terminal', terminal, ask.terminal) };
      }
      case 'day-closing': {
        const { device, terminal } = fact;
        const differs = (ask: Ask): string => unlike('terminal', terminal, ask.terminal);
        return { device, what: () => 'end-of-day', isIt: ({ type }) => type === 'end-of-day', differs };
      }
      case 'reversal-begun': {
        const { device, terminal, tab, operator } = fact;
        const differs = (ask: Ask): string =>
          unlike('terminal', terminal, ask.terminal) ||
          unlike('tab', tab, ask.tab) ||
          unlike('operator', operator, this.now.operators.get(device));
        return { device, what: () => `reverse at ${terminal}`, isIt: ({ type }) => type === 'reverse', differs };
      }
      case 'tab-released':
        return this.released(fact);
      case 'job-queued':
        return this.copied(fact);
      case 'job-printed':
        return this.reported(fact, 'receipt-printed');
      case 'job-redirected':
        return this.reported(fact, 'redirect-print');
      default:
        return null;
    }
  }

  /** A write of this type: under the token shown, in the name of who opened the tab. */
  private write(type: string, fact: { tab: number; operator?: string }, device: string, token: number | undefined) {
    const hold = this.now.holds.get(fact.tab);
    const operator = fact.operator ?? hold?.operator;
    return {
      device,
      what: () => `${type} of tab ${fact.tab}`,
      isIt: (ask: Ask) =>
        (ask.type === type || (type === 'bill' && ask.type === 'simple-order')) && ask.tab === fact.tab,
      differs: (ask: Ask) =>
        unlike('token', token ?? hold?.token, ask.token) ||
        (hold === undefined ? '' : unlike('operator', operator, hold.operator)),
    };
  }

  /** No more is settled than was asked for; that it is not less either, is for `bills` and `charges`. */
  private settling(wanted: ReturnType<Demands['write']>, cents: number): ReturnType<Demands['write']> {
    const differs = (ask: Ask): string =>
      wanted.differs(ask) || (cents > (ask.cents ?? cents) ? unlike('cents', cents, ask.cents) : '');
    return { ...wanted, differs };
  }

  /** A change of a tab: as the device has asked for it, in all it said of it. */
  private changed(fact: Changed, token: number | undefined): Wanted {
    const wanted = this.write('change', fact, fact.device, token);
    return { ...wanted, differs: (ask) => wanted.differs(ask) || unlikeChange(fact, ask.change) };
  }

  private booked(fact: Extract<Fact, { kind: 'booked' }>): Wanted {
    const { device, tab, token, offline, bookings } = fact;
    const wanted = this.write('', fact, device, token);
    return {
      device,
      what: () => `booking on tab ${tab}`,
      isIt: (ask) => (isWrite(ask) || ask.type === 'simple-order') && ask.tab === tab,
      differs(ask) {
        if (ask.article !== undefined) return unlikeTapped(ask.article, bookings) || wanted.differs(ask);
        const { seqs = [] } = ask;
        const foreign = bookings.find(({ seq }) => !seqs.includes(seq));
        if (foreign !== undefined) return `with line ${foreign.seq}, which it did not send`;
        return wanted.differs(ask) || unlike('offline', offline, ask.token === undefined ? undefined : ask.offline);
      },
    };
  }

  private released(fact: Extract<Fact, { kind: 'tab-released' }>): Wanted | null {
    const { cause, tab, token, device } = fact;
    if (cause === 'new-balance' || cause === 'bill') return this.write(cause, { tab }, device, token);
    if (cause !== 'forced') return null;
    const isIt = (ask: Ask): boolean => ask.type === 'force-free' && ask.tab === tab;
    return { device: null, what: () => `force-free of tab ${tab}`, isIt };
  }

  private copied({ copy, ticket }: Extract<Fact, { kind: 'job-queued' }>): Wanted | null {
    if (!copy) return null;
    const isIt = ({ type, job = 0 }: Ask): boolean =>
      type === 'reprint' && (this.now.reprintable(job)?.ticket ?? ticket) === ticket;
    return { device: null, what: () => `reprint of ticket ${ticket}`, isIt };
  }

  private reported(fact: { job: number; printer: string }, type: string): Wanted | null {
    const job = this.now.jobs.get(fact.job);
    if (job === undefined || (type === 'receipt-printed' && !BELT.test(fact.printer))) return null;
    const { device } = job;
    return {
      device,
      what: () => `${type} of job ${fact.job}`,
      isIt: (ask) => ask.type === type && (ask.job ?? fact.job) === fact.job,
    };
  }
}

export const asAsked: Checker = {
  name: 'as-asked',
  about:
    'What the server does for a device is what the device has asked for, with its token, operator, terminal and lines.',
  start(header) {
    const found = findings('as-asked', header);
    const asks = new Asks();
    const demands = new Demands();
    // Measured with slack, a fact may be written down before the request that led to it.
    const isInOrder = header.limits.slackMs === 0;
    return {
      on: { sent: (event, id) => void asks.sent(event, id), tap: (event, id) => void asks.tapped(event, id) },
      facts: onSituation((fact, event, id) => {
        const wanted = demands.of(fact);
        if (wanted !== null) {
          found.judge();
          const { device, what, isIt, differs } = wanted;
          const ask =
            device === null
              ? asks.ofAnyone(isIt)
              : (asks.tap(device, (one) => isIt(one) && (differs?.(one) ?? '') === '') ?? asks.find(device, isIt));
          const who = device ?? 'anybody';
          const wrong = ask === undefined ? (isInOrder ? 'unasked' : '') : (differs?.(ask) ?? '');
          if (wrong !== '') {
            found.fail(
              ask === undefined ? [id] : [ask.id, id],
              `let ${who} ${ask === undefined ? 'not ' : ''}ask for ${what()}; then at ${found.at(event.at)} the server decided "${fact.kind}"; however it did so ${wrong}`,
            );
          }
        }
        demands.now.seen(fact, event.at, id);
      }),
      end: (whole) => found.result(whole),
    };
  },
};
