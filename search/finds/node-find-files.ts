/**
 * The files of a find, in a folder of its own that is called after its signature:
 *
 * - `find.json`: everything that is known of it, once it is filed,
 * - `floor.yaml`: the floor on which it was found first, `history.ndjson`: its history,
 * - `shrunk.yaml`: the small scenario that fails alike.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runningHash } from '#history/hash';
import { readText, replaceText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { shellWord } from '#runs/shell-word';
import type { Scenario } from '#scenarios/format/scenario';
import type { FiledFind } from './file-find.ts';
import type { Find } from './finds.ts';
import { floorText, readFloor } from '../node-corpus.ts';
import type { ReportedFind } from '../search-result.ts';

/** What a find is called, in every search. */
export function findName({ checker, signature }: Pick<Find, 'checker' | 'signature'>): string {
  const hash = runningHash();
  hash.add(signature);
  return `${checker}-${hash.hex().slice(0, 8)}`;
}

const FLOOR = 'floor.yaml';
const SHRUNK = 'shrunk.yaml';
const FIND = 'find.json';

export const historyOf = (folder: string): string => join(folder, 'history.ndjson');

/** Keeps the floor of a find before anything else is done with it. Errors: those of writing a file. */
export function keepFloorOf(folder: string, scenario: Scenario | null): void {
  if (scenario !== null) replaceText(join(folder, FLOOR), floorText(scenario));
}

/** The floor of a find that was kept; null if it is not there or cannot be read. */
export function floorOf(folder: string, aside: (error: TwinError) => void): Scenario | null {
  if (!existsSync(join(folder, FLOOR))) return null;
  try {
    return readFloor(folder, FLOOR).scenario;
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    aside(error);
    return null;
  }
}

/** Writes what has become of a find. Errors: those of writing a file. */
export function writeFind(folder: string, find: Find, filed: FiledFind, of: FindOf): ReportedFind {
  if (filed.shrunk !== null) replaceText(join(folder, SHRUNK), floorText(filed.shrunk.scenario, true));
  const reported = reportedFind(folder, find, filed, of);
  // How often it was seen since changes with every floor; the search keeps that.
  const { later: _, ...kept } = reported;
  replaceText(join(folder, FIND), `${JSON.stringify(kept, null, 2)}\n`);
  return reported;
}

/** The seed of the search, and how a user calls the program. */
export type FindOf = { seed: number; call: string };

/** What is known of a find; `filed` is null while it waits. */
export function reportedFind(folder: string, find: Find, filed: FiledFind | null, of: FindOf): ReportedFind {
  const { scenario, ...told } = find;
  const small = filed?.shrunk ?? null;
  const best = small?.scenario ?? scenario;
  const file = best === null ? null : join(folder, small === null ? FLOOR : SHRUNK);
  return {
    ...told,
    seed: of.seed,
    sentence: small?.sentence ?? find.sentence,
    repeats: filed?.repeats ?? null,
    hash: filed?.hash ?? '',
    size: small?.size ?? null,
    file,
    command: file === null ? '' : `${of.call} run ${shellWord(file)}`,
  };
}

/** A find as it was filed, with what is known of it now; null if it is not filed yet. */
export function filedFind(folder: string, { later }: Pick<Find, 'later'>): ReportedFind | null {
  const path = join(folder, FIND);
  if (!existsSync(path)) return null;
  try {
    return { ...(JSON.parse(readText(path)) as Omit<ReportedFind, 'later'>), later };
  } catch {
    // Filed anew, it is whole again.
    return null;
  }
}
