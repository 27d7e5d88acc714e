/** Scenarios as the verbs read them: with the faults and checkers this program has. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkerCatalogue } from '#checkers/catalogue';
import type { HistoryHeader } from '#history/events';
import { isFolder } from '#history/node-disk';
import { damagedHistory } from '#history/reading';
import { TwinError } from '#protocols/errors/errors';
import { checkScenario } from '#scenarios/format/check/check-scenario';
import type { Scenario } from '#scenarios/format/scenario';
import type { Finding } from '#scenarios/format/scenario-error';
import { toInput } from '#scenarios/format/to-input';
import { libraryFiles, loadScenario } from '#scenarios/node-library';
import { faultCatalogue } from '#simulators/faults/catalogue';

const known = {
  faults: [...faultCatalogue.values()],
  checkers: checkerCatalogue.map((checker) => checker.name),
};

/** Reads a scenario of the library by name, or a file by path. */
export function readScenarioFor(nameOrPath: string): Scenario {
  return loadScenario(nameOrPath, known);
}

/** A scenario and the name or path under which it can be played again. */
export type NamedScenario = { named: string; scenario: Scenario };

/**
 * Reads many: scenarios by name, files, and folders with all that is below them; without any, the library. Errors: one
 * that tells of everything that is wrong in any of them.
 */
export function readScenariosFor(whats: readonly string[]): NamedScenario[] {
  // By its path each is found at once; by its name it is looked for among all.
  const wanted =
    whats.length === 0
      ? libraryFiles().map(({ name, path }) => ({ named: name, file: relative('.', path) }))
      : whats.flatMap(filesOf).map((named) => ({ named, file: named }));
  const errors: TwinError[] = [];
  const read = wanted.flatMap(({ named, file }) => {
    try {
      return [{ named, scenario: readScenarioFor(file) }];
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      errors.push(error);
      return [];
    }
  });
  const [first, ...others] = errors;
  if (first === undefined) return read;
  throw new TwinError(first.code, [first.detail, ...others.map((error) => `\n${error.message}`)].join(''));
}

/** The scenarios in a folder and those below it, or what was named itself. */
function filesOf(what: string): string[] {
  if (!isFolder(what)) return [what];
  const found = readdirSync(what, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .toSorted()
    .map((file) => join(what, file));
  if (found.length === 0) throw new TwinError('scenario-not-found', `There is no .yaml file in ${what}.`);
  return found;
}

/** The scenario that a history says was played. Errors: `history-damaged` if today's program could not play it. */
export function playedScenario(header: HistoryHeader, path: string): Scenario {
  const scenario = header.source as Scenario;
  const [finding] = findingsOf(scenario);
  if (finding === undefined) return scenario;
  throw damagedHistory(path, { line: 1, what: `has a scenario that cannot be played: ${finding.message}` });
}

function findingsOf(scenario: Scenario): Pick<Finding, 'message'>[] {
  try {
    return checkScenario(toInput(scenario), known).findings;
  } catch (error) {
    // Only a scenario can be told as a file.
    return [{ message: String(error) }];
  }
}
