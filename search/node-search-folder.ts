/** A search and its folder: reads what is there, and keeps floors, finds and state as they come. */
import { join } from 'node:path';
import { TwinError } from '#protocols/errors/errors';
import type { Scenario } from '#scenarios/format/scenario';
import { readCorpus, readFloor, tidyCorpus, writeFloor, type KeptFloor } from './node-corpus.ts';
import { findName, floorOf, keepFloorOf } from './finds/node-find-files.ts';
import { readSearch, writeSearch, type SearchFile } from './node-search-file.ts';
import type { Find } from './finds/finds.ts';
import { createSearch, type Search, type SearchState } from './search.ts';

export type SearchFolderOptions = {
  folder: string;
  /** Where floors are kept; a folder in `folder` if absent. */
  corpus?: string;
  /** These three are of a search that begins; one that goes on has its own. */
  seed: number;
  minutes?: number;
  guided?: boolean;
  /** So many floors beside those of the corpus, or so much time in ms, up to the end of a batch. */
  until: { floors: number } | { forMs: number };
  program: string;
  /** Told which files cannot be read; the search goes on without them. */
  aside(error: TwinError): void;
};

export type SearchFolder = {
  search: Search;
  seed: number;
  guided: boolean;
  corpus: string;
  /** How many floors were in the corpus at the beginning. */
  kept: number;
  /** How long it had searched when it was opened, and whether it had come to its end. */
  playedMs: number;
  ended: boolean;
  /** Keeps the state. Errors: those of writing a file. */
  save(playedMs: number, ended: boolean): void;
  placeOf(find: Pick<Find, 'checker' | 'signature'>): string;
};

/** Opens the search in a folder, or begins one. Errors: `search-damaged`, those of reading files. */
export function openSearch(options: SearchFolderOptions): SearchFolder {
  const { folder, program, aside, until } = options;
  const saved = readSearch(folder);
  const { seed, minutes, guided = true } = saved ?? options;
  const corpus = options.corpus ?? saved?.corpus ?? join(folder, 'corpus');
  const placeOf = (find: Pick<Find, 'checker' | 'signature'>): string => join(folder, 'finds', findName(find));
  const files = new Map<Scenario, string>();
  let savedFloors = saved?.floors ?? 0;
  const know = ({ file, scenario }: KeptFloor): Scenario => {
    files.set(scenario, file);
    return scenario;
  };

  /** Each file is read once, so that a floor of the beginning and an entry of today are the same. */
  const read = new Map<string, Scenario | null>();
  const floorIn = (file: string): Scenario | null => {
    if (!read.has(file))
      read.set(
        file,
        attempt(() => know(readFloor(corpus, file)), aside),
      );
    return read.get(file) ?? null;
  };
  const begun = saved === null ? readCorpus(corpus, aside) : null;
  const names = saved?.kept ?? begun?.map(({ file }) => file) ?? [];
  const kept = begun?.map(know) ?? names.map(floorIn);
  const state = saved === null ? undefined : stateOf(saved, floorIn, (find) => floorOf(placeOf(find), aside));
  const search = createSearch({ seed, kept, guided, ...(minutes === undefined ? {} : { minutes }) }, state);

  return {
    search,
    seed,
    guided,
    corpus,
    kept: kept.length,
    playedMs: saved?.playedMs ?? 0,
    ended: saved?.ended ?? false,
    placeOf,
    save(playedMs, ended) {
      const entries = search.corpus.entries().map(({ scenario, floor, cost, fails, points }) => {
        const file = files.get(scenario) ?? writeFloor(corpus, scenario);
        files.set(scenario, file);
        return { file, floor, cost, fails, points: [...points] };
      });
      for (const find of search.finds.list()) if (find.floor >= savedFloors) keepFloorOf(placeOf(find), find.scenario);
      savedFloors = search.floors();
      const finds = search.finds.list().map(({ checker, signature, sentence, floor, origin, later }) => ({
        ...{ checker, signature, sentence, floor, origin, later },
      }));
      writeSearch(folder, {
        program,
        seed,
        ...(minutes === undefined ? {} : { minutes }),
        guided,
        until,
        corpus,
        kept: names,
        playedMs: Math.round(playedMs),
        ended,
        floors: search.floors(),
        unknown: search.unknown(),
        counts: [...search.corpus.counts()],
        entries,
        finds,
      });
      if (ended) tidyCorpus(corpus, { program, entries }, [...files.values()]);
    },
  };
}

/** What a search knows. A floor of the corpus that is gone is not chosen any more; all else goes on as it was. */
function stateOf(
  saved: SearchFile,
  floorIn: (file: string) => Scenario | null,
  floorOfFind: (find: SearchFile['finds'][number]) => Scenario | null,
): SearchState {
  const entries = saved.entries.flatMap(({ file, ...entry }) => {
    const scenario = floorIn(file);
    return scenario === null ? [] : [{ ...entry, scenario }];
  });
  return {
    floors: saved.floors,
    unknown: saved.unknown,
    corpus: { counts: saved.counts, entries },
    finds: saved.finds.map((find) => ({ ...find, scenario: floorOfFind(find) })),
  };
}

function attempt<T>(read: () => T, aside: (error: TwinError) => void): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    aside(error);
    return null;
  }
}
