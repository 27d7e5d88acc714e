/** Planted bugs of what comes late of a payment, or does not come at all. */
import { mutant, patched, rewriteOutputs, type Mutant, type PatchedMutant } from '../mutant.ts';

export const lateMutants: readonly Mutant[] = [
  mutant(
    'unknown-not-heard',
    ['enquiry-limit'],
    'That an outcome stays unknown is not taken notice of: the tab is parked by the limit of the hold only.',
    () => (state, clock, input, core) =>
      input.kind === 'payment-outcome' && input.outcome === 'unknown'
        ? { state, facts: [], outputs: [] }
        : core(state, clock, input),
    { area: 'core', sort: 'swallowed', subtlety: 'plain' },
  ),
  mutant(
    'late-outcome-not-told',
    ['late-outcomes'],
    'Who has a parked tab open is not told what comes late of its payment.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' && output.message.type === 'late-outcome' ? null : output,
      ),
    { area: 'core', sort: 'swallowed', subtlety: 'subtle' },
  ),
  mutant(
    'late-outcome-before-its-bill',
    ['late-outcomes'],
    'What a tab owes after a late payment is told as it was before.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' && output.message.type === 'late-outcome'
          ? {
              ...output,
              message: { ...output.message, balanceCents: output.message.balanceCents + output.message.cents },
            }
          : output,
      ),
    { area: 'core', sort: 'stale', subtlety: 'subtle' },
  ),
];

/** Shown by parked tabs that are open when the outcome comes, at devices that are away just then. */
export const latePatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'late-outcome-told-once',
      'Who was away when the outcome of a parked payment came is not told of it on coming back.',
      'core',
      ['repetition', 'subtle'],
      { file: 'server/core/step.ts', replace: '  if (lock !== null) lateOutcomeTold(turn, lock);\n', by: '' },
    ),
    caughtBy: ['late-outcomes'],
  },
];
