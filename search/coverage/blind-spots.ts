/**
 * Marks that a search never saw hold: there it has gone blind, and a clean result says nothing of it. The numbers are
 * plain, so that those of workers, and of nights, can be kept and added up.
 */
import { marks, marksSeen, type Mark, type MarkCounts } from '#protocols/marks';

/** A mark that never held; `lookedAt` is how often it was looked at all the same. */
export type BlindSpot = Mark & { lookedAt: number };

/** What marks have counted in this process since then; those that counted nothing are left out. */
export function marksSince(before: MarkCounts): MarkCounts {
  const since: MarkCounts = {};
  for (const [id, now] of Object.entries(marksSeen())) {
    const held = now.held - (before[id]?.held ?? 0);
    const not = now.not - (before[id]?.not ?? 0);
    if (held > 0 || not > 0) since[id] = { held, not };
  }
  return since;
}

/** The numbers of several workers in one. */
export function addMarks(several: readonly MarkCounts[]): MarkCounts {
  const sum: MarkCounts = {};
  for (const counts of several)
    for (const [id, { held, not }] of Object.entries(counts)) {
      const known = sum[id] ?? { held: 0, not: 0 };
      sum[id] = { held: known.held + held, not: known.not + not };
    }
  return sum;
}

/** Every mark that never held in runs with these numbers. An `always` that was never looked at is one as well. */
export function blindSpots(counts: MarkCounts, all: readonly Mark[] = marks()): BlindSpot[] {
  return all.flatMap((mark) => {
    const { held, not } = counts[mark.id] ?? { held: 0, not: 0 };
    return held > 0 ? [] : [{ ...mark, lookedAt: not }];
  });
}
