/** All mutants. */
import { bookingMutants } from './booking-mutants.ts';
import { lockMutants } from './lock-mutants.ts';
import { markMutants } from './mark-mutants.ts';
import { moneyMutants } from './money-mutants.ts';
import type { Mutant } from './mutant.ts';
import { paymentMutants } from './payment-mutants.ts';
import { printMutants } from './print-mutants.ts';

export const mutantCatalogue: readonly Mutant[] = [
  ...lockMutants,
  ...bookingMutants,
  ...printMutants,
  ...paymentMutants,
  ...markMutants,
  ...moneyMutants,
];
