/** Planted bugs of what is changed of tabs, and of rights. */
import type { Fact } from '#server/core/facts';
import type { State } from '#server/core/state';
import { mutant, patched, rewriteFacts, type Mutant, type PatchedMutant } from '../mutant.ts';

const CHANGES = 'server/core/tabs/changes.ts';

/** Everybody has every right, for as long as one decision takes. */
function unrestricted<T>(state: State, decide: () => T): T {
  const { rights } = state.config;
  state.config.rights = {};
  try {
    return decide();
  } finally {
    state.config.rights = rights;
  }
}

/** A split-off line that costs a cent less than it did. */
function centLost(fact: Fact): Fact {
  if (fact.kind !== 'lines-moved' || fact.why !== 'split') return fact;
  const [first, ...more] = fact.lines;
  if (first === undefined) return fact;
  return { ...fact, lines: [{ ...first, cents: first.cents - 1 }, ...more], cents: fact.cents - 1 };
}

export const tabMutants: readonly Mutant[] = [
  mutant(
    'rights-ignored',
    ['rights', 'acceptance'],
    'Whoever is signed on may do everything.',
    () => (state, clock, input, core) => unrestricted(state, () => core(state, clock, input)),
  ),
  mutant(
    'cent-lost-in-split',
    ['tab-changes'],
    'A line that is split off costs a cent less on its new tab.',
    () => (state, clock, input, core) => rewriteFacts(core(state, clock, input), centLost),
  ),
  mutant(
    'share-rounded-down',
    ['tab-changes'],
    'An equal share is rounded down, and the last guest pays for all.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'billed' && fact.part?.by === 'share' && fact.cents > 1
          ? { ...fact, cents: fact.cents - 1 }
          : fact,
      ),
  ),
  mutant(
    'cancelled-quietly',
    ['orders'],
    'Nobody in the kitchen is told that a line is cancelled.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'job-queued' && fact.lines[1]?.startsWith('Cancelled ') ? { ...fact, document: 'notice' } : fact,
      ),
  ),
];

/** Shown by `merge-under-failure`. */
export const mergePatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'other-tab-unasked',
      'Lines go to a tab, or come from one, that another device has open.',
      'core',
      ['wrong condition', 'plain'],
      {
        file: CHANGES,
        replace: '  if (other !== undefined && refuseHeld(turn, device, operator, req, other)) return;\n',
        by: '',
      },
    ),
    caughtBy: ['acceptance'],
  },
  {
    ...patched(
      'lines-left-behind',
      'What goes to another tab stays on the first one as well.',
      'core',
      ['forgotten', 'plain'],
      { file: 'server/core/apply/apply-tabs.ts', replace: '    take(tabOf(state, from), lines, cents);\n', by: '' },
    ),
    caughtBy: ['tab-changes', 'money', 'bills', 'tab-lines'],
  },
  {
    ...patched(
      'change-repeated',
      'A change that is asked for again is refused as if it were another one.',
      'core',
      ['repetition', 'subtle'],
      {
        file: 'server/core/repeated.ts',
        replace: 'isSameChange(said.change, reply.change)',
        by: '!isSameChange(said.change, reply.change)',
      },
    ),
    caughtBy: ['answers', 'refusals'],
  },
];

/** Shown by `cancel-and-discount`. */
export const cancelPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'below-zero',
      'More is cancelled than is still owed after a part was paid.',
      'core',
      ['wrong condition', 'subtle'],
      {
        file: CHANGES,
        replace: "  if (cents > 0 && cents > balanceCents) return { code: 'more-than-owed' };\n",
        by: '',
      },
    ),
    caughtBy: ['tab-changes', 'acceptance'],
  },
];

export const tabPatches: readonly PatchedMutant[] = [
  ...mergePatches,
  ...cancelPatches,
  patched(
    'parked-tab-changed',
    'Lines are taken off a tab that waits for the outcome of its payment.',
    'core',
    ['wrong condition', 'subtle'],
    {
      file: CHANGES,
      replace: 'const isParked = tab.parked !== null || (other?.parked ?? null) !== null;',
      by: 'const isParked = false;',
    },
  ),
];
