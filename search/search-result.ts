/** What a search tells on its way and comes to: plain data, to be kept and shown. */
import type { Mark } from '#protocols/marks';
import type { ShrunkSize } from '#runs/shrink-run';
import type { Find } from './finds/finds.ts';

export type SearchProgress = {
  /** Floors played, those of the corpus included. */
  floors: number;
  /** Since this start, on all workers. */
  floorsPerSecond: number;
  /** How long it has searched, in all its starts. */
  playedMs: number;
  corpus: number;
  /** Points of coverage that were reached. */
  points: number;
  finds: number;
  unknown: number;
  /** Points of coverage that the last batch was the first to reach. */
  fresh: readonly string[];
};

/** A find as it is kept and reported. */
export type ReportedFind = Omit<Find, 'scenario'> & {
  /** The seed of the search. */
  seed: number;
  /** Whether the floor failed alike when it was played again; null while that is not done. */
  repeats: boolean | null;
  /** Hash of the history of its floor. */
  hash: string;
  /** Of the scenario that was made small; null where there is none. */
  size: ShrunkSize | null;
  /** The file of the smallest scenario there is; null for a floor that could not be made. `sentence` is what it says. */
  file: string | null;
  /** The command that plays it. */
  command: string;
};

export type SearchResult = {
  folder: string;
  seed: number;
  /** Why it is over. */
  over: 'done' | 'interrupted';
  floors: number;
  /** Of these the floors that were in the corpus at the beginning. */
  kept: number;
  /** Floors on which nothing failed and something could not be judged. */
  unknown: number;
  playedMs: number;
  finds: ReportedFind[];
  corpus: { folder: string; floors: number };
  /** How many floors have come to each point of coverage. */
  coverage: ReadonlyMap<string, number>;
  /** Marks of the code that never held: there the search was blind. */
  neverSeen: Pick<Mark, 'id' | 'about'>[];
};
