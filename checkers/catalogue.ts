/** All checkers, in the order in which reports show them. */
import { acceptance } from './acceptance.ts';
import { answerTimes } from './answer-times.ts';
import { answers } from './answers.ts';
import { asAsked } from './as-asked.ts';
import { asTold } from './as-told.ts';
import { acknowledgedBookings, offlineBookings } from './bookings.ts';
import { bills } from './bills.ts';
import { calmFloor } from './calm-floor.ts';
import { chargeShares } from './charge-shares.ts';
import { charges } from './charges.ts';
import type { Checker } from './checker.ts';
import { clockWarnings } from './clock-warnings.ts';
import { confirmedPrint } from './confirmed-print.ts';
import { copies } from './copies.ts';
import { countedInAdvance } from './counted.ts';
import { dialogs } from './dialogs.ts';
import { expected } from './expected.ts';
import { faultsInForce } from './faults-in-force.ts';
import { holdOff } from './hold-off.ts';
import { freeTime } from './free-time.ts';
import { holdsTold } from './holds-told.ts';
import { journalClock } from './journal-clock.ts';
import { lockExclusion } from './lock-exclusion.ts';
import { lockModel } from './lock-model.ts';
import { lockRecovery } from './lock-recovery.ts';
import { marksHold } from './marks.ts';
import { moneyTold } from './money-told.ts';
import { moneyConserved } from './money.ts';
import { network } from './network.ts';
import { notices } from './notices.ts';
import { oneBody } from './one-body.ts';
import { orders } from './orders.ts';
import { orientation } from './orientation.ts';
import { overdue } from './overdue.ts';
import { paper } from './paper.ts';
import { parkedConfirmed } from './parked-confirmed.ts';
import { paymentModel } from './payment-model.ts';
import { paymentNotLost, paymentOnce, unknownParked } from './payments.ts';
import { printJobModel } from './print-job-model.ts';
import { radioPlan } from './radio-plan.ts';
import { reconnects } from './reconnects.ts';
import { redirectInTime } from './redirect-in-time.ts';
import { posChain, staticRedirect } from './redirects.ts';
import { places } from './places.ts';
import { refusals } from './refusals.ts';
import { screens } from './screens.ts';
import { settled } from './settled.ts';
import { asActed } from './as-acted.ts';
import { stationSettings } from './station-settings.ts';
import { sourceColumn } from './source-column.ts';
import { startChecks } from './start-checks.ts';
import { tabMoneyModel } from './tab-money-model.ts';
import { waitsEnd } from './waits-end.ts';
import { welcomeTrue } from './welcome-true.ts';
import { traffic } from './traffic.ts';
import { whitelist } from './whitelist.ts';
import { ticketOrder, ticketsOnce } from './tickets.ts';

/** Those that judge the scenario or the harness, not the server: no bug of the server is theirs to catch. */
export const ABOUT_THE_HARNESS: readonly string[] = [
  asActed.name,
  faultsInForce.name,
  radioPlan.name,
  network.name,
  oneBody.name,
  expected.name,
];
/** Those that judge devices, and what is sent to them: bugs of theirs are to be caught, but none of the server's core. */
export const ABOUT_DEVICES: readonly string[] = [
  orientation.name,
  dialogs.name,
  reconnects.name,
  startChecks.name,
  clockWarnings.name,
  traffic.name,
];

export const checkerCatalogue: readonly Checker[] = [
  lockExclusion,
  lockRecovery,
  countedInAdvance,
  acknowledgedBookings,
  offlineBookings,
  ticketsOnce,
  orders,
  bills,
  notices,
  copies,
  paper,
  printJobModel,
  confirmedPrint,
  staticRedirect,
  posChain,
  redirectInTime,
  holdOff,
  overdue,
  ticketOrder,
  paymentOnce,
  paymentNotLost,
  unknownParked,
  paymentModel,
  tabMoneyModel,
  charges,
  chargeShares,
  parkedConfirmed,
  moneyTold,
  moneyConserved,
  sourceColumn,
  asActed,
  asAsked,
  asTold,
  answers,
  refusals,
  acceptance,
  freeTime,
  holdsTold,
  welcomeTrue,
  waitsEnd,
  dialogs,
  reconnects,
  startChecks,
  clockWarnings,
  journalClock,
  screens,
  places,
  traffic,
  whitelist,
  orientation,
  stationSettings,
  lockModel,
  calmFloor,
  answerTimes,
  settled,
  marksHold,
  faultsInForce,
  radioPlan,
  network,
  oneBody,
  expected,
];
