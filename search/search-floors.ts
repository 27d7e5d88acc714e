/**
 * A search in one thread and without files: plays floor after floor and hands each over. It is what the search with many
 * workers comes to as well, floor by floor.
 */
import type { Scenario } from '#scenarios/format/scenario';
import { playFloor, type FloorOutcome, type PlayOptions } from './play-floor.ts';
import { makeFloor, type Recipe } from './recipe.ts';
import { createSearch, type Search, type SearchPlan } from './search.ts';

export type SearchFloors = SearchPlan &
  Pick<PlayOptions, 'plant'> & {
    /** How many floors are played; without end if absent. */
    floors?: number;
    /** Whether to stop; asked before every floor. */
    isOver?(): boolean;
  };

export type PlayedFloor = { recipe: Recipe; scenario: Scenario; outcome: FloorOutcome; search: Search };

/**
 * Plays the floors of a search, one for each turn of the loop that asks for them. What is learned of a floor is so once
 * its batch is over.
 */
export function* searchFloors(options: SearchFloors): Generator<PlayedFloor, Search> {
  const { floors = Number.POSITIVE_INFINITY, isOver, plant, guided = true } = options;
  const search = createSearch(options);
  while (search.floors() < floors) {
    const outcomes: FloorOutcome[] = [];
    const made = new Map<Recipe, Scenario>();
    for (const recipe of search.batch(floors - search.floors())) {
      if (isOver?.() === true) return search;
      const scenario = makeFloor(recipe);
      const outcome = playFloor(recipe.floor, scenario, {
        coverage: guided,
        ...(plant === undefined ? {} : { plant }),
      });
      outcomes.push(outcome);
      made.set(recipe, scenario);
      yield { recipe, scenario, outcome, search };
    }
    search.learn(outcomes, (recipe) => made.get(recipe) ?? makeFloor(recipe));
  }
  return search;
}
