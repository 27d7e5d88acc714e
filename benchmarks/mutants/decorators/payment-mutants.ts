/** Planted bugs of payments. */
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

export const paymentMutants: readonly Mutant[] = [
  mutant(
    'payment-repeated-after-restart',
    ['payment-once'],
    'After a restart an open payment is sent to the terminal again.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      if (input.kind !== 'started') return result;
      return rewriteOutputs(result, (output) =>
        output.kind === 'enquire' ? { ...output, kind: 'authorise' } : output,
      );
    },
  ),
  mutant(
    'payment-repeated-after-lost-link',
    ['payment-once'],
    'A payment whose outcome is unknown is sent to the terminal again.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'payment-outcome' || input.outcome !== 'unknown') return core(state, clock, input);
      const payment = state.payments.get(input.payment);
      if (payment === undefined) return core(state, clock, input);
      const { terminal, cents } = payment;
      return {
        state,
        facts: [],
        outputs: [{ kind: 'authorise', payment: input.payment, terminal, cents, baseline: payment.baseline }],
      };
    },
  ),
  mutant(
    'unknown-taken-for-unpaid',
    ['payment-not-lost'],
    'A payment whose outcome is unknown is called not paid.',
    () => (state, clock, input, core) =>
      core(
        state,
        clock,
        input.kind === 'payment-outcome' && input.outcome === 'unknown' ? { ...input, outcome: 'not-paid' } : input,
      ),
  ),
  mutant(
    'park-forgotten',
    ['unknown-parked'],
    'A payment with unknown outcome is never parked.',
    () => (state, clock, input, core) => {
      if (input.kind === 'payment-outcome' && input.outcome === 'unknown') return { state, facts: [], outputs: [] };
      if (input.kind === 'timer' && input.timer.kind === 'payment-hold') return { state, facts: [], outputs: [] };
      return core(state, clock, input);
    },
  ),
  mutant(
    'tip-taken-as-turnover',
    ['money'],
    'A tip on the terminal is not booked as one.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'payment-ended' ? { ...fact, tipCents: 0 } : fact,
      ),
  ),
  mutant(
    'parked-impatiently',
    ['parked-truly'],
    'The limit of a payment is over a second after it was begun.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'timer' && output.timer.kind === 'payment-hold' ? { ...output, inMs: 1_000 } : output,
      ),
  ),
];
