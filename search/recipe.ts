/**
 * Which floor a search plays, said so shortly that any worker can make it: the seeds decide how it is drawn or changed,
 * the parents are floors of the corpus. The same recipe gives the same floor everywhere.
 */
import type { Scenario } from '#scenarios/format/scenario';
import { changeFloor, drawFloor, spliceFloors } from '#scenarios/generate/floors';

/** `floor` is the number of the floor in its search, from 0. */
export type Recipe = { floor: number } & (
  | { origin: 'kept'; parent: Scenario }
  | { origin: 'drawn'; seed: number; minutes?: number }
  /** One change for each seed, one upon the other. */
  | { origin: 'changed'; parent: Scenario; seeds: readonly number[] }
  /** The two become one, which is then changed once for each further seed. */
  | { origin: 'spliced'; parent: Scenario; other: Scenario; seeds: readonly [number, ...number[]] }
);

/** Where a floor comes from: kept before this search, drawn anew, or made of one or two floors of the corpus. */
export type Origin = Recipe['origin'];

/** Makes the floor. */
export function makeFloor(recipe: Recipe): Scenario {
  switch (recipe.origin) {
    case 'kept':
      return recipe.parent;
    case 'drawn':
      return drawFloor(recipe.seed, recipe.minutes === undefined ? {} : { minutes: recipe.minutes });
    case 'changed':
      return changed(recipe.parent, recipe.seeds);
    case 'spliced': {
      const [first, ...others] = recipe.seeds;
      return changed(spliceFloors(recipe.parent, recipe.other, first), others);
    }
  }
}

function changed(floor: Scenario, seeds: readonly number[]): Scenario {
  return seeds.reduce((changing, seed) => changeFloor(changing, seed), floor);
}
