/**
 * A mutant is the reference core with one planted bug, as a decorator around `step`. The harness is tested by them:
 * each must be caught, and each checker must catch at least one. A decorator may hold memory of its own; every run
 * gets a fresh one.
 */
import type { Fact, JournalEntry } from '#server/core/facts';
import type { State } from '#server/core/state';
import type { Clock, Input, Output, Step, StepResult } from '#server/core/turn';
import { step } from '#server/core/step';

export type Mutant = {
  name: string;
  /** What was broken, in a sentence. */
  about: string;
  /** Checkers that must catch it; others may as well. */
  caughtBy: string[];
  plant(): Step;
};

/** A mutant that changes what is decided: inputs before, results after. */
export function mutant(
  name: string,
  caughtBy: string[],
  about: string,
  plant: () => (state: State, clock: Clock, input: Input, core: Step) => StepResult,
): Mutant {
  return {
    name,
    about,
    caughtBy,
    plant() {
      const decide = plant();
      return (state, clock, input) => decide(state, clock, input, step);
    },
  };
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
