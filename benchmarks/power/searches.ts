/**
 * The searches that are measured, each with the same budget: ours, and what it has to be better than. A search gives
 * floor after floor; ours plays them itself, because it learns from what they reach.
 */
import fc from 'fast-check';
import type { Scenario } from '#scenarios/format/scenario';
import { searchFloors } from '#search/search-floors';
import type { Step } from '#server/core/turn';
import { pathFloor } from '../rivals/model-paths.ts';
import { anyFloor } from '../rivals/sprinkled-floors.ts';
import { uniformFloor } from '../rivals/uniform-floors.ts';
import { failuresOn } from './play.ts';

/** A floor that was played, and the checkers that failed on it; a run that crashes or does not end fails `crash`. */
export type Played = { scenario: Scenario; failing: string[] };

export type SearchName = 'ours' | 'sprinkled' | 'paths' | 'uniform';
export const SEARCHES: Record<SearchName, { about: string; play(seed: number, plant?: () => Step): Iterable<Played> }> =
  {
    ours: { about: 'generated, aimed and guided by what floors reach', play: (seed, plant) => guided(seed, plant) },
    sprinkled: {
      about: 'the generator before: faults sprinkled over 22 devices',
      play: (s, plant) => sprinkled(s, plant),
    },
    paths: {
      about: 'paths through the charts, told as steps and faults',
      play: (s, plant) => numbered(pathFloor, s, plant),
    },
    uniform: { about: 'any step and fault at any time', play: (s, plant) => numbered(uniform, s, plant) },
  };

const uniform = (seed: number, number: number): Scenario => uniformFloor(seed * 1_000_003 + number);

function* numbered(
  floorOf: (seed: number, number: number) => Scenario,
  seed: number,
  plant: (() => Step) | undefined,
): Iterable<Played> {
  for (let number = 0; ; number += 1) {
    const scenario = floorOf(seed, number);
    yield { scenario, failing: failuresOn(scenario, plant) };
  }
}

function* guided(seed: number, plant: (() => Step) | undefined): Iterable<Played> {
  for (const { scenario, outcome } of searchFloors({ seed, ...(plant === undefined ? {} : { plant }) })) {
    yield { scenario, failing: outcome.failures.map(({ checker }) => checker) };
  }
}

/** As `tests/properties/floors.test.ts` played them: 8 minutes, up to 12 faults. */
const SPRINKLED_AT_ONCE = 20;

function* sprinkled(seed: number, plant: (() => Step) | undefined): Iterable<Played> {
  for (let round = 0; ; round += 1) {
    const floors = fc.sample(anyFloor({ minutes: 8, mostFaults: 12 }), {
      numRuns: SPRINKLED_AT_ONCE,
      seed: seed * 1_000_003 + round,
    });
    for (const scenario of floors) yield { scenario, failing: failuresOn(scenario, plant) };
  }
}
