/** Planted bugs of what is done with money once it is there: parked tabs, second payments, refunds, bills. */
import { mutant, type Mutant } from './mutant.ts';

export const moneyMutants: readonly Mutant[] = [
  mutant(
    'parked-twice',
    ['payment-model'],
    'A payment that is parked already is parked once more when the limit of its hold passes.',
    () => (state, clock, input, core) => {
      if (input.kind === 'timer' && input.timer.kind === 'payment-hold') {
        const payment = state.payments.get(input.timer.payment);
        if (payment !== undefined) payment.parked = false;
      }
      return core(state, clock, input);
    },
  ),
  mutant(
    'counts-on-after-parking',
    ['payment-model'],
    'What a parked payment waits is still counted, as if its tab were held.',
    () => (state, clock, input, core) => {
      const parked = [...state.payments.values()].filter((payment) => payment.parked);
      if (input.kind !== 'timer' || input.timer.kind !== 'look') return core(state, clock, input);
      for (const payment of parked) payment.parked = false;
      const result = core(state, clock, input);
      for (const payment of parked) payment.parked = true;
      return result;
    },
  ),
];
