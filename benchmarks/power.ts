/** `npm run power`: how many simulated floors it takes to catch each planted bug, and which checker catches which. */
import { performance } from 'node:perf_hooks';
import { ABOUT_THE_HARNESS, checkerCatalogue } from '#checkers/catalogue';
import { huntingGrounds } from './floors.ts';
import { hunt } from './hunt.ts';
import { mutantCatalogue } from './mutants/catalogue.ts';

const MOST_FLOORS = 60;

const scenarios = huntingGrounds();
const catches = new Map<string, number>();
let missed = 0;
for (const mutant of mutantCatalogue) {
  const begun = performance.now();
  const result = hunt(mutant, scenarios, MOST_FLOORS);
  if (!result.caught) missed += 1;
  for (const name of result.caughtBy) catches.set(name, (catches.get(name) ?? 0) + 1);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(
    `${result.caught ? 'caught' : 'MISSED'} ${mutant.name.padEnd(34)} floors ${String(result.floors).padStart(3)}  seed ${String(result.seed).padStart(3)}  ${seconds.padStart(5)} s  by ${result.caughtBy.join(', ')}${result.missedBy.length > 0 ? `; missed by ${result.missedBy.join(', ')}` : ''}\n`,
  );
}
const idle = checkerCatalogue
  .filter((checker) => !ABOUT_THE_HARNESS.includes(checker.name) && !catches.has(checker.name))
  .map((checker) => checker.name);
if (idle.length > 0) process.stdout.write(`checkers that caught nothing: ${idle.join(', ')}\n`);
process.stdout.write(`${mutantCatalogue.length - missed} of ${mutantCatalogue.length} planted bugs caught\n`);
process.exitCode = missed === 0 && idle.length === 0 ? 0 : 1;
