/**
 * Plays a scenario of the library with patches planted in the sources, in a process of its own, and prints the names of
 * the checkers that fail, as JSON. Arguments: the patches as JSON, the name of the scenario.
 */
import type { Patch } from './mutants/mutant.ts';
import { plantPatches } from './mutants/patches/plant-patches.ts';

const [patches = '[]', scenario = ''] = process.argv.slice(2);
const allPlanted = plantPatches(JSON.parse(patches) as Patch[]);
// With the patches in place: what is loaded before cannot be changed any more.
const { readScenarioFor } = await import('#cli/scenarios');
const { runOnSim } = await import('#runs/run-on-sim');
allPlanted();
const { checkers } = runOnSim(readScenarioFor(scenario));
const failing = checkers.filter(({ verdict }) => verdict === 'fail').map((check) => check.name);
process.stdout.write(JSON.stringify(failing));
