/**
 * The reference model of a card payment, as the server's journal and the floor may see it. "Unknown" is a state: a
 * payment is parked until the terminal tells, and what a guest has paid otherwise meanwhile is due back if the card was
 * charged after all. Checkers hold every payment of every run against it.
 */
import { setup } from 'xstate';

export type PaymentModelEvent =
  | { type: 'BEGUN' }
  | { type: 'WAITING' }
  | { type: 'PARKED' }
  | { type: 'SETTLED_OTHERWISE' }
  /** The card was charged, and something of it settles the tab. */
  | { type: 'PAID' }
  | { type: 'BILLED' }
  /** The card was charged, and all of it is due back. */
  | { type: 'PAID_IN_VAIN' }
  | { type: 'NOT_PAID' }
  /** The terminal is asked to give it back, and has proved that it did or did not. */
  | { type: 'REVERSAL_BEGUN' }
  | { type: 'REVERSED' }
  | { type: 'NOT_REVERSED' };

export const payment = setup({ types: { events: {} as PaymentModelEvent } }).createMachine({
  id: 'payment',
  initial: 'unheardOf',
  states: {
    unheardOf: { on: { BEGUN: 'running' } },
    running: { on: { WAITING: 'running', PARKED: 'parked', PAID: 'paid', NOT_PAID: 'over' } },
    /** A tab that has shrunk to nothing by what was taken back leaves nothing to settle. */
    parked: { on: { SETTLED_OTHERWISE: 'settledOtherwise', PAID: 'paid', PAID_IN_VAIN: 'charged', NOT_PAID: 'over' } },
    settledOtherwise: { on: { PAID_IN_VAIN: 'charged', NOT_PAID: 'over' } },
    paid: { on: { BILLED: 'charged' } },
    charged: { on: { REVERSAL_BEGUN: 'reversing' } },
    reversing: { on: { REVERSED: 'over', NOT_REVERSED: 'charged' } },
    over: {},
  },
});
