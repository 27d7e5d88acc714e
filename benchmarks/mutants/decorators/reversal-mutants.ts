/** Planted bugs of reversals of card payments. */
import type { Fact } from '#server/core/facts';
import type { State } from '#server/core/state';
import type { StepResult } from '#server/core/turn';
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

type Ended = Extract<Fact, { kind: 'reversal-ended' }>;

/** Changes the state after each reversal that took place. */
function afterReversals(result: StepResult, change: (state: State, fact: Ended) => void): StepResult {
  for (const { fact } of result.facts)
    if (fact.kind === 'reversal-ended' && fact.outcome === 'reversed') change(result.state, fact);
  return result;
}

export const reversalMutants: readonly Mutant[] = [
  mutant(
    'reversal-taken-on-trust',
    ['reversals'],
    'Whatever a terminal proves of a reversal, it is taken to have given the money back.',
    () => (state, clock, input, core) =>
      core(state, clock, input.kind === 'reversal-outcome' ? { ...input, outcome: 'reversed' } : input),
    { area: 'core', sort: 'wrong condition', subtlety: 'subtle' },
  ),
  mutant(
    'reversal-repeated-at-start',
    ['reversals'],
    'A reversal without an outcome is sent once more when the server starts, instead of being asked after.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'enquire-reversal' ? { ...output, kind: 'reverse' } : output,
      ),
    { area: 'core', sort: 'restart', subtlety: 'subtle' },
  ),
  mutant(
    'reversal-not-told',
    ['reversals'],
    'Nobody is told what came of a reversal.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' && output.message.type === 'reversal-ended' ? null : output,
      ),
    { area: 'core', sort: 'swallowed', subtlety: 'plain' },
  ),
  mutant(
    'tip-owed-again',
    ['reversals'],
    'The tip of a payment that was reversed is owed on the tab as well.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'reversal-ended' ? { ...fact, cents: fact.cents + fact.tipCents, tipCents: 0 } : fact,
      ),
    { area: 'core', sort: 'wrong field', subtlety: 'plain' },
  ),
  mutant(
    'reversal-not-in-takings',
    ['takings'],
    'What was reversed still counts as taken by card.',
    () => (state, clock, input, core) =>
      afterReversals(core(state, clock, input), ({ takings }, { operator, cents }) => {
        const of = takings.get(operator);
        if (of !== undefined) of.cardCents += cents;
      }),
    { area: 'core', sort: 'forgotten', subtlety: 'plain' },
  ),
  mutant(
    'reversal-not-in-total',
    ['end-of-day'],
    'What the journal says of a terminal at the end of its day leaves reversals out.',
    () => (state, clock, input, core) => {
      const before = [...state.terminals.values()].filter(({ reversing }) => reversing !== null);
      return afterReversals(core(state, clock, input), (_state, { paidCents }) => {
        for (const terminal of before)
          if (terminal.reversing === null) terminal.takenCents = terminal.takenCents.map((cents) => cents + paidCents);
      });
    },
    { area: 'core', sort: 'forgotten', subtlety: 'plain' },
  ),
];
