/** All checkers, in the order in which reports show them. */
import { acknowledgedBookings, offlineBookings } from './bookings.ts';
import { calmFloor } from './calm-floor.ts';
import type { Checker } from './checker.ts';
import { expected } from './expected.ts';
import { lockExclusion } from './lock-exclusion.ts';
import { lockRecovery } from './lock-recovery.ts';
import { moneyConserved } from './money.ts';
import { paymentNotLost, paymentOnce, unknownParked } from './payments.ts';
import { posChain, staticRedirect } from './redirects.ts';
import { settled } from './settled.ts';
import { sourceColumn } from './source-column.ts';
import { ticketOrder, ticketsOnce } from './tickets.ts';

export const checkerCatalogue: readonly Checker[] = [
  lockExclusion,
  lockRecovery,
  acknowledgedBookings,
  offlineBookings,
  ticketsOnce,
  staticRedirect,
  posChain,
  ticketOrder,
  paymentOnce,
  paymentNotLost,
  unknownParked,
  moneyConserved,
  sourceColumn,
  calmFloor,
  settled,
  expected,
];
