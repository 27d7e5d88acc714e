/** What shrinking is made of: changes that may or may not go on failing, and lists whose items can be left out. */
import type { Scenario } from '../format/scenario.ts';

/** A smaller scenario; the same one if there is nothing to change. */
export type Change = (scenario: Scenario) => Scenario;
/** Makes the change if the scenario goes on failing with it; whether it did. */
export type Try = (change: Change) => boolean;
/** Something under way: the smallest scenario so far, and how to make it smaller. */
export type Attempt = { smallest(): Scenario; tries: Try };

/** A list of the scenario whose items can be left out; `without` also removes what refers to them. */
export type Part = {
  size(scenario: Scenario): number;
  without(scenario: Scenario, from: number, count: number): Scenario;
};

/** Leaves out as much of a list as can be: large pieces first, single items at last (delta debugging). */
export function leaveOut(part: Part, { smallest, tries }: Attempt): boolean {
  let changed = false;
  for (let count = part.size(smallest()); count >= 1; count = Math.floor(count / 2)) {
    for (let from = part.size(smallest()) - count; from > -count; from -= count) {
      const first = Math.max(0, from);
      changed = tries((scenario) => part.without(scenario, first, from + count - first)) || changed;
    }
  }
  return changed;
}
