/**
 * A search with many workers, its corpus and its finds on disk. It may be interrupted or killed at any moment: what was
 * learned of whole batches is kept, and the next start in the same folder goes on from there. Whatever the number of
 * workers, the same seed and corpus lead to the same floors, corpus and finds.
 */
import { performance } from 'node:perf_hooks';
import { lockFolder } from '#history/node-lock';
import { TwinError } from '#protocols/errors/errors';
import { marks } from '#protocols/marks';
import type { Find } from './finds/finds.ts';
import { filedFind, historyOf, reportedFind, writeFind } from './finds/node-find-files.ts';
import { SEARCHING } from './node-search-file.ts';
import { openSearch, type SearchFolder, type SearchFolderOptions } from './node-search-folder.ts';
import { startWorkers, type Workers, type WorkersOptions } from './workers/node-workers.ts';
import { makeFloor } from './recipe.ts';
import type { ReportedFind, SearchProgress, SearchResult } from './search-result.ts';

export type SearchOptions = SearchFolderOptions &
  WorkersOptions & {
    /** How a user calls the program. */
    call: string;
    /** Told after every batch. */
    progress?(now: SearchProgress): void;
    /** Told of every find once it is filed. */
    found?(find: ReportedFind): void;
    /** Told what cannot be written; the search goes on. */
    lost(error: TwinError): void;
  };

export type RunningSearch = {
  /** Errors: `search-damaged`, `search-in-use`, those of reading a corpus and of making a folder. */
  done: Promise<SearchResult>;
  /** Ends it in order, at once: what is not learned yet is played again by the next start. */
  stop(): void;
};

/** So many finds of one checker are made small; a program that is quite broken has more. */
const MOST_SHRUNK = 8;

/** Begins a search, or goes on with the one that is in the folder. */
export function startSearch(options: SearchOptions): RunningSearch {
  let stop = (): void => {};
  const stopped = new Promise<typeof STOPPED>((resolve) => (stop = () => resolve(STOPPED)));
  return { done: search(options, stopped), stop };
}

const STOPPED = Symbol('stopped');
type Stopped = Promise<typeof STOPPED>;

async function search(options: SearchOptions, stopped: Stopped): Promise<SearchResult> {
  const unlock = lockFolder(options.folder, SEARCHING);
  try {
    const folder = openSearch(options);
    if (folder.ended) return resultOf(options, folder, folder.playedMs, 'done');
    const workers = startWorkers(options);
    try {
      return await searchOn(options, folder, workers, stopped);
    } finally {
      await workers.close();
    }
  } finally {
    unlock();
  }
}

async function searchOn(
  options: SearchOptions,
  folder: SearchFolder,
  workers: Workers,
  stopped: Stopped,
): Promise<SearchResult> {
  const { search, guided, kept } = folder;
  const { until } = options;
  const begunAt = performance.now();
  const floorsBefore = search.floors();
  const playedMs = (): number => folder.playedMs + performance.now() - begunAt;
  const left = (): number =>
    'floors' in until ? kept + until.floors - search.floors() : playedMs() < until.forMs ? Number.POSITIVE_INFINITY : 0;
  const filing = startFiling(options, folder, workers);
  filing.file();
  while (left() > 0) {
    const recipes = search.batch(left());
    const played = await Promise.race([Promise.all(recipes.map((recipe) => workers.play(recipe, guided))), stopped]);
    if (played === STOPPED) return resultOf(options, folder, playedMs(), 'interrupted');
    const scenarios = new Map(recipes.map((recipe, i) => [recipe, played[i]?.scenario]));
    const fresh = search.learn(
      played.map(({ outcome }) => outcome),
      (recipe) => scenarios.get(recipe) ?? makeFloor(recipe),
    );
    keep(options, () => folder.save(playedMs(), false));
    filing.file();
    options.progress?.({
      floors: search.floors(),
      floorsPerSecond: ((search.floors() - floorsBefore) / (performance.now() - begunAt)) * 1_000,
      playedMs: playedMs(),
      corpus: search.corpus.entries().length,
      points: search.corpus.counts().size,
      finds: search.finds.list().length,
      unknown: search.unknown(),
      fresh,
    });
  }
  if ((await Promise.race([filing.done(), stopped])) === STOPPED) {
    return resultOf(options, folder, playedMs(), 'interrupted');
  }
  keep(options, () => folder.save(playedMs(), true));
  return resultOf(options, folder, playedMs(), 'done');
}

/** Files every find once, while the search goes on. */
function startFiling(options: SearchOptions, folder: SearchFolder, workers: Workers) {
  const { search, seed } = folder;
  const { call, found } = options;
  const filings = new Map<string, Promise<void>>();

  async function fileOne(find: Find, isShrunk: boolean): Promise<void> {
    const place = folder.placeOf(find);
    if (filedFind(place, find) !== null) return;
    const { scenario } = find;
    const filed =
      scenario === null ? NEVER_MADE : await workers.file({ ...find, scenario }, historyOf(place), isShrunk);
    keep(options, () => {
      const reported = writeFind(place, find, filed, { seed, call });
      found?.(reported);
    });
  }

  return {
    file(): void {
      const perChecker = new Map<string, number>();
      for (const find of search.finds.list()) {
        const count = (perChecker.get(find.checker) ?? 0) + 1;
        perChecker.set(find.checker, count);
        if (filings.has(find.signature)) continue;
        const filing = fileOne(find, count <= MOST_SHRUNK);
        filings.set(find.signature, filing);
        // It is waited for at the end; until then what it throws is nobody's.
        filing.catch(() => {});
      }
    },
    done: (): Promise<unknown> => Promise.all(filings.values()),
  };
}

const NEVER_MADE = { repeats: true, hash: '', shrunk: null, runs: 0 };

function resultOf(
  { folder: place, call }: SearchOptions,
  { search, seed, kept, corpus, placeOf }: SearchFolder,
  playedMs: number,
  over: SearchResult['over'],
): SearchResult {
  return {
    folder: place,
    seed,
    over,
    floors: search.floors(),
    kept,
    unknown: search.unknown(),
    playedMs: Math.round(playedMs),
    finds: search.finds.list().map((find) => {
      const folder = placeOf(find);
      return filedFind(folder, find) ?? reportedFind(folder, find, null, { seed, call });
    }),
    corpus: { folder: corpus, floors: search.corpus.entries().length },
    coverage: search.corpus.counts(),
    neverSeen: neverSeen(search.corpus.counts()),
  };
}

/** The points of a run have its marks among them. The simulation is loaded here too, so all its marks are known. */
function neverSeen(coverage: ReadonlyMap<string, number>): SearchResult['neverSeen'] {
  return marks()
    .filter(({ id }) => !coverage.has(`mark ${id}`))
    .map(({ id, about }) => ({ id, about }));
}

/** What cannot be written costs no find: it is told, and the search goes on. */
function keep({ lost }: SearchOptions, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    lost(error);
  }
}
