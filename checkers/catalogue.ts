/** All checkers, in the order in which reports show them. */
import { acceptance } from './answers/acceptance.ts';
import { answerTimes } from './answers/answer-times.ts';
import { answers } from './answers/answers.ts';
import { asAsked } from './answers/as-asked.ts';
import { asTold } from './answers/as-told.ts';
import { acknowledgedBookings, offlineBookings } from './bookings/bookings.ts';
import { beltTold } from './paper/chains/belt-told.ts';
import { bills } from './paper/text/bills.ts';
import { calmFloor } from './calm-floor.ts';
import { chargeShares } from './money/charge-shares.ts';
import { charges } from './money/charges.ts';
import type { Checker } from './checker.ts';
import { clockWarnings } from './connection/clock-warnings.ts';
import { confirmedPrint } from './paper/confirmed-print.ts';
import { copies } from './paper/text/copies.ts';
import { busyTabs } from './holds/busy-tabs.ts';
import { rights } from './answers/rights.ts';
import { tabChanges } from './money/tab-changes.ts';
import { countedInAdvance } from './holds/counted.ts';
import { dialogs } from './connection/dialogs.ts';
import { expected } from './expected.ts';
import { failedTruly } from './paper/chains/failed-truly.ts';
import { faultsInForce } from './faults-in-force.ts';
import { hostBooks } from './money/host-books.ts';
import { holdOff } from './paper/chains/hold-off.ts';
import { inHand } from './paper/chains/in-hand.ts';
import { freeTime } from './holds/free-time.ts';
import { holdsTold } from './holds/holds-told.ts';
import { journalClock } from './bookings/journal-clock.ts';
import { lockExclusion } from './holds/lock-exclusion.ts';
import { lockModel } from './holds/lock-model.ts';
import { lockRecovery } from './holds/lock-recovery.ts';
import { marksHold } from './marks.ts';
import { moneyTold } from './money/money-told.ts';
import { reversals } from './money/reversals.ts';
import { endOfDay } from './money/end-of-day.ts';
import { moneyConserved } from './money/money.ts';
import { network } from './connection/network.ts';
import { monitorFeed } from './paper/monitor-feed.ts';
import { monitorTold } from './paper/monitor-told.ts';
import { nearEnd } from './paper/chains/near-end.ts';
import { notices } from './paper/notices.ts';
import { oneBody } from './clients/one-body.ts';
import { orders } from './paper/chains/orders.ts';
import { orientation } from './clients/orientation.ts';
import { overdue } from './paper/overdue.ts';
import { paper } from './paper/text/paper.ts';
import { parkedConfirmed } from './money/parked-confirmed.ts';
import { parkedTruly } from './money/parked-truly.ts';
import { paymentModel } from './money/payment-model.ts';
import { enquiryLimit } from './money/enquiry-limit.ts';
import { lateOutcomes } from './money/late-outcomes.ts';
import { paymentNotLost, paymentOnce, unknownParked } from './money/payments.ts';
import { printJobModel } from './paper/print-job-model.ts';
import { radioPlan } from './connection/radio-plan.ts';
import { reconnects } from './connection/reconnects.ts';
import { receiptsOnce } from './paper/text/receipts-once.ts';
import { redirectInTime } from './paper/chains/redirect-in-time.ts';
import { posChain, staticRedirect } from './paper/chains/redirects.ts';
import { places } from './clients/places.ts';
import { refusals } from './answers/refusals.ts';
import { screenKeys } from './clients/screen-keys.ts';
import { screens } from './clients/screens.ts';
import { settled } from './settled.ts';
import { smartSwap } from './bookings/smart-swap.ts';
import { oneHandOver } from './bookings/one-hand-over.ts';
import { signatures } from './money/signatures.ts';
import { simpleOrders } from './bookings/simple-order.ts';
import { tabLines } from './bookings/tab-lines.ts';
import { asActed } from './bookings/as-acted.ts';
import { cameraViews } from './clients/camera-view.ts';
import { stationSettings } from './clients/station-settings.ts';
import { sourceColumn } from './bookings/source-column.ts';
import { startChecks } from './connection/start-checks.ts';
import { takings } from './money/takings.ts';
import { tabMoneyModel } from './money/tab-money-model.ts';
import { waitsEnd } from './answers/waits-end.ts';
import { welcomeTrue } from './answers/welcome-true.ts';
import { traffic } from './clients/traffic.ts';
import { voucherOnce } from './money/voucher-once.ts';
import { whitelist } from './clients/whitelist.ts';
import { ticketOrder, ticketsOnce } from './paper/text/tickets.ts';

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
  screenKeys.name,
  dialogs.name,
  reconnects.name,
  startChecks.name,
  clockWarnings.name,
  traffic.name,
  beltTold.name,
  hostBooks.name,
];

export const checkerCatalogue: readonly Checker[] = [
  lockExclusion,
  lockRecovery,
  busyTabs,
  countedInAdvance,
  acknowledgedBookings,
  offlineBookings,
  oneHandOver,
  signatures,
  ticketsOnce,
  orders,
  monitorFeed,
  monitorTold,
  bills,
  notices,
  copies,
  paper,
  printJobModel,
  confirmedPrint,
  failedTruly,
  inHand,
  receiptsOnce,
  staticRedirect,
  beltTold,
  posChain,
  nearEnd,
  redirectInTime,
  holdOff,
  overdue,
  ticketOrder,
  paymentOnce,
  paymentNotLost,
  hostBooks,
  unknownParked,
  enquiryLimit,
  lateOutcomes,
  paymentModel,
  tabMoneyModel,
  tabChanges,
  charges,
  chargeShares,
  parkedConfirmed,
  parkedTruly,
  moneyTold,
  moneyConserved,
  voucherOnce,
  takings,
  endOfDay,
  reversals,
  sourceColumn,
  tabLines,
  simpleOrders,
  smartSwap,
  asActed,
  asAsked,
  asTold,
  answers,
  refusals,
  acceptance,
  rights,
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
  screenKeys,
  places,
  traffic,
  whitelist,
  orientation,
  stationSettings,
  cameraViews,
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
