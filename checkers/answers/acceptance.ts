/**
 * Nothing is accepted that must be refused: at the moment in which the server does what a device has asked for, there is
 * no reason against it. So nobody opens a held tab, writes without its hold, settles a parked tab unwarned, pays at a
 * busy terminal, or frees by force what is not theirs to free.
 */
import type { EventOf } from '#history/events';
import { Asks, type Ask } from '../folds/asks.ts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { Reasons, type Reason } from './reasons.ts';
import { onSituation, type SituationFact } from '../folds/situation.ts';

const WRITES = ['book', 'hand-over', 'new-balance', 'bill', 'pay', 'change', 'scan'];

/** The server may say so, and need not. */
const MAY_BE_ACCEPTED = ['try-again', 'no-fallback-printer'];

type Fulfilled = { device: string; types: readonly string[]; tab?: number };

/** Whose request this fact fulfils, and of which types that is. Those of the same decision that come after are left out. */
function fulfils(fact: SituationFact): Fulfilled | null {
  switch (fact.kind) {
    case 'signed-on':
      return { device: fact.device, types: ['sign-on'] };
    case 'signed-off':
      return { device: fact.device, types: ['sign-off'] };
    case 'tab-locked':
      return { device: fact.device, types: ['open', 'simple-order'], tab: fact.tab };
    case 'booked':
      return { device: fact.device, types: [...WRITES, 'simple-order'], tab: fact.tab };
    case 'lines-moved':
    case 'lines-cancelled':
    case 'discounted':
      return { device: fact.device, types: ['change'], tab: fact.tab };
    case 'billed':
      if (fact.payment !== null) return null;
      return {
        device: fact.device,
        types: fact.part === undefined ? ['bill', 'simple-order'] : ['change'],
        tab: fact.tab,
      };
    case 'card-scanned':
      return { device: fact.device, types: ['scan'], tab: fact.tab };
    case 'payment-begun':
      return { device: fact.device, types: ['pay'], tab: fact.tab };
    case 'tab-released':
      return fact.cause === 'new-balance' ? { device: fact.device, types: ['new-balance'], tab: fact.tab } : null;
    case 'reversal-begun':
      return { device: fact.device, types: ['reverse'], tab: fact.tab };
    case 'day-closing':
      return { device: fact.device, types: ['end-of-day'] };
    case 'answered':
      return { device: fact.device, types: ['hand-over', 'book', 'force-free', 'reprint', 'camera'] };
    default:
      return null;
  }
}

export const acceptance: Checker = {
  name: 'acceptance',
  about:
    'Nothing is accepted that must be refused: no write without its hold, no force at a handheld, no parked tab settled unwarned.',
  start(header) {
    const found = findings('acceptance', header);
    const asks = new Asks();
    const reasons = new Reasons(header);

    /** The reason for which this had to be refused, if there is one. */
    function against(ask: Ask, fact: SituationFact, t: number): Reason | undefined {
      // Lines may be booked although nothing is to be paid then; and what was charged for is no more to be paid.
      const booksOnly = fact.kind === 'booked';
      return reasons
        .of(ask, t)
        .find(({ code }) => !MAY_BE_ACCEPTED.includes(code) && !(booksOnly && code === 'nothing-to-pay'));
    }

    /** What this fulfils: at a thin client any tap that is left may be the cause, and one is enough that is right. */
    function causeOf({ device, types, tab: of }: Fulfilled, fact: SituationFact, t: number): Ask | undefined {
      const fits = ({ type, tab }: Ask): boolean => types.includes(type) && (of === undefined || of === tab);
      return (
        asks.tap(device, (one) => fits(one) && against(one, fact, t) === undefined) ??
        asks.tap(device, fits) ??
        asks.find(device, fits)
      );
    }

    function accepted(ask: Ask, fact: SituationFact, event: EventOf<'fact'>, id: number): void {
      found.judge();
      const wrong = against(ask, fact, event.at);
      if (wrong === undefined) return;
      const { type, tab, node } = ask;
      found.fail(
        [ask.id, id],
        `let ${node} ask for ${type}${tab === undefined ? '' : ` of tab ${tab}`}; then at ${found.at(event.at)} that had to be refused as "${wrong.code}"; however it was accepted`,
      );
    }

    return {
      on: {
        collected: (event) => reasons.collected(event),
        sent: (event, id) => void asks.sent(event, id),
        tap: (event, id) => void asks.tapped(event, id),
      },
      facts: onSituation((fact, event, id) => {
        const done = fulfils(fact);
        let ask = done === null ? undefined : causeOf(done, fact, event.at);
        // A Simple Order is accepted with the hold it begins; the rest of it is the same decision.
        if (ask?.type === 'simple-order' && fact.kind !== 'tab-locked') ask = undefined;
        if (ask !== undefined && (fact.kind !== 'answered' || fact.req === ask.req)) accepted(ask, fact, event, id);
        reasons.seen(fact, event, id);
      }),
      end: (whole) => found.result(whole),
    };
  },
};
