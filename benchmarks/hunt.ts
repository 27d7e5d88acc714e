/** Looks for a planted bug: plays floors until a checker catches it. */
import { ABOUT_THE_HARNESS } from '#checkers/catalogue';
import type { RunResult } from '#checkers/run-result';
import { runOnSim } from '#runs/run-on-sim';
import type { Scenario } from '#scenarios/format/scenario';
import type { Mutant } from './mutants/mutant.ts';

export type Hunt = {
  mutant: string;
  caught: boolean;
  /** Floors played until every checker that must catch it has. */
  floors: number;
  scenario: string;
  seed: number;
  caughtBy: string[];
  missedBy: string[];
  sentence: string;
};

/** Plays the scenarios in turn with rising seeds, at most `most` floors, until all of `caughtBy` have failed. */
export function hunt(mutant: Mutant, scenarios: readonly Scenario[], most: number): Hunt {
  const missing = new Set(mutant.caughtBy);
  const caughtBy = new Set<string>();
  let found: RunResult | null = null;
  let floors = 0;
  while (floors < most && missing.size > 0) {
    const scenario = scenarios[floors % scenarios.length] as Scenario;
    const seed = scenario.seed + Math.floor(floors / scenarios.length);
    floors += 1;
    const result = runOnSim(scenario, { seed, step: mutant.plant(), hash: false });
    for (const check of result.checkers) {
      if (check.verdict !== 'fail' || ABOUT_THE_HARNESS.includes(check.name)) continue;
      caughtBy.add(check.name);
      if (missing.delete(check.name)) found ??= result;
    }
  }
  const first = found?.checkers.find((check) => check.verdict === 'fail' && mutant.caughtBy.includes(check.name));
  return {
    mutant: mutant.name,
    caught: missing.size === 0,
    floors,
    scenario: found?.scenario ?? '',
    seed: found?.seed ?? 0,
    caughtBy: [...caughtBy],
    missedBy: [...missing],
    sentence: first?.evidence[0]?.sentence ?? '',
  };
}
