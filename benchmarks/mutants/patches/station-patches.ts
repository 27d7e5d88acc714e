/** Planted bugs of what thin clients can do beyond booking, each shown by scenario `thin-client-functions`. */
import { patched, type Patch, type PatchedMutant, type Sort } from '../mutant.ts';

const SETUP = 'machines/station/station-setup.ts';
const SCREENS = 'server/station/screens.ts';

/** One that these checkers must catch. */
function caught(name: string, caughtBy: string[], about: string, sort: Sort, patch: Patch): PatchedMutant {
  return { ...patched(name, about, 'host', [sort, 'plain'], patch), caughtBy };
}

export const stationPatches: readonly PatchedMutant[] = [
  caught(
    'takings-shown-as-mpos',
    ['takings'],
    'A thin client shows what was taken with mPOS in every line of the takings.',
    'wrong field',
    { file: SCREENS, replace: 'euros(told?.[sum] ?? 0)', by: 'euros(told?.mposCents ?? 0)' },
  ),
  caught(
    'simple-orders-on-one-screen',
    ['screens'],
    'A Simple Order makes no other screen: the next tap on the same one makes another order.',
    'repetition',
    {
      file: SETUP,
      replace: 'ordered: assign({ ordered: true, outcome: null, done: ({ context }) => context.done + 1 }),',
      by: 'ordered: assign({ ordered: true, outcome: null }),',
    },
  ),
  caught(
    'change-without-balance',
    ['screens'],
    'A thin client goes on showing what the tab owed before it was changed.',
    'stale',
    {
      file: SETUP,
      replace: "const balanceCents = event.type === 'CHANGED' ? event.balanceCents : owedCents;",
      by: "const balanceCents = event.type === 'OPENED' ? event.balanceCents : owedCents;",
    },
  ),
  caught(
    'one-more-line-taken',
    ['as-asked'],
    'One more of a line is taken than was chosen on the screen.',
    'wrong condition',
    {
      file: SETUP,
      replace: 'const lines = chosen.map((one) => ({ ...one }));',
      by: 'const lines = chosen.map(({ article, quantity }) => ({ article, quantity: quantity + 1 }));',
    },
  ),
  caught(
    'part-settled-whole',
    ['as-asked'],
    'Whoever settles an amount at a thin client settles all of the tab.',
    'forgotten',
    {
      file: SETUP,
      replace: 'const part = settling.cents === undefined ? {} : { cents: settling.cents };',
      by: 'const part = settling.cents === 0 ? { cents: settling.cents } : {};',
    },
  ),
  caught(
    'ticket-after-printed-again',
    ['copies'],
    'The ticket after the one whose number was typed at a thin client is printed again.',
    'wrong field',
    { file: SETUP, replace: 'job: Number(context.typed) }', by: 'job: Number(context.typed) + 1 }' },
  ),
];

/** Those of cards, shown by scenario `scan-at-thin-clients`. */
export const stationCardPatches: readonly PatchedMutant[] = [
  caught(
    'card-of-the-other-kind',
    ['as-asked'],
    'Every card that is scanned at a thin client is taken for a customer card.',
    'wrong field',
    {
      file: SETUP,
      replace: "event.type === 'CHOOSE_CARD' ? event.card : context.card",
      by: "event.type === 'CHOOSE_CARD' ? 'customer' : context.card",
    },
  ),
  caught(
    'card-told-after-a-booking',
    ['voucher-once'],
    'A thin client forgets what came of a card when something else is done with the tab.',
    'forgotten',
    {
      file: SETUP,
      replace: '      booked: [...context.booked, context.booking],',
      by: '      toldCard: null,\n      booked: [...context.booked, context.booking],',
    },
  ),
  caught(
    'card-forgotten-on-the-way-back',
    ['voucher-once'],
    'A thin client that comes back to its tab is not told what came of the card that was scanned there.',
    'restart',
    {
      file: 'server/core/clients/clients.ts',
      replace: 'const card = lastCard?.token === token ? { card: lastCard } : {};',
      by: 'const card = lastCard?.token === 0 ? { card: lastCard } : {};',
    },
  ),
];

