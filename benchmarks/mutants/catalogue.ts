/** All mutants. */
import { alternativeBeltPatches, beltPatches } from './patches/belt-patches.ts';
import { bookingMutants } from './decorators/booking-mutants.ts';
import { callPatches } from './patches/call-patches.ts';
import { calmPatches } from './patches/calm-patches.ts';
import { cardMutants, cardPatches } from './decorators/card-mutants.ts';
import { cameraMutants } from './decorators/camera-mutants.ts';
import { cameraPatches, hangingCameraPatches } from './patches/camera-patches.ts';
import { clientMutants, clientPatches } from './decorators/client-mutants.ts';
import { clockPatches } from './patches/clock-patches.ts';
import { corePatches } from './patches/core-patches.ts';
import { devicePatches } from './patches/device-patches.ts';
import { drawnPatches } from './patches/drawn-patches.ts';
import { functionMutants } from './decorators/function-mutants.ts';
import { hostPatches } from './patches/host-patches.ts';
import { iisMutants, iisPatches } from './decorators/iis-mutants.ts';
import { lockMutants } from './decorators/lock-mutants.ts';
import { markMutants } from './decorators/mark-mutants.ts';
import { mendedBugs } from './mended.ts';
import { messageMutants } from './decorators/message-mutants.ts';
import { badCablePatches, lanTabletPatches, serverCablePatches } from './patches/network-patches.ts';
import { monitorMutants } from './decorators/monitor-mutants.ts';
import { monitorAwayPatches, monitorPatches } from './patches/monitor-patches.ts';
import { moneyMutants } from './decorators/money-mutants.ts';
import type { Mutant, PatchedMutant } from './mutant.ts';
import { oldHardwarePatches } from './patches/old-hardware-patches.ts';
import { orientationPatches } from './patches/orientation-patches.ts';
import { paperMutants } from './decorators/paper-mutants.ts';
import { partMutants } from './decorators/part-mutants.ts';
import { paymentMutants } from './decorators/payment-mutants.ts';
import { lostAnswerPatches, slowHostPatches } from './patches/payment-host-patches.ts';
import { payposPatches } from './patches/paypos-patches.ts';
import { printMutants } from './decorators/print-mutants.ts';
import { printPatches } from './patches/print-patches.ts';
import { flappingPathPatches, pathOffPatches } from './patches/redundancy-patches.ts';
import { radioPatches } from './patches/radio-patches.ts';
import { receiptMutants, receiptPatches } from './decorators/receipt-mutants.ts';
import { resetPatches } from './patches/reset-patches.ts';
import { noAppPatches, noServerPatches, otherNetworkPatches } from './patches/start-patches.ts';
import { deadKeyPatches, deadReversalPatches, parkedPatches, rareScreenPatches } from './patches/screen-patches.ts';
import {
  stationCameraPatches,
  stationCardPatches,
  stationKeyPatches,
  stationPatches,
  stationReversalPatches,
} from './patches/station-patches.ts';
import { signatureMutants, signaturePatches, unsaidPatches } from './decorators/signature-mutants.ts';
import { tabMutants, tabPatches } from './decorators/tab-mutants.ts';
import { dayMutants } from './decorators/day-mutants.ts';
import { lateMutants, latePatches } from './decorators/late-mutants.ts';
import { reversalMutants } from './decorators/reversal-mutants.ts';
import { takingsMutants } from './decorators/takings-mutants.ts';
import { trafficPatches } from './patches/traffic-patches.ts';
import { whitelistMutants, whitelistPatches } from './decorators/whitelist-mutants.ts';

/** Those that a search of a few dozen floors must find, by the checkers they name. */
export const mutantCatalogue: readonly Mutant[] = [
  ...lockMutants,
  ...bookingMutants,
  ...printMutants,
  ...paymentMutants,
  ...markMutants,
  ...moneyMutants,
  ...paperMutants,
  ...messageMutants,
  ...clientMutants,
  ...whitelistMutants,
  ...iisMutants,
  ...tabMutants,
  ...functionMutants,
  ...partMutants,
  ...takingsMutants,
  ...monitorMutants,
  ...cameraMutants,
  ...receiptMutants,
  ...signatureMutants,
  ...cardMutants,
  ...dayMutants,
  ...reversalMutants,
  ...lateMutants,
];

/** Those that are changes of the source. */
export const patchCatalogue: readonly PatchedMutant[] = [
  ...corePatches,
  ...printPatches,
  ...hostPatches,
  ...latePatches,
  ...devicePatches,
  ...beltPatches,
  ...alternativeBeltPatches,
  ...monitorPatches,
  ...monitorAwayPatches,
  ...cameraPatches,
  ...hangingCameraPatches,
  ...radioPatches,
  ...calmPatches,
  ...callPatches,
  ...oldHardwarePatches,
  ...flappingPathPatches,
  ...pathOffPatches,
  ...lanTabletPatches,
  ...serverCablePatches,
  ...badCablePatches,
  ...clientPatches,
  ...deadKeyPatches,
  ...deadReversalPatches,
  ...parkedPatches,
  ...rareScreenPatches,
  ...stationPatches,
  ...stationCardPatches,
  ...stationCameraPatches,
  ...stationReversalPatches,
  ...stationKeyPatches,
  ...trafficPatches,
  ...whitelistPatches,
  ...payposPatches,
  ...slowHostPatches,
  ...lostAnswerPatches,
  ...iisPatches,
  ...receiptPatches,
  ...signaturePatches,
  ...unsaidPatches,
  ...cardPatches,
  ...otherNetworkPatches,
  ...noServerPatches,
  ...noAppPatches,
  ...clockPatches,
  ...resetPatches,
  ...orientationPatches,
  ...tabPatches,
  ...drawnPatches,
];

export type AnyMutant = Mutant | PatchedMutant;

/** Everything that was ever planted: what a search is measured by. */
export const allMutants: readonly AnyMutant[] = [...mutantCatalogue, ...mendedBugs, ...patchCatalogue];
