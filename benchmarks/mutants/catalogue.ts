/** All mutants. */
import { bookingMutants } from './booking-mutants.ts';
import { calmPatches } from './calm-patches.ts';
import { clientMutants, clientPatches } from './client-mutants.ts';
import { clockPatches } from './clock-patches.ts';
import { corePatches } from './core-patches.ts';
import { devicePatches } from './device-patches.ts';
import { functionMutants } from './function-mutants.ts';
import { hostPatches } from './host-patches.ts';
import { iisMutants, iisPatches } from './iis-mutants.ts';
import { lockMutants } from './lock-mutants.ts';
import { markMutants } from './mark-mutants.ts';
import { mendedBugs } from './mended.ts';
import { messageMutants } from './message-mutants.ts';
import { badCablePatches, lanTabletPatches, serverCablePatches } from './network-patches.ts';
import { moneyMutants } from './money-mutants.ts';
import type { Mutant, PatchedMutant } from './mutant.ts';
import { oldHardwarePatches } from './old-hardware-patches.ts';
import { orientationPatches } from './orientation-patches.ts';
import { paperMutants } from './paper-mutants.ts';
import { paymentMutants } from './payment-mutants.ts';
import { payposPatches } from './paypos-patches.ts';
import { printMutants } from './print-mutants.ts';
import { printPatches } from './print-patches.ts';
import { flappingPathPatches, pathOffPatches } from './redundancy-patches.ts';
import { radioPatches } from './radio-patches.ts';
import { resetPatches } from './reset-patches.ts';
import { noAppPatches, noServerPatches, otherNetworkPatches } from './start-patches.ts';
import { trafficPatches } from './traffic-patches.ts';
import { whitelistMutants, whitelistPatches } from './whitelist-mutants.ts';

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
  ...functionMutants,
];

/** Those that are changes of the source. */
export const patchCatalogue: readonly PatchedMutant[] = [
  ...corePatches,
  ...printPatches,
  ...hostPatches,
  ...devicePatches,
  ...radioPatches,
  ...calmPatches,
  ...oldHardwarePatches,
  ...flappingPathPatches,
  ...pathOffPatches,
  ...lanTabletPatches,
  ...serverCablePatches,
  ...badCablePatches,
  ...clientPatches,
  ...trafficPatches,
  ...whitelistPatches,
  ...payposPatches,
  ...iisPatches,
  ...otherNetworkPatches,
  ...noServerPatches,
  ...noAppPatches,
  ...clockPatches,
  ...resetPatches,
  ...orientationPatches,
];

/** Everything that was ever planted: what a search is measured by. */
export const allMutants: readonly (Mutant | PatchedMutant)[] = [...mutantCatalogue, ...mendedBugs, ...patchCatalogue];
