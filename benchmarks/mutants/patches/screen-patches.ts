/**
 * Planted bugs of what is shown at thin clients, each shown by the scenario of its list: keys that lead nowhere, and news that
 * is left out. Most were drawn at random (`npm run power -- random`) before anything looked at them.
 */
import { patched, type Patch, type PatchedMutant, type Sort, type Subtlety } from '../mutant.ts';

const STATION = 'server/station/station.ts';
const SCREENS = 'server/station/screens.ts';

/** One that these checkers must catch. */
function caught(name: string, caughtBy: string[], about: string, kind: [Sort, Subtlety], patch: Patch): PatchedMutant {
  return { ...patched(name, about, 'host', kind, patch), caughtBy };
}

/** Shown by `thin-client-functions`. */
export const deadKeyPatches: readonly PatchedMutant[] = [
  caught(
    'refusal-without-a-screen',
    ['waits-end'],
    'What is refused at a thin client is told to nobody: the screen stays as it is.',
    ['swallowed', 'plain'],
    {
      file: STATION,
      replace: "this.actor.send({ type: 'REFUSED', code, text, holder, freeInMs, right });",
      by: 'void [code, text, holder, freeInMs, right];',
    },
  ),
  caught(
    'shown-and-not-booked',
    ['screens'],
    'An article that is tapped stands on the screen, and is not handed over.',
    ['forgotten', 'plain'],
    { file: STATION, replace: 'bookings: this.booking(index) });', by: 'bookings: this.booking(index).slice(1) });' },
  ),
  caught(
    'lines-without-a-screen',
    ['waits-end'],
    'The lines of a tab cannot be chosen: nothing comes of the key.',
    ['forgotten', 'plain'],
    { file: 'server/station/work-screens.ts', replace: "  'tab.work.choosing': choosing,\n", by: '' },
  ),
];

/** Shown by `reversal-at-thin-client`. */
export const deadReversalPatches: readonly PatchedMutant[] = [
  caught(
    'reversal-key-dead',
    ['waits-end'],
    'Nothing comes of the key of the terminal at which a payment is to be reversed.',
    ['wrong field', 'subtle'],
    {
      file: 'server/station/work-screens.ts',
      replace: "means: { type: 'REVERSE', terminal }",
      by: "means: { type: 'CARD', terminal }",
    },
  ),
  caught(
    'outcome-left-out',
    ['screens'],
    'Whoever has waited for a payment is not told that it was paid.',
    ['forgotten', 'plain'],
    {
      file: SCREENS,
      replace: "...(outcome === null ? [] : [{ text: said.outcome[outcome], look: 'text' as const }]),",
      by: '',
    },
  ),
  caught(
    'payment-end-unheard',
    ['screens'],
    'A thin client does not hear how a payment has ended.',
    ['wrong condition', 'plain'],
    {
      file: STATION,
      replace: 'this.payment !== 0 && message.payment !== this.payment',
      by: 'this.payment !== 0 && message.payment !== this.payment + 1',
    },
  ),
];

/** Shown by `pay-parked-open-when-paid`. */
export const parkedPatches: readonly PatchedMutant[] = [
  caught('parked-left-out', ['screens'], 'A tab that is parked is shown as any other.', ['forgotten', 'plain'], {
    file: SCREENS,
    replace: "...(parked ? [{ text: said.parked, look: 'parked' as const }] : []),",
    by: '',
  }),
];

/** Shown by searches. */
export const rareScreenPatches: readonly PatchedMutant[] = [
  caught(
    'pages-run-out',
    ['screen-keys'],
    'After the last page of a long menu comes one with nothing on it.',
    ['wrong condition', 'subtle'],
    {
      file: 'server/station/plan.ts',
      replace: 'page % Math.ceil(keys.length / A_PAGE)',
      by: 'page % Math.ceil(keys.length / A_PAGE + 1)',
    },
  ),
  caught(
    'keys-off-the-display',
    ['screen-keys'],
    'Where a screen has very many keys, the lowest lie beyond the display.',
    ['forgotten', 'subtle'],
    { file: 'server/station/screen.ts', replace: 'columnsFor(plan, roomForKeys)', by: 'plan.columns' },
  ),
  caught(
    'card-read-for-nothing',
    ['waits-end'],
    'What the camera of a thin client reads of a card is taken for that of an older screen.',
    ['wrong condition', 'subtle'],
    {
      file: STATION,
      replace: '    if (number !== this.number) return true;\n    if (this.screen?.reads',
      by: '    if (number === this.number) return true;\n    if (this.screen?.reads',
    },
  ),
];
