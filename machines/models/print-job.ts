/**
 * The reference model of a print job. A ticket that may be on paper already comes again as a copy only; one that was
 * sent as often as is allowed and never confirmed is given up; what a device cannot print itself is redirected once.
 * Checkers hold every job of every run against it.
 */
import { setup } from 'xstate';

export type PrintJobEvent =
  /** For a printer the server drives. */
  | { type: 'QUEUED' }
  /** As a repetition of an earlier job. */
  | { type: 'QUEUED_AS_COPY' }
  /** For the belt printer of a device. */
  | { type: 'QUEUED_FOR_BELT' }
  | { type: 'STARTED' }
  | { type: 'STARTED_AS_COPY' }
  | { type: 'PRINTED' }
  /** Nothing of it was sent. */
  | { type: 'FAILED' }
  | { type: 'FAILED_UNCONFIRMED' }
  /** Unconfirmed, as often as is allowed. */
  | { type: 'FAILED_FOR_GOOD' }
  | { type: 'GIVEN_UP' }
  | { type: 'REDIRECTED' }
  | { type: 'REDIRECTED_UNCONFIRMED' }
  | { type: 'OVERDUE' };

export const printJob = setup({ types: { events: {} as PrintJobEvent } }).createMachine({
  id: 'print-job',
  initial: 'unheardOf',
  states: {
    unheardOf: { on: { QUEUED: 'waiting', QUEUED_AS_COPY: 'waitingAsCopy', QUEUED_FOR_BELT: 'onBelt' } },
    waiting: { on: { STARTED: 'printing', OVERDUE: 'waiting' } },
    printing: {
      on: { PRINTED: 'over', FAILED: 'waiting', FAILED_UNCONFIRMED: 'waitingAsCopy', FAILED_FOR_GOOD: 'spent' },
    },
    waitingAsCopy: { on: { STARTED_AS_COPY: 'printingAsCopy', OVERDUE: 'waitingAsCopy' } },
    printingAsCopy: {
      on: { PRINTED: 'over', FAILED: 'waitingAsCopy', FAILED_UNCONFIRMED: 'waitingAsCopy', FAILED_FOR_GOOD: 'spent' },
    },
    onBelt: {
      on: {
        PRINTED: 'over',
        REDIRECTED: 'waiting',
        REDIRECTED_UNCONFIRMED: 'waitingAsCopy',
        FAILED_UNCONFIRMED: 'onBelt',
        FAILED_FOR_GOOD: 'spent',
        OVERDUE: 'onBelt',
      },
    },
    spent: { on: { GIVEN_UP: 'over' } },
    over: {},
  },
});