/** Those of reversals, shown by scenario `reversal-at-thin-client`. */
export const stationReversalPatches: readonly PatchedMutant[] = [
  caught(
    'reversal-shown-without-tip',
    ['reversals'],
    'A thin client shows as given back what is owed again: the tip is missing.',
    'wrong field',
    {
      file: SCREENS,
      replace: 'said.reversed(String(payment), euros(paidCents))',
      by: 'said.reversed(String(payment), euros(paidCents === 0 ? paidCents : cents))',
    },
  ),
  caught('reversal-never-on-screen', ['reversals'], 'A thin client never shows what came of a reversal.', 'forgotten', {
    file: SCREENS,
    replace: '...(toldReversal === null ? [] : reversalLines(toldReversal, said)),',
    by: '...(toldReversal === null ? [] : reversalLines(toldReversal, said).slice(2)),',
  }),
  caught(
    'reversal-at-the-terminal-before',
    ['refusals'],
    'A thin client has a payment reversed at the terminal that was chosen before, or at none.',
    'stale',
    {
      file: SETUP,
      replace: "event.type === 'REVERSE' ? event.terminal : context.terminal",
      by: "event.type === 'REVERSE' ? context.terminal : context.terminal",
    },
  ),
];

/** Those of cameras, shown by scenario `cam-at-thin-clients`. */
export const stationCameraPatches: readonly PatchedMutant[] = [
  caught(
    'camera-not-the-one-meant',
    ['camera-view'],
    'A thin client is shown the camera that is built into the till, whichever was meant.',
    'wrong field',
    {
      file: SETUP,
      replace: "({ type: 'camera', camera })",
      by: "({ type: 'camera', camera: camera === '' ? camera : 'counter' })",
    },
  ),
  caught(
    'view-ended-unsaid',
    ['camera-view'],
    'A thin client goes on showing the last picture of a camera that was unplugged.',
    'swallowed',
    {
      file: 'server/station/station.ts',
      replace: "        this.actor.send({ type: 'VIEW_ENDED', code: message.code, text: message.text });\n",
      by: '',
    },
  ),
];

/** Those of keys that stand on a screen, shown by scenarios `thin-client-functions` and `paypos-fixed-assignment`. */
export const stationKeyPatches: readonly PatchedMutant[] = [
  caught(
    'last-article-left-out',
    ['screen-keys'],
    'A thin client has no key for the last article of its menu.',
    'wrong condition',
    { file: SCREENS, replace: 'articles.map(({ name }, index)', by: 'articles.slice(0, -1).map(({ name }, index)' },
  ),
  caught(
    'every-terminal-on-screen',
    ['screen-keys'],
    'A thin client has a key for every payment terminal, also where one is assigned to it.',
    'wrong condition',
    {
      file: 'server/host/thin-clients.ts',
      replace: 'const terminals = assigned === null ?',
      by: "const terminals = assigned !== '' ?",
    },
  ),
  {
    name: 'work-hidden-without-right',
    about: 'A thin client has no key for what its operator has no right to: nobody is told that a right is missing.',
    caughtBy: ['screen-keys'],
    kind: { area: 'host', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: 'server/host/thin-clients.ts',
        replace: '        simpleOrder,\n        terminals,',
        by: '        simpleOrder,\n        rights: config.rights,\n        terminals,',
      },
      {
        file: 'server/station/work-screens.ts',
        replace: 'const kinds: Maker = (context, { terminals }, said) =>',
        by: 'const kinds = (context, { terminals, rights }, said) =>',
      },
      {
        file: 'server/station/work-screens.ts',
        replace: '...WORK.map((work)',
        by: '...WORK.filter((work) => rights[context.operator]?.includes(RIGHTS[work] ?? work) !== false).map((work)',
      },
      {
        file: 'server/station/work-screens.ts',
        replace: 'type Key = ',
        by: "const RIGHTS = { 'bill-lines': 'part-bill', 'bill-share': 'part-bill', part: 'part-bill' };\ntype Key = ",
      },
    ],
  },
];
