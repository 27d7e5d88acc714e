/** Durations as people write them: `300ms`, `5s`, `14min`, `8h`, and sums like `1h30min`. */

const UNITS: Record<string, number> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };
const PART = /(\d+(?:\.\d+)?)(ms|s|min|h)/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|min|h))+$/;

/** Milliseconds of a written duration, or null if it is none. */
export function parseDuration(text: string): number | null {
  const compact = text.replaceAll(/\s/g, '');
  if (!WHOLE.test(compact)) return null;
  let total = 0;
  for (const [, amount, unit] of compact.matchAll(PART)) total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return Math.round(total);
}

/** A duration as people write it: 90000 → `1min30s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  let rest = Math.round(ms);
  let text = '';
  for (const unit of ['h', 'min', 's', 'ms']) {
    const size = UNITS[unit] ?? 1;
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}
