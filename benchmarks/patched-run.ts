/**
 * Plays a scenario of the library with a patch planted in the sources, in a process of its own, and prints the names of
 * the checkers that fail, as JSON. Arguments: the name of the patch (or `none`), the name of the scenario.
 */
import { plantPatches } from './mutants/plant-patches.ts';
import { radioPatches } from './mutants/radio-patches.ts';
import { trafficPatches } from './mutants/traffic-patches.ts';

const [name = '', scenario = ''] = process.argv.slice(2);
const patches = [...radioPatches, ...trafficPatches].find((one) => one.name === name)?.patches ?? [];
if (patches.length === 0 && name !== 'none') throw new Error(`no patch ${name}`);
const allPlanted = plantPatches(patches);
// With the patches in place: what is loaded before cannot be changed any more.
const { readScenarioFor } = await import('#cli/scenarios');
const { runOnSim } = await import('#runs/run-on-sim');
allPlanted();
const { checkers } = runOnSim(readScenarioFor(scenario));
const failing = checkers.filter(({ verdict }) => verdict === 'fail').map((check) => check.name);
process.stdout.write(JSON.stringify(failing));
