/** How a shrunk failure is shown, and when a failing run shrinks by itself. */
import { eventsOfFile } from '#history/node-files';
import type { ReportedRun } from '#reports/report-data';
import type { PlayedRun } from '#runs/node-run';
import { shrinkAndSave, type SavedShrunk } from '#runs/node-shrink';
import { failuresOf } from '#runs/shrink-run';
import type { Scenario } from '#scenarios/format/scenario';
import type { Keeping } from './keeping.ts';
import type { Progress } from './progress.ts';
import { programCall } from './version.ts';

/** How long a failing run may look for its smallest scenario before it hands over what it has. */
const SECONDS = 30;

/** The scenario itself, and how to play it. Ends without a line break. */
export function formatShrunk({ path, text, command }: SavedShrunk): string {
  const shown = `${path ?? 'the smallest scenario'}:\n\n${text.replaceAll(/^(?=.)/gm, '  ')}`;
  return command === null ? shown : `${shown}\nplay it: ${command}`;
}

/**
 * Shrinks a run that failed, on sim, into the run's own folder, and says so on standard error. Does nothing for any other,
 * nor for one that was expected to fail. What it found goes into the report of the run.
 */
export function shrinkFailure(
  scenario: Scenario,
  { result, folder, header }: PlayedRun,
  keeping: Keeping,
  progress: Progress,
): Pick<ReportedRun, 'shrunk'> {
  if (folder === null || result.expectation.met) return {};
  if (failuresOf(result.checkers).length === 0) return {};
  const { history, checkers } = result;
  if (result.ground !== 'sim' && history === null) return {};
  progress.say(`looking for the smallest scenario that fails like this (at most ${SECONDS} s) …`);
  const shrunk = shrinkAndSave(scenario, {
    seed: result.seed,
    folder: () => folder,
    seconds: SECONDS,
    call: programCall(),
    lost: keeping.lost,
    ...(result.ground === 'sim' || history === null
      ? {}
      : { observed: { checkers, events: [...eventsOfFile(history)], timeScale: header.timeScale } }),
  });
  if (shrunk === null) {
    if (result.ground !== 'sim') progress.say('it does not fail alike on sim, so there is nothing smaller');
    return {};
  }
  progress.say(formatShrunk(shrunk));
  return { shrunk: { text: shrunk.text, command: shrunk.command ?? '' } };
}
