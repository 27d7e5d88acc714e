/** The results of both runs as a table for people. */
import type { Catalogue } from '../catalogue/criterion.ts';
import type { Measure } from '../catalogue/judge.ts';
import type { Judgement, Measures } from '../catalogue/verdict.ts';

const DECIMALS = 100;

export function resultText(
  catalogue: Catalogue,
  { results, verdict, conditions }: Judgement,
  runs: readonly Measures[],
): string {
  const applying = catalogue.criteria.filter(({ id }) => results.has(id));
  const rows = applying.map(({ id, unit, requirement }) => {
    const { class: one, notes } = results.get(id) ?? { class: 'unknown', notes: [] };
    const measured = runs.map((measures) => measureText(measures[id], unit));
    const both = measured.every((text) => text === measured[0]) ? (measured[0] ?? '') : measured.join(' / ');
    return [id, one, both, one === 'pass' ? requirement : [requirement, ...notes].join(' ')] as const;
  });
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', `Verdict: ${verdict}`, ...conditions.map((one) => `  ${one}`), ''].join('\n');
}

function measureText(measure: Measure | undefined, unit: string): string {
  if (measure === undefined || measure.kind === 'unknown') return '?';
  if (measure.kind === 'word') return measure.word;
  const value = Math.round(measure.value * DECIMALS) / DECIMALS;
  const off = Math.round(measure.uncertainty * DECIMALS) / DECIMALS;
  return `${value}${off === 0 ? '' : ` ± ${off}`} ${unit}`;
}
