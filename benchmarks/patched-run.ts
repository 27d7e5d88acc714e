/**
 * Plays a scenario of the library with patches planted in the sources, in a process of its own, and prints the names of
 * the checkers that fail, as JSON. Arguments: the patches as JSON, the name of the scenario, and how long it is played at
 * most, ms, if not as long as it says.
 */
import type { Patch } from './mutants/mutant.ts';
import { plantPatches } from './mutants/patches/plant-patches.ts';

const [patches = '[]', name = '', mostMs] = process.argv.slice(2);
const allPlanted = plantPatches(JSON.parse(patches) as Patch[]);
// With the patches in place: what is loaded before cannot be changed any more.
const { readScenarioFor } = await import('#cli/scenarios');
const { runOnSim } = await import('#runs/run-on-sim');
allPlanted();
const scenario = readScenarioFor(name);
const sim = mostMs === undefined ? scenario.ground.sim : { duration: Number(mostMs) };
const { checkers } = runOnSim({ ...scenario, ground: { ...scenario.ground, ...(sim === undefined ? {} : { sim }) } });
const failing = checkers.filter(({ verdict }) => verdict === 'fail').map((check) => check.name);
process.stdout.write(JSON.stringify(failing));
