/** What a search and its workers say to each other: small, plain data. */
import type { Scenario } from '#scenarios/format/scenario';
import type { FiledFind, FindToFile } from '../finds/file-find.ts';
import type { FloorOutcome } from '../play-floor.ts';
import type { Recipe } from '../recipe.ts';

/** What a worker does; `history` is the path of the file to be written. */
export type Task =
  | { do: 'play'; recipe: Recipe; coverage: boolean }
  | { do: 'file'; find: FindToFile; history: string; runs: number; patienceMs: number };

/** A core with a bug planted in it: the export of a module (a URL) that makes one, with fresh memory for every run. */
export type PlantedCore = { module: string; name: string };

/** The first thing a worker says: everything is loaded. */
export const READY = 'ready';

/** What comes of a task of that kind. */
export type Done = { play: PlayedFloor; file: FiledFind };

/** The floor comes with its outcome, so that nobody has to make it again; null where it could not be made. */
export type PlayedFloor = { outcome: FloorOutcome; scenario: Scenario | null };
