/** What is told of a generated floor that fails: what is wrong on it, and a small scenario file that shows it again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOnSim } from '#runs/run-on-sim';
import { shrinkRun } from '#runs/shrink-run';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import type { Step } from '#server/core/turn';

export const OUT = 'runs-out/failing-floors';
/** Enough to make any floor small, and the same everywhere. */
const MOST_RUNS = 400;

type Judged = { checkers: { name: string; verdict: string; evidence: { sentence: string }[] }[] };

/** What did not pass: what nobody can judge is no more welcome than what failed. */
export const failures = ({ checkers }: Judged): string[] =>
  checkers
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ name, verdict, evidence }) => `${name}: ${evidence[0]?.sentence ?? verdict}`);

/** The floor as a scenario file, with the command that plays it. */
export function keep(folder: string, scenario: Scenario, sentences: string[]): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `generated-floor-${scenario.seed}.yaml`);
  writeFileSync(path, writeScenario(toInput(scenario)));
  return `${sentences.join('\n')}\nreplay: npm run -s mpos-twin -- run ${path}`;
}

/** The smallest floor that fails alike, with a bug planted or none. */
export function shrunk(floor: Scenario, plant?: () => Step): Scenario {
  const options = { isOver: () => false, mostRuns: MOST_RUNS, ...(plant === undefined ? {} : { plant }) };
  return shrinkRun(floor, options)?.scenario ?? floor;
}

/** Keeps a floor that fails on sim, as small as it gets. Returns what is told of it. */
export const keepFailing = (floor: Scenario): string => keep(OUT, shrunk(floor), failures(runOnSim(floor)));
