/** Planted bugs of what thin clients can do beyond booking, each shown by scenario `thin-client-functions`. */
import { patched, type Patch, type PatchedMutant, type Sort } from '../mutant.ts';

const SETUP = 'machines/station-setup.ts';
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
];
