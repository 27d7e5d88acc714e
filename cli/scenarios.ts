/** Scenarios as the verbs read them: with the faults and checkers this program has. */
import { checkerCatalogue } from '#checkers/catalogue';
import type { Scenario } from '#scenarios/format/scenario';
import { loadScenario } from '#scenarios/node-library';
import { faultCatalogue } from '#simulators/faults/catalogue';

/** Reads a scenario of the library by name, or a file by path. */
export function readScenarioFor(nameOrPath: string): Scenario {
  return loadScenario(nameOrPath, {
    faults: [...faultCatalogue.values()],
    checkers: checkerCatalogue.map((checker) => checker.name),
  });
}
