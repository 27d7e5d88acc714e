/** The table of what generated floors come to, and the list of marks, as text. */
import type { Mark } from '#protocols/marks';
import type { CoverageRow, CoverageTable } from '#search/coverage/coverage-table';
import { ITEM_GROUPS, type ItemGroup } from '#search/coverage/items';

/** The rows group by group, each with how often; with `missing`, only those that were not come to. */
export function coverageText({ rows, missing, stale }: CoverageTable, only: { missing: boolean }): string {
  const groups = Object.keys(ITEM_GROUPS) as ItemGroup[];
  const parts = groups.map((group) => {
    const all = rows.filter((row) => row.group === group);
    const shown = only.missing ? all.filter(({ often }) => often === 0) : all;
    const come = all.filter(({ often }) => often > 0).length;
    const title = `${group}: ${ITEM_GROUPS[group]} (${come} of ${all.length})`;
    return [title, ...shown.map(rowText)].join('\n');
  });
  const reasoned = rows.filter(({ often, reason }) => often === 0 && reason !== undefined).length;
  const sum = `${rows.length} items, ${missing.length} never come to${reasoned === 0 ? '' : `, ${reasoned} more for a reason`}`;
  const wrong = stale.map((item) => `come to although there is a reason why not, or no item: ${item}`);
  return `${[...parts, [sum, ...wrong].join('\n')].join('\n\n')}\n`;
}

function rowText({ item, often, reason }: CoverageRow): string {
  const why = often === 0 && reason !== undefined ? `  (${reason})` : '';
  return `${String(often).padStart(9)}  ${item}${why}`;
}

/** The marks, by what they are for. */
export function marksText(marks: readonly Mark[]): string {
  const widest = Math.max(...marks.map(({ id }) => id.length));
  return `${marks.map(({ id, sort, about }) => `${sort.padEnd(9)}  ${id.padEnd(widest)}  ${about}`).join('\n')}\n`;
}
