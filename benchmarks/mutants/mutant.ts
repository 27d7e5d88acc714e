/**
 * A mutant is the reference program with one planted bug. Most bugs of the core are decorators around `step`, which read
 * like what was done wrong; a bug in the middle of a function, or outside the core, is a patch of the source, put in when
 * the module is loaded (plant-patches.ts), so that no production code knows of mutants. The harness is tested by them:
 * each must be found, and each checker must catch at least one.
 */
import type { Fact, JournalEntry } from '#server/core/facts';
import type { State } from '#server/core/state';
import type { Clock, Input, Output, Step, StepResult } from '#server/core/turn';
import { step } from '#server/core/step';

/** Where the bug sits: a chart and what it keeps is the device, what links charts to their surroundings the edge. */
export type Area = 'core' | 'host' | 'journal' | 'device' | 'edge';
/** What an engineer did wrong. */
export type Sort =
  | 'forgotten' // a case, a step, a timer, a reset was left out
  | 'wrong order' // the right things at the wrong time
  | 'wrong condition' // one too many, one too few, or not the whole of it
  | 'stale' // a value from before
  | 'wrong field' // of another object, or another field of it
  | 'wrong clock' // the wall for what lasts, or the other way round
  | 'restart' // right until the server starts again
  | 'repetition' // what is asked or told twice
  | 'swallowed' // something went wrong and nobody is told
  | 'wrong unit';
/** `crude`: nearly every floor shows it; `plain`: some do; `subtle`: two or more rare things must come together. */
export type Subtlety = 'crude' | 'plain' | 'subtle';
export type Kind = { area: Area; sort: Sort; subtlety: Subtlety };

type Named = {
  name: string;
  /** What was broken, in a sentence. */
  about: string;
  /** Checkers that must catch it; others may as well. Empty for a patch of which that is not known beforehand. */
  caughtBy: string[];
  kind: Kind;
};

/** A bug as a decorator around the core. It may hold memory of its own; every run gets a fresh one. */
export type Mutant = Named & { plant(): Step };

/** A change of a source file: `replace` occurs in it exactly once. */
export type Patch = { file: string; replace: string; by: string };

/** A bug as changes of source files. */
export type PatchedMutant = Named & { patches: readonly Patch[] };

/** A mutant that changes what is decided: inputs before, results after. */
export function mutant(
  name: string,
  caughtBy: string[],
  about: string,
  plant: () => (state: State, clock: Clock, input: Input, core: Step) => StepResult,
  kind: Kind = { area: 'core', sort: 'forgotten', subtlety: 'plain' },
): Mutant {
  return {
    name,
    about,
    caughtBy,
    kind,
    plant() {
      const decide = plant();
      return (state, clock, input) => decide(state, clock, input, step);
    },
  };
}

/** A mutant made by one change of one file. */
export function patched(
  name: string,
  about: string,
  area: Area,
  [sort, subtlety]: [Sort, Subtlety],
  patch: Patch,
): PatchedMutant {
  return { name, about, caughtBy: [], kind: { area, sort, subtlety }, patches: [patch] };
}

/**
 * Rewrites facts as they are journalled (null drops one). The state was already changed by the true facts: the mutant
 * lies to the journal, and from the next start on it believes its lie.
 */
export function rewriteFacts(result: StepResult, rewrite: (fact: Fact) => Fact | null): StepResult {
  const facts: JournalEntry[] = [];
  const first = result.facts[0]?.n ?? 0;
  for (const entry of result.facts) {
    const fact = rewrite(entry.fact);
    if (fact !== null) facts.push({ n: first + facts.length, at: entry.at, fact });
  }
  result.state.entries -= result.facts.length - facts.length;
  return { ...result, facts };
}

/** Rewrites outputs (null drops one). */
export function rewriteOutputs(result: StepResult, rewrite: (output: Output) => Output | null): StepResult {
  return { ...result, outputs: result.outputs.flatMap((output) => rewrite(output) ?? []) };
}
