/** What the last run of each scenario came to on each ground, kept beside its history. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { verdicts } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { isFolder, readText, writeText } from '#history/node-disk';
import { verdictIn } from './node-folder.ts';

const savedSchema = z.object({
  scenario: z.string(),
  ground: z.string(),
  seed: z.int(),
  verdict: z.enum(verdicts),
  /** Whether it came out as the scenario expects. */
  met: z.boolean(),
  /** ISO 8601. */
  playedAt: z.iso.datetime(),
  commit: z.string(),
});
/** What is kept of a run: enough to say how its scenario stands. */
export type SavedVerdict = z.output<typeof savedSchema>;

/** Keeps the verdict of a run in its folder. Errors: those of writing a file. */
export function saveVerdict(folder: string, result: RunResult, run: { playedAt: string; commit: string }): void {
  const { scenario, ground, seed, verdict, expectation } = result;
  const saved: SavedVerdict = { scenario, ground, seed, verdict, met: expectation.met, ...run };
  writeText(verdictIn(folder), `${JSON.stringify(saved)}\n`);
}

/**
 * The newest verdict of every scenario on every ground among the runs below a folder, and the files that are no
 * verdicts. Nothing if there is no such folder: nothing was played yet.
 */
export function lastVerdicts(out: string): { verdicts: SavedVerdict[]; damaged: string[] } {
  const newest = new Map<string, SavedVerdict>();
  const damaged: string[] = [];
  for (const path of savedBelow(out)) {
    const saved = readVerdict(path);
    if (saved === null) {
      damaged.push(path);
      continue;
    }
    const key = JSON.stringify([saved.scenario, saved.ground]);
    const before = newest.get(key);
    if (before === undefined || before.playedAt < saved.playedAt) newest.set(key, saved);
  }
  return { verdicts: [...newest.values()], damaged };
}

/** `<out>/<name>/<number>/verdict.json`. */
function savedBelow(out: string): string[] {
  if (!isFolder(out)) return [];
  return readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.split(/[/\\]/).length === 3 && file.endsWith('verdict.json'))
    .toSorted()
    .map((file) => join(out, file));
}

function readVerdict(path: string): SavedVerdict | null {
  const text = readText(path);
  try {
    return savedSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
