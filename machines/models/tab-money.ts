/**
 * The reference model of the money of one tab. While the card is asked nothing is put on it and nothing else settles it;
 * parked it goes on as a tab that may be paid already. What is learnt of a payment after the tab was settled otherwise
 * changes nothing of the tab. Checkers hold every tab of every run against it.
 */
import { setup } from 'xstate';

export type TabMoneyEvent =
  | { type: 'BOOKED' }
  /** A bill over everything on the tab. */
  | { type: 'BILLED' }
  /** A bill over less: what came after the card was asked is left, or a part was settled. */
  | { type: 'BILLED_IN_PART' }
  /** Lines come from another tab. */
  | { type: 'GIVEN' }
  /** Lines go to another tab or are cancelled, or there is a discount. */
  | { type: 'TAKEN' }
  /** Lines go that took something off, as a deposit that is given back: that is owed again. */
  | { type: 'RETURN_TAKEN' }
  | { type: 'CARD_ASKED' }
  | { type: 'PARKED' }
  | { type: 'PAID' }
  | { type: 'NOT_PAID' }
  /** The card was charged, and nothing was left on the tab that it could settle. */
  | { type: 'PAID_IN_VAIN' }
  /** A card payment was given back, and what it has settled is owed again, whatever is the case on the tab by then. */
  | { type: 'REVERSED' }
  /** What became of a payment in whose place the tab was settled otherwise. */
  | { type: 'LEARNT_LATE' };

export const tabMoney = setup({ types: { events: {} as TabMoneyEvent } }).createMachine({
  id: 'tab-money',
  initial: 'nothingOwed',
  states: {
    nothingOwed: {
      on: { BOOKED: 'owed', GIVEN: 'owed', REVERSED: 'owed', RETURN_TAKEN: 'owed', LEARNT_LATE: 'nothingOwed' },
    },
    owed: {
      on: {
        BOOKED: 'owed',
        GIVEN: 'owed',
        REVERSED: 'owed',
        TAKEN: 'owed',
        RETURN_TAKEN: 'owed',
        BILLED: 'nothingOwed',
        BILLED_IN_PART: 'owed',
        CARD_ASKED: 'cardAsked',
        LEARNT_LATE: 'owed',
      },
    },
    cardAsked: {
      on: { PAID: 'paid', NOT_PAID: 'owed', PARKED: 'parked', LEARNT_LATE: 'cardAsked', REVERSED: 'cardAsked' },
    },
    parked: {
      on: {
        BOOKED: 'parked',
        REVERSED: 'parked',
        BILLED: 'nothingOwed',
        BILLED_IN_PART: 'owed',
        CARD_ASKED: 'cardAsked',
        PAID: 'paid',
        NOT_PAID: 'owed',
        PAID_IN_VAIN: 'owed',
        LEARNT_LATE: 'parked',
      },
    },
    paid: { on: { BILLED: 'nothingOwed', BILLED_IN_PART: 'owed' } },
  },
});
