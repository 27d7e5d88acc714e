/** How what was begun at a device has ended there: told again to a device that comes back with the hold it was under. */
import type { CardResult } from '#protocols/mpos/cards';
import type { ReversalOutcome } from './facts.ts';

/** What came of a card, and under which hold it was read. */
export type EndedCard = {
  scan: number;
  tab: number;
  token: number;
  result: CardResult;
  cents?: number;
  customer?: string;
};

/** What came of a reversal, and under which hold. */
export type EndedReversal = {
  token: number;
  tab: number;
  payment: number;
  outcome: ReversalOutcome;
  paidCents: number;
  cents: number;
};

/** How a payment ended, for the device at which it was begun. */
export type EndedPayment = {
  token: number;
  payment: number;
  tab: number;
  outcome: 'paid' | 'declined' | 'aborted' | 'parked';
  paidCents: number;
  tipCents: number;
};
