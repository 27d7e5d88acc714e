/**
 * Looks for the smallest floor that shows each planted bug of the core to each checker that must catch it, and keeps it
 * in tests/planted: `node -C source benchmarks/planted-floors.ts [MUTANT …]`. Floors that are there already stay.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { runOnSim } from '#runs/run-on-sim';
import { shrinkRun } from '#runs/shrink-run';
import { signatureOf } from '#runs/signature';
import type { HistoryEvent } from '#history/events';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import { drawFloor } from '#scenarios/generate/floors';
import { busyEvening, calmEvening } from './floors.ts';
import { mutantCatalogue } from './mutants/catalogue.ts';
import type { Mutant } from './mutants/mutant.ts';

const FOLDER = 'tests/planted';
const MOST_FLOORS = 150;
const MOST_RUNS = 400;

/** The signature of the checker's failure on the floor, if it fails with the bug and not without. */
function signatureOn(scenario: Scenario, mutant: Mutant, checker: string): string | null {
  const events: HistoryEvent[] = [];
  const failing = runOnSim(scenario, { hash: false, step: mutant.plant(), event: (event) => events.push(event) });
  const check = failing.checkers.find(({ name, verdict }) => name === checker && verdict === 'fail');
  if (check === undefined) return null;
  const { checkers } = runOnSim(scenario, { hash: false });
  if (checkers.some(({ verdict }) => verdict === 'fail')) return null;
  return signatureOf(check, (id) => events[id - 1]);
}

function smallest(mutant: Mutant, checker: string): Scenario | null {
  const [busy, calm] = [busyEvening(), calmEvening()];
  for (let seed = -2; seed < MOST_FLOORS; seed += 1) {
    const scenario = seed === -2 ? calm : seed === -1 ? busy : drawFloor(seed);
    const signature = signatureOn(scenario, mutant, checker);
    if (signature === null) continue;
    const shrunk = shrinkRun(scenario, { plant: mutant.plant, isOver: () => false, signature, mostRuns: MOST_RUNS });
    if (shrunk !== null && signatureOn(shrunk.scenario, mutant, checker) !== null) return shrunk.scenario;
  }
  return null;
}

mkdirSync(FOLDER, { recursive: true });
const wanted = process.argv.slice(2);
for (const mutant of mutantCatalogue) {
  if (wanted.length > 0 && !wanted.includes(mutant.name)) continue;
  for (const checker of mutant.caughtBy) {
    const file = `${FOLDER}/${mutant.name}.${checker}.yaml`;
    if (existsSync(file)) continue;
    const scenario = smallest(mutant, checker);
    if (scenario !== null) writeFileSync(file, writeScenario(toInput({ ...scenario, name: mutant.name })));
    process.stdout.write(`${file}: ${scenario === null ? 'not found' : scenario.about}\n`);
  }
}
