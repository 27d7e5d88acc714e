/** The searches in a folder, numbered: the one to go on with, or room for the next. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isFolder, makeFolder } from '#history/node-disk';
import { isLocked } from '#history/node-lock';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { makeNextFolder } from '#runs/node-folder';
import { readSearch, SEARCHING, type SearchFile } from './node-search-file.ts';

export type WantedSearch = Pick<SearchFile, 'until'> & { seed?: number; corpus?: string };

export type FoundSearch = {
  folder: string;
  /** That of the search there, the one that is wanted, or the number of the folder: so each search has another. */
  seed: number;
  /** Whether a search is there that was interrupted. */
  goesOn: boolean;
};

/**
 * The last search that was begun as this one is wanted and did not come to its end, and that nobody is at; else a new
 * folder. Errors: those of reading and making folders.
 */
export function findSearch(out: string, wanted: WantedSearch): FoundSearch {
  const { seed } = wanted;
  for (const folder of isFolder(out) ? numbered(out) : []) {
    const saved = savedIn(folder);
    if (saved !== null && !saved.ended && isAlike(saved, wanted, folder) && !isLocked(folder, SEARCHING)) {
      return { folder, seed: saved.seed, goesOn: true };
    }
  }
  makeFolder(out);
  try {
    const folder = makeNextFolder(out);
    return { folder, seed: seed ?? Number(basename(folder)), goesOn: false };
  } catch (error) {
    throw fileError('written', out, error);
  }
}

function numbered(out: string): string[] {
  try {
    return readdirSync(out)
      .filter((name) => /^\d+$/.test(name))
      .toSorted((a, b) => Number(b) - Number(a))
      .map((name) => join(out, name));
  } catch (error) {
    throw fileError('read', out, error);
  }
}

/** A search that cannot be read is none to go on with. */
function savedIn(folder: string): SearchFile | null {
  try {
    return readSearch(folder);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    return null;
  }
}

function isAlike(saved: SearchFile, { seed, until, corpus }: WantedSearch, folder: string): boolean {
  return (
    (seed === undefined || seed === saved.seed) &&
    (corpus ?? join(folder, 'corpus')) === saved.corpus &&
    JSON.stringify(until) === JSON.stringify(saved.until)
  );
}
