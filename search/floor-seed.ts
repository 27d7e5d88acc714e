/**
 * Which seed a floor of a search has: that of the search and the floor's number decide, so it does not matter which
 * worker plays the floor, nor when.
 */
import { randomOf } from '#simulators/random';

/** The seed of the floor with that number (from 0) in a search: an integer from 0 to 2³² − 1. */
export function floorSeed(searchSeed: number, floor: number): number {
  return randomOf(searchSeed, `floor ${floor}`).next();
}
