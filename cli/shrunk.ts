/** How a shrunk failure is shown, and when a failing run shrinks by itself. */
import type { RunResult } from '#checkers/run-result';
import { shrinkAndSave, type SavedShrunk } from '#runs/node-shrink';
import { failuresOf } from '#runs/shrink-run';
import type { Scenario } from '#scenarios/format/scenario';
import type { Progress } from './progress.ts';
import { programCall } from './version.ts';

/** How long a failing run may look for its smallest scenario before it hands over what it has. */
const SECONDS = 30;

/** The scenario itself, and how to play it. Ends without a line break. */
export function formatShrunk({ path, text, command }: SavedShrunk): string {
  return `${path}:\n\n${text.replaceAll(/^(?=.)/gm, '  ')}\nplay it: ${command}`;
}

/** Shrinks a run that failed on sim and says so on standard error; does nothing for any other. */
export function shrinkFailure(scenario: Scenario, result: RunResult, out: string, progress: Progress): void {
  if (result.ground !== 'sim' || failuresOf(result.checkers).length === 0) return;
  progress.say(`looking for the smallest scenario that fails like this (at most ${SECONDS} s) …`);
  const shrunk = shrinkAndSave(scenario, { seed: result.seed, out, seconds: SECONDS, call: programCall() });
  if (shrunk !== null) progress.say(formatShrunk(shrunk));
}
