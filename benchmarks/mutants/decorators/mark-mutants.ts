/** Planted bugs that only a mark in the code sees: nothing of them shows on the floor. */
import { mutant, type Mutant } from '../mutant.ts';

export const markMutants: readonly Mutant[] = [
  mutant(
    'timer-in-the-past',
    ['marks'],
    'The lease of a new hold is waited for in the past as well.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      const granted = result.facts.flatMap(({ fact }) => (fact.kind === 'tab-locked' ? [fact.token] : []));
      const timers = granted.map((token) => ({
        kind: 'timer' as const,
        inMs: -1,
        timer: { kind: 'lease', token } as const,
      }));
      return { ...result, outputs: [...result.outputs, ...timers] };
    },
  ),
];
