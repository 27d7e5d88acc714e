/**
 * The process in which one mutant is hunted by one search: plants it, then imports the simulation. Talks to its parent
 * by messages (power/messages.ts).
 */
import type { Scenario } from '#scenarios/format/scenario';
import type { Order, ToChild } from './power/messages.ts';
import { plantPatches } from './mutants/patches/plant-patches.ts';

function answer<T>(): Promise<T> {
  return new Promise((resolve) => process.once('message', resolve as (message: unknown) => void));
}

const order = await answer<Order>();
const allPlanted = plantPatches(order.patches);
// The catalogue imports the core for its decorators, so it is imported with the patches in place.
const { allMutants } = await import('./mutants/catalogue.ts');
const { huntMutant } = await import('./power/hunt.ts');
allPlanted();

const mutant = allMutants.find(({ name }) => name === order.mutant);
const hunted = await huntMutant({
  ...order,
  plant: mutant !== undefined && 'plant' in mutant ? () => mutant.plant() : undefined,
  async failsAnyway(scenario: Scenario) {
    process.send?.({ kind: 'judge', scenario });
    return (await answer<ToChild>()).failing;
  },
});
process.send?.({ kind: 'hunted', hunted }, () => process.disconnect());
