/** What the hunts came to, as text: a line for each mutant, then how the searches compare. */
import type { Kind } from '../mutants/mutant.ts';
import type { Hunted } from './hunt.ts';
import type { SearchName } from './searches.ts';

export type Row = { mutant: string; about: string; kind: Kind; hunts: Partial<Record<SearchName, Hunted>> };
export type Figures = { date: string; seconds: number; floors: number; seed: number; rows: Row[] };

/** `found` of `hunted`; CPU seconds and floors in the middle and at 90 of 100, a bug not found counted as the budget. */
export type Summary = {
  found: number;
  hunted: number;
  medianSeconds: number;
  p90Seconds: number;
  medianFloors: number;
  p90Floors: number;
};

/** What a search came to over all mutants it was tried on. */
export function summarise({ rows, seconds }: Figures, search: SearchName): Summary {
  const hunts = rows.flatMap((row) => row.hunts[search] ?? []);
  const took = hunts.map((hunt) => (hunt.found ? hunt.seconds : Math.max(seconds, hunt.seconds)));
  const floors = hunts.map((hunt) => hunt.floors);
  return {
    found: hunts.filter(({ found }) => found).length,
    hunted: hunts.length,
    medianSeconds: quantile(took, 0.5),
    p90Seconds: quantile(took, 0.9),
    medianFloors: quantile(floors, 0.5),
    p90Floors: quantile(floors, 0.9),
  };
}

/** The value below which that part of the values lies; 0 for none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** The best of the others by what is asked of their summaries. */
export function bestOther(
  figures: Figures,
  searches: readonly SearchName[],
  of: keyof Summary,
): [SearchName, number] | null {
  const others = searches
    .filter((name) => name !== 'ours')
    .map((name): [SearchName, Summary] => [name, summarise(figures, name)])
    .filter(([, { hunted }]) => hunted > 0)
    .map(([name, summary]): [SearchName, number] => [name, summary[of]]);
  return others.toSorted((a, b) => a[1] - b[1])[0] ?? null;
}

/** One cell: floors, seconds, checkers, shrunk size; what it tried if it found nothing. */
export function cellOf(hunt: Hunted | undefined): string {
  if (hunt === undefined) return '';
  const spent = `${hunt.floors} floors ${hunt.seconds.toFixed(1)} s`;
  if (!hunt.found) return `MISSED in ${spent}`;
  const size = hunt.shrunk === null ? '' : `, ${hunt.shrunk.acts} acts, ${hunt.shrunk.devices} devices`;
  return `${spent}, ${hunt.checkers.join(' ')}${size}`;
}

/** The comparison at the end. */
export function comparison(figures: Figures, searches: readonly SearchName[]): string[] {
  const lines = searches.map((name) => {
    const s = summarise(figures, name);
    return [
      name.padEnd(10),
      `${s.found} of ${s.hunted} found`.padEnd(20),
      `median ${s.medianSeconds.toFixed(2)} s, ${s.medianFloors} floors`.padEnd(32),
      `90 % ${s.p90Seconds.toFixed(2)} s, ${s.p90Floors} floors`,
    ].join(' ');
  });
  if (!searches.includes('ours')) return lines;
  const small = shrunkLine(figures);
  if (small !== null) lines.push(small);
  const ours = summarise(figures, 'ours');
  for (const [what, of] of [
    ['median', 'medianSeconds'],
    ['90 %', 'p90Seconds'],
  ] as const) {
    const best = bestOther(figures, searches, of);
    if (best !== null) lines.push(`${what}: ours is ${(best[1] / ours[of]).toFixed(1)} times as fast as ${best[0]}`);
  }
  return lines;
}

/** How small the finds of ours became; null if none was made smaller. */
function shrunkLine({ rows }: Figures): string | null {
  const shrunk = rows.flatMap(({ hunts }) => hunts.ours?.shrunk ?? []);
  if (shrunk.length === 0) return null;
  const half = (of: 'acts' | 'devices' | 'seconds'): number =>
    quantile(
      shrunk.map((one) => one[of]),
      0.5,
    );
  const seconds = half('seconds').toFixed(1);
  return `shrunk: ${shrunk.length} finds, median ${half('acts')} steps and faults, ${half('devices')} devices, ${seconds} s`;
}
