/** Planted bugs of takings and of the column `Quelle`. */
import { mutant, rewriteFacts, type Mutant } from '../mutant.ts';

export const takingsMutants: readonly Mutant[] = [
  mutant(
    'takings-anew-at-start',
    ['takings'],
    'Takings are counted from the last start of the server.',
    () => (state, clock, input, core) => {
      if (input.kind === 'started') state.takings.clear();
      return core(state, clock, input);
    },
    { area: 'core', sort: 'restart', subtlety: 'plain' },
  ),
  mutant(
    'tip-in-takings',
    ['takings'],
    'A tip is counted among what an operator has taken by card.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      for (const { fact } of result.facts) {
        const by = fact.kind === 'billed' && fact.payment !== null ? state.takings.get(fact.operator) : undefined;
        if (by !== undefined) by.cardCents += by.tipCents;
      }
      return result;
    },
    { area: 'core', sort: 'wrong field', subtlety: 'plain' },
  ),
  mutant(
    'bills-of-the-subsystem',
    ['source-column'],
    'A bill that is made at the till is written down as one of mPOS.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'billed' && fact.source === 'Officer' ? { ...fact, source: '40' } : fact,
      ),
    { area: 'core', sort: 'wrong condition', subtlety: 'crude' },
  ),
];
