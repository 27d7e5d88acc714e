/**
 * Files a find as a regression: under the name of its symptom, with the verdict it has today. While the bug is there the
 * file expects to fail, and just those checkers; once it is mended, that expectation is what must be taken out.
 */
import { lstatSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckResult } from '#checkers/checker';
import { writeText } from '#history/node-disk';
import type { HistoryEvent } from '#history/events';
import { TwinError } from '#protocols/errors/errors';
import { LONGEST_NAME } from '#protocols/names';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import { storyOf } from '#scenarios/shrink/story';
import type { Step } from '#server/core/turn';
import { runOnSim } from './run-on-sim.ts';
import { signatureOf } from './signature.ts';
import { slug, symptomName } from './symptom-name.ts';

export type KeepOptions = {
  /** The folder it goes to. */
  to: string;
  /** How the file and the scenario are called, if not by the symptom. */
  name?: string;
  /** What people see when it fails, in their words. */
  because?: string;
  /** The core to run: the reference one, or a mutant. */
  plant?: () => Step;
};

/** `failing` are the checkers that fail today; with none, the bug is mended already. */
export type Kept = { path: string; name: string; failing: string[] };

const SCHEMA = fileURLToPath(new URL('../scenarios/scenario.schema.json', import.meta.url));

/**
 * Plays a scenario on sim and files it. Errors: `nothing-to-keep` if nothing fails and nobody says what once did,
 * `already-kept`, `usage` for a name that says nothing, those of writing a file.
 */
export function keepScenario(scenario: Scenario, options: KeepOptions): Kept {
  const { to, because, plant } = options;
  const { failed, signature } = playedToday(scenario, plant);
  const failing = failed.map(({ name }) => name);
  if (failing.length === 0 && because === undefined) throw new TwinError('nothing-to-keep', scenario.name);
  const name = slug(options.name ?? because ?? symptomName(signature, scenario));
  if (name === '')
    throw new TwinError(
      'usage',
      'There is no letter in that name; --name takes words like "ticket twice after a kill".',
    );
  const path = join(to, `${name}.yaml`);
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw new TwinError('already-kept', path);
  const kept: Scenario = {
    ...scenario,
    name: name.slice(0, LONGEST_NAME),
    about: because ?? scenario.about,
    expect: { ...scenario.expect, verdict: failing.length === 0 ? 'pass' : 'fail', failing },
  };
  const schema = relative(to, SCHEMA).replaceAll(sep, '/');
  writeText(path, writeScenario(toInput(kept), { schema, notes: storyOf(kept) }));
  return { path, name, failing };
}

/** What fails today, and the signature of the first failure; empty if nothing does. */
function playedToday(scenario: Scenario, plant?: () => Step): { failed: CheckResult[]; signature: string } {
  const events: HistoryEvent[] = [];
  const { checkers } = runOnSim(scenario, {
    ...(plant === undefined ? {} : { step: plant() }),
    hash: false,
    event: (event) => events.push(event),
  });
  const failed = checkers.filter(({ verdict }) => verdict === 'fail');
  const [first] = failed;
  return { failed, signature: first === undefined ? '' : signatureOf(first, (id) => events[id - 1]) };
}
