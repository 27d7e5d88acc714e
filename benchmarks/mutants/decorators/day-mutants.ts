/** Planted bugs of the end of a terminal's day. */
import { mutant, rewriteFacts, type Mutant } from '../mutant.ts';

export const dayMutants: readonly Mutant[] = [
  mutant(
    'totals-taken-on-trust',
    ['end-of-day'],
    'The total of a terminal is said to agree whatever it is.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'day-closed' ? { ...fact, agrees: true } : fact,
      ),
    { area: 'core', sort: 'swallowed', subtlety: 'plain' },
  ),
  mutant(
    'tip-not-in-total',
    ['end-of-day'],
    'What guests have paid as a tip is left out of what the journal says of a terminal.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      for (const { fact } of result.facts) {
        if (fact.kind !== 'payment-ended' || fact.tipCents === 0) continue;
        for (const terminal of state.terminals.values())
          if (terminal.last === fact.record)
            terminal.takenCents = terminal.takenCents.map((cents) => cents - fact.tipCents);
      }
      return result;
    },
    { area: 'core', sort: 'forgotten', subtlety: 'plain' },
  ),
];
