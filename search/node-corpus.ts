/**
 * A corpus on disk: a folder of scenario files, one for each floor, which people can read, play and add to. Those that a
 * search writes are JSON and called by what they say, so that the same floor is one file whoever found it. Nothing else is needed
 * to load a corpus: what a floor reaches is learned by playing it, so floors of other versions are as good.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkerCatalogue } from '#checkers/catalogue';
import { runningHash } from '#history/hash';
import { isFolder, readText, replaceText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { checkScenario, type ReadOptions } from '#scenarios/format/check/check-scenario';
import { readScenario } from '#scenarios/format/read';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import { storyOf } from '#scenarios/shrink/story';
import { faultCatalogue } from '#simulators/faults/catalogue';

export type KeptFloor = { file: string; scenario: Scenario };

const known: ReadOptions = {
  faults: [...faultCatalogue.values()],
  checkers: checkerCatalogue.map(({ name }) => name),
};

const FLOOR_FILE = /\.(ya?ml|json)$/;
const INDEX = 'index.json';
/** What a search called itself may be taken away by a search. */
const OWN_NAME = /^[0-9a-f]{16}\.json$/;

/**
 * The floors of a corpus in the order of their names; none if there is no such folder. One that cannot be read is told
 * to `aside` as `corpus-entry-damaged`, and stays where it is. Errors: those of reading a folder.
 */
export function readCorpus(folder: string, aside: (error: TwinError) => void): KeptFloor[] {
  if (!existsSync(folder)) return [];
  if (!isFolder(folder)) throw new TwinError('not-a-folder', folder);
  return filesIn(folder).flatMap((file) => {
    try {
      return [readFloor(folder, file)];
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      aside(error);
      return [];
    }
  });
}

/** One floor of a corpus. Error: `corpus-entry-damaged`. */
export function readFloor(folder: string, file: string): KeptFloor {
  const path = join(folder, file);
  let read: ReturnType<typeof readScenario>;
  try {
    const text = readText(path);
    read = readJson(text) ?? readScenario(text, known);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    throw new TwinError('corpus-entry-damaged', error.message);
  }
  if (read.ok) return { file, scenario: read.scenario };
  const [first] = read.errors;
  throw new TwinError('corpus-entry-damaged', `${path}:${first?.line ?? 1}: ${first?.message ?? ''}`);
}

/** What a search writes is JSON, which is read several times as fast; of all else the reader of scenarios has more to say. */
function readJson(text: string): { ok: true; scenario: Scenario } | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof raw !== 'object' || raw === null) return null;
  const { scenario, findings } = checkScenario(raw, known);
  return scenario === null || findings.length > 0 ? null : { ok: true, scenario };
}

/** Writes a floor, unless it is there. Returns the name of its file. Errors: those of writing a file. */
export function writeFloor(folder: string, scenario: Scenario): string {
  const text = `${JSON.stringify(toInput(scenario), null, 1)}\n`;
  const hash = runningHash();
  hash.add(text);
  const file = `${hash.hex()}.json`;
  const path = join(folder, file);
  if (!existsSync(path)) replaceText(path, text);
  return file;
}

/**
 * A floor as a file says it, without the line that tells editors where the schema is: that differs from place to place.
 * A small one has its story told beside its steps and faults.
 */
export function floorText(scenario: Scenario, isSmall = false): string {
  return writeScenario(toInput(scenario), isSmall ? { notes: storyOf(scenario) } : {}).replace(/^#.*\n/, '');
}

/** What each floor of the corpus is kept for, for people and for other programs. */
export type CorpusIndex = {
  program: string;
  entries: readonly { file: string; cost: number; fails: boolean; points: readonly string[] }[];
};

/** Writes the index, and takes away floors a search has written that are worth nothing any more. */
export function tidyCorpus(folder: string, index: CorpusIndex, worthless: readonly string[]): void {
  replaceText(join(folder, INDEX), `${JSON.stringify(index, null, 1)}\n`);
  const worth = new Set(index.entries.map(({ file }) => file));
  for (const file of worthless) {
    if (OWN_NAME.test(file) && !worth.has(file)) rmSync(join(folder, file), { force: true });
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => FLOOR_FILE.test(file) && file !== INDEX)
      .toSorted();
  } catch (error) {
    throw fileError('read', folder, error);
  }
}
