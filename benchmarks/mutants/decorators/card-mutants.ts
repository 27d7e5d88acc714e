/** Planted bugs of cards: a voucher is used up for nothing, or comes off although it is not redeemed. */
import { mutant, rewriteOutputs, type Mutant, type PatchedMutant } from '../mutant.ts';
import { otherKeys } from './other-keys.ts';

export const cardMutants: readonly Mutant[] = [
  mutant(
    'voucher-not-given-back',
    ['voucher-once'],
    'A voucher its tab has no use for is forgotten at the service, which may have redeemed it, or will.',
    () => (state, clock, input, core) => {
      for (const { scan, dropped } of state.cards.values()) if (dropped) state.cards.delete(scan);
      return core(state, clock, input);
    },
  ),
  mutant(
    'voucher-by-key-of-the-attempt',
    ['voucher-once'],
    'A voucher about which nothing was answered is redeemed under another key: then it is used already.',
    otherKeys((service) => service === 'vouchers'),
    { area: 'core', sort: 'repetition', subtlety: 'plain' },
  ),
  mutant(
    'card-not-told',
    ['voucher-once'],
    'A device is not told what has come of its card.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' && output.message.type === 'card-told' ? null : output,
      ),
    { area: 'core', sort: 'swallowed', subtlety: 'plain' },
  ),
];

export const cardPatches: readonly PatchedMutant[] = [
  {
    name: 'late-voucher-taken-anyway',
    about: 'A voucher that its tab has no use for any more comes off it all the same, when the service answers.',
    caughtBy: ['voucher-once'],
    kind: { area: 'core', sort: 'wrong condition', subtlety: 'subtle' },
    patches: [
      {
        file: 'server/core/money/cards.ts',
        replace: 'if (!known.dropped) redeem(turn, known, yes.data.cents);',
        by: 'redeem(turn, known, yes.data.cents);',
      },
    ],
  },
  {
    name: 'card-wait-lost-at-start',
    about:
      'After a start nobody waits for cards any more: something comes of them when the service answers, however late.',
    caughtBy: ['voucher-once'],
    kind: { area: 'core', sort: 'restart', subtlety: 'subtle' },
    patches: [
      {
        file: 'server/core/money/cards.ts',
        replace: 'if (!dropped) awaitCard(turn, scan);',
        by: 'if (dropped) awaitCard(turn, scan);',
      },
    ],
  },
  {
    name: 'card-not-told-again',
    about: 'A device that comes back with its hold is not told what came of its card meanwhile.',
    caughtBy: ['voucher-once'],
    kind: { area: 'core', sort: 'repetition', subtlety: 'subtle' },
    patches: [
      {
        file: 'server/core/step.ts',
        replace: 'if (lastCard !== null && lastCard.token === said.holds?.token)',
        by: 'if (lastCard !== null && lastCard.token === said.holds?.token && lastCard.scan === 0)',
      },
    ],
  },
];
