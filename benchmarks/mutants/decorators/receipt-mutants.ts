/** Planted bugs of digital receipts: the guest has none, or two. */
import { mutant, type Mutant, type PatchedMutant } from '../mutant.ts';
import { otherKeys } from './other-keys.ts';

export const receiptMutants: readonly Mutant[] = [
  mutant(
    'receipt-not-withdrawn',
    ['receipts-once'],
    'What is on paper is forgotten at the service, which may have issued it, or will.',
    () => (state, clock, input, core) => {
      for (const { bill, onPaper } of state.receipts.values()) if (onPaper) state.receipts.delete(bill);
      return core(state, clock, input);
    },
  ),
  mutant(
    'every-answer-is-issued',
    ['receipts-once'],
    'Whatever the service answers, the receipt counts as issued.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'service-answered' || input.answer === null) return core(state, clock, input);
      const key = state.live.services.get(input.service)?.asked?.key;
      const answer = { status: 200, body: { ...(input.answer.body as object), key, reference: 'R0' } };
      return core(state, clock, { ...input, answer });
    },
    { area: 'core', sort: 'swallowed', subtlety: 'plain' },
  ),
  mutant(
    'key-of-the-attempt',
    ['receipts-once'],
    'A receipt that was not answered is asked for under another key, and so issued again.',
    otherKeys(() => true),
    { area: 'core', sort: 'repetition', subtlety: 'plain' },
  ),
];

export const receiptPatches: readonly PatchedMutant[] = [
  {
    name: 'receipt-wait-lost-at-start',
    about: 'After a start nobody waits for receipts any more: they come from the service, however late.',
    caughtBy: ['receipts-once'],
    kind: { area: 'core', sort: 'restart', subtlety: 'subtle' },
    patches: [
      {
        file: 'server/core/paper/receipts.ts',
        replace: 'if (!due.onPaper) awaitReceipt(turn, due);',
        by: 'if (due.onPaper) awaitReceipt(turn, due);',
      },
    ],
  },
  {
    name: 'paper-at-once',
    about: 'Paper stands in for a receipt in no time.',
    caughtBy: ['receipts-once'],
    kind: { area: 'core', sort: 'wrong unit', subtlety: 'plain' },
    patches: [
      {
        file: 'server/core/paper/receipts.ts',
        replace: 'config.durations.receiptWaitMs;',
        by: 'config.durations.receiptWaitMs / 1_000;',
      },
    ],
  },
];
