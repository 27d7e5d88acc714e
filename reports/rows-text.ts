/** The rows of behaviour × the scenarios that show them × how those came out last. */
import type { SavedVerdict } from '#runs/node-verdicts';
import { ROWS } from '#scenarios/rows';

export type Showing = { name: string; shows: readonly number[] };
export type ShownRow = {
  row: number;
  behaviour: string;
  scenarios: { name: string; last: Record<string, { verdict: string; met: boolean } | null> }[];
};
export type RowsTable = { grounds: string[]; rows: ShownRow[] };

/** Every row with its scenarios and their last verdict on each ground; null where it was not played yet. */
export function rowsTable(
  scenarios: readonly Showing[],
  verdicts: readonly SavedVerdict[],
  grounds: readonly string[],
): RowsTable {
  const lastOf = (name: string, ground: string): { verdict: string; met: boolean } | null => {
    const last = verdicts.find((one) => one.scenario === name && one.ground === ground);
    return last === undefined ? null : { verdict: last.verdict, met: last.met };
  };
  return {
    grounds: [...grounds],
    rows: ROWS.map(({ row, behaviour }) => ({
      row,
      behaviour,
      scenarios: scenarios
        .filter(({ shows }) => shows.includes(row))
        .map(({ name }) => ({
          name,
          last: Object.fromEntries(grounds.map((ground) => [ground, lastOf(name, ground)])),
        })),
    })),
  };
}

/** The table as text: a row with its scenarios below it, and a line that sums up. */
export function rowsText({ grounds, rows }: RowsTable): string {
  const names = rows.flatMap(({ scenarios }) => scenarios.map(({ name }) => name));
  const widest = Math.max(0, ...names.map((name) => name.length));
  const lines = rows.flatMap(({ row, behaviour, scenarios }) => [
    `${String(row).padStart(2)}  ${behaviour}${scenarios.length === 0 ? '  (no scenario yet)' : ''}`,
    ...scenarios.map(({ name, last }) => {
      const ends = grounds.map((ground) => `${ground} ${endText(last[ground] ?? null)}`.padEnd(20));
      return `      ${name.padEnd(widest)}  ${ends.join('')}`.trimEnd();
    }),
  ]);
  const shown = rows.filter(({ scenarios }) => scenarios.length > 0);
  const green = shown.filter(({ scenarios }) =>
    scenarios.every(({ last }) => grounds.every((ground) => last[ground]?.met === true)),
  );
  const sum = `${rows.length} rows, ${shown.length} with scenarios, ${green.length} of them as expected on ${grounds.join(' and ')}`;
  return `${lines.join('\n')}\n\n${sum}\n`;
}

function endText(last: { verdict: string; met: boolean } | null): string {
  if (last === null) return 'not played';
  return last.met ? last.verdict : `${last.verdict} (not as expected)`;
}
