/**
 * Plays scenarios of the library with patches planted in the sources, in a process of its own: for each order that comes
 * as a message, the names of the checkers that fail, or what went wrong. It ends with its parent.
 */
import type { readScenarioFor } from '#cli/scenarios';
import type { runOnSim } from '#runs/run-on-sim';
import type { Patch } from './mutants/mutant.ts';
import { plantBesides } from './mutants/patches/planted-modules.ts';

/** `mostMs` is how long the scenario is played at most, if not as long as it says. */
export type PatchedRun = { patches: readonly Patch[]; scenario: string; mostMs?: number };
export type PatchedRunOver = { failing: readonly string[] } | { error: string };

const SCENARIOS = 'cli/scenarios.ts';
const RUNS = 'runs/run-on-sim.ts';
const importPlanted = plantBesides();
for (const path of [SCENARIOS, RUNS]) await importPlanted([], path);

async function failingIn({ patches, scenario: name, mostMs }: PatchedRun): Promise<string[]> {
  const read = ((await importPlanted([], SCENARIOS)) as { readScenarioFor: typeof readScenarioFor }).readScenarioFor;
  const run = ((await importPlanted(patches, RUNS)) as { runOnSim: typeof runOnSim }).runOnSim;
  const scenario = read(name);
  const sim = mostMs === undefined ? scenario.ground.sim : { duration: mostMs };
  const ground = { ...scenario.ground, ...(sim === undefined ? {} : { sim }) };
  const { checkers } = run({ ...scenario, ground }, { hash: false });
  return checkers.filter(({ verdict }) => verdict === 'fail').map((check) => check.name);
}

process.on('message', (order: PatchedRun) => {
  failingIn(order).then(
    (failing) => process.send?.({ failing } satisfies PatchedRunOver),
    (error: unknown) => process.send?.({ error: String(error) } satisfies PatchedRunOver),
  );
});
