/** Shrinks a failing run and keeps the small scenario as a file that fails when it is run. */
import { relative, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { writeText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { storyOf } from '#scenarios/shrink/story';
import { writeScenario } from '#scenarios/format/write';
import { shrunkIn } from './node-folder.ts';
import { shellWord } from './shell-word.ts';
import { shrinkRun, type Shrunk } from './shrink-run.ts';
import type { Observed } from './trials.ts';

/** `path` and `command` are null where the file could not be written: the text is there all the same. */
export type SavedShrunk = Shrunk & { text: string; path: string | null; command: string | null };

export type ShrinkAndSave = {
  seed: number;
  /** Makes the folder it goes to, once there is something to keep. Errors: those of writing a file. */
  folder: () => string;
  seconds: number;
  call: string;
  /** A run on the wire that failed: told on sim where the scenario itself passes there. */
  observed?: Observed;
  /** Told what cannot be written. */
  lost: (error: TwinError) => void;
};

const SCHEMA = fileURLToPath(new URL('../scenarios/scenario.schema.json', import.meta.url));

/** Shrinks a scenario under the given seed for at most so many seconds; null if nothing fails on sim. */
export function shrinkAndSave(scenario: Scenario, options: ShrinkAndSave): SavedShrunk | null {
  const { seed, folder, seconds, call, lost, observed } = options;
  const endsAt = performance.now() + seconds * 1_000;
  const shrunk = shrinkRun(
    { ...scenario, seed, ground: { ...scenario.ground, sim: { ...scenario.ground.sim, seed } } },
    { isOver: () => performance.now() > endsAt, ...(observed === undefined ? {} : { observed }) },
  );
  if (shrunk === null) return null;
  const textIn = (place: string): string =>
    writeScenario(toInput(shrunk.scenario), {
      schema: relative(place, SCHEMA).replaceAll(sep, '/'),
      notes: storyOf(shrunk.scenario),
    });
  try {
    const place = folder();
    const path = shrunkIn(place);
    const text = textIn(place);
    writeText(path, text);
    return { ...shrunk, path, text, command: `${call} run ${shellWord(path)}` };
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    lost(error);
    return { ...shrunk, path: null, text: textIn('.'), command: null };
  }
}
