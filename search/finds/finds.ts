/**
 * What a search has found: one find for each signature, however often it came. The first floor that shows it is kept;
 * those that come later are counted.
 */
import type { Scenario } from '#scenarios/format/scenario';
import { makeFloor, type Origin, type Recipe } from '../recipe.ts';

/** What can be wrong with a run other than that an invariant fails. */
export const MISHAPS = {
  crash: 'an error that nobody caught ended the run',
  'never-ends': 'the run does not come to its end',
  'does-not-repeat': 'the same floor, played again, came out differently',
} as const;
export type Mishap = keyof typeof MISHAPS;

/** A failure of a run: `checker` is an invariant or a mishap. The signature tells failures of one cause from others. */
export type Failure = { checker: string; signature: string; sentence: string };

export type Find = Failure & {
  /** The number of the first floor that showed it, and where that came from. */
  floor: number;
  origin: Origin;
  /** Null for a floor that could not even be made. */
  scenario: Scenario | null;
  /** How many floors have shown it since. */
  later: number;
};

export type Finds = {
  /** Takes what failed on one floor. */
  add(failures: readonly Failure[], recipe: Recipe): void;
  /** In the order in which they were found. */
  list(): readonly Find[];
};

/** Nothing found yet, or what was found before. */
export function createFinds(before: readonly Find[] = []): Finds {
  const finds = new Map(before.map((find) => [find.signature, { ...find }]));
  return {
    add(failures, recipe) {
      const { floor, origin } = recipe;
      for (const [signature, failure] of new Map(failures.map((one) => [one.signature, one]))) {
        const known = finds.get(signature);
        if (known === undefined)
          finds.set(signature, { ...failure, floor, origin, scenario: madeOf(recipe), later: 0 });
        else known.later += 1;
      }
    },
    list: () => [...finds.values()],
  };
}

function madeOf(recipe: Recipe): Scenario | null {
  try {
    return makeFloor(recipe);
  } catch {
    // The find itself tells of it.
    return null;
  }
}
