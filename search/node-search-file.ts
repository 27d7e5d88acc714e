/**
 * What a search knows, on disk: one file that is replaced whole after every batch. A search that is killed goes on from
 * there, as if nothing had happened. Floors are files of the corpus, and named here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readText, replaceText } from '#history/node-disk';
import type { LockKind } from '#history/node-lock';
import { TwinError } from '#protocols/errors/errors';

/** One search at a time in a folder. */
export const SEARCHING: LockKind = { file: 'search.lock', inUse: 'search-in-use' };

const FORMAT = 'mpos-twin-search';
const VERSION = 1;

const count = z.int().min(0);

const searchFileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** The commit or version of the program that wrote it. */
  program: z.string(),
  seed: count,
  minutes: count.optional(),
  guided: z.boolean(),
  /** What it is to come to: so many floors, or so much time. */
  until: z.union([z.strictObject({ floors: count }), z.strictObject({ forMs: count })]),
  /** The folder of its corpus, and the files that were in it at the beginning, in the order in which they are played. */
  corpus: z.string(),
  kept: z.array(z.string()),
  /** How long it has searched so far, by a clock on the wall. */
  playedMs: count,
  ended: z.boolean(),
  floors: count,
  unknown: count,
  /** How many floors have come to each point. */
  counts: z.array(z.tuple([z.string(), count])),
  entries: z.array(
    z.strictObject({ file: z.string(), floor: count, cost: count, fails: z.boolean(), points: z.array(z.string()) }),
  ),
  finds: z.array(
    z.strictObject({
      checker: z.string(),
      signature: z.string(),
      sentence: z.string(),
      floor: count,
      origin: z.enum(['kept', 'drawn', 'changed', 'spliced']),
      later: count,
    }),
  ),
});

/** A search as its file tells it. */
export type SearchFile = z.output<typeof searchFileSchema>;

const fileIn = (folder: string): string => join(folder, 'search.json');

/** The search in a folder, or null if there is none. Errors: those of reading a file, `search-damaged`. */
export function readSearch(folder: string): SearchFile | null {
  const path = fileIn(folder);
  if (!existsSync(path)) return null;
  const text = readText(path);
  try {
    return searchFileSchema.parse(JSON.parse(text));
  } catch {
    throw new TwinError('search-damaged', path);
  }
}

/** Replaces the file of a search. Errors: those of writing a file. */
export function writeSearch(folder: string, search: Omit<SearchFile, 'format' | 'version'>): void {
  replaceText(fileIn(folder), `${JSON.stringify({ format: FORMAT, version: VERSION, ...search })}\n`);
}
