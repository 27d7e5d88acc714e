/**
 * The reference model of the lock of one tab, for two devices A and B. It is what the server's lock must behave like;
 * tests generate paths through it and drive the server core and the live process along them.
 */
import { setup } from 'xstate';

export type TabLockEvent =
  | { type: 'A_OPENS' }
  | { type: 'B_OPENS' }
  | { type: 'A_SIGN_OF_LIFE' }
  | { type: 'A_WRITES' }
  | { type: 'B_WRITES_STALE' }
  | { type: 'A_CLOSES' }
  | { type: 'A_SILENT' }
  | { type: 'A_RETURNS' }
  | { type: 'LEASE_ENDS' }
  | { type: 'TILL_FORCES' }
  | { type: 'A_PAYS' }
  | { type: 'PAYMENT_PAID' }
  | { type: 'PAYMENT_DECLINED' }
  | { type: 'PAYMENT_UNKNOWN' }
  | { type: 'OUTCOME_LEARNT' }
  | { type: 'SERVER_RESTARTS' }
  | { type: 'GRACE_ENDS' };

export const tabLock = setup({ types: { events: {} as TabLockEvent } }).createMachine({
  id: 'tab-lock',
  initial: 'free',
  states: {
    free: { on: { A_OPENS: 'held', B_WRITES_STALE: 'free', SERVER_RESTARTS: 'free', TILL_FORCES: 'free' } },
    held: {
      on: {
        A_SIGN_OF_LIFE: 'held',
        A_WRITES: 'held',
        B_OPENS: 'held',
        B_WRITES_STALE: 'held',
        A_CLOSES: 'free',
        A_SILENT: 'orphaned',
        A_PAYS: 'payment',
        TILL_FORCES: 'free',
        SERVER_RESTARTS: 'restarted',
      },
    },
    orphaned: {
      on: {
        B_OPENS: 'orphaned',
        A_RETURNS: 'held',
        LEASE_ENDS: 'free',
        TILL_FORCES: 'free',
        SERVER_RESTARTS: 'restarted',
      },
    },
    restarted: {
      on: {
        B_OPENS: 'restarted',
        A_RETURNS: 'held',
        LEASE_ENDS: 'free',
        GRACE_ENDS: 'free',
        TILL_FORCES: 'free',
        SERVER_RESTARTS: 'restarted',
      },
    },
    payment: {
      on: {
        B_OPENS: 'payment',
        A_SILENT: 'payment',
        TILL_FORCES: 'payment',
        PAYMENT_PAID: 'free',
        PAYMENT_DECLINED: 'held',
        PAYMENT_UNKNOWN: 'parked',
        SERVER_RESTARTS: 'payment',
      },
    },
    parked: {
      on: {
        OUTCOME_LEARNT: 'free',
        A_OPENS: 'held',
        B_WRITES_STALE: 'parked',
        TILL_FORCES: 'parked',
        SERVER_RESTARTS: 'parked',
      },
    },
  },
});
