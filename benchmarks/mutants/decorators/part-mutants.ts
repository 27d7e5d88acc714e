/** Planted bugs of tabs that are settled in parts. */
import { mutant, type Mutant } from '../mutant.ts';

export const partMutants: readonly Mutant[] = [
  mutant(
    'part-settles-all',
    ['as-asked'],
    'Who pays a part of a tab pays all of it.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'message' || (input.message.type !== 'bill' && input.message.type !== 'pay'))
        return core(state, clock, input);
      const { cents: _, ...message } = input.message;
      return core(state, clock, { ...input, message });
    },
  ),
  mutant(
    'part-rounded-up',
    ['charges', 'as-asked'],
    'A part that is paid by card is rounded up to whole euros.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'message' || input.message.type !== 'pay' || input.message.cents === undefined)
        return core(state, clock, input);
      const { cents } = input.message;
      return core(state, clock, { ...input, message: { ...input.message, cents: cents + 99 - ((cents + 99) % 100) } });
    },
  ),
  mutant(
    'rest-forgiven',
    ['money-told'],
    'What is left on a tab after a part was settled in cash is forgotten.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      for (const { fact } of result.facts) {
        const tab = fact.kind === 'billed' && fact.payment === null ? state.tabs.get(fact.tab) : undefined;
        if (tab !== undefined) {
          tab.lines = [];
          tab.balanceCents = 0;
        }
      }
      return result;
    },
  ),
];
