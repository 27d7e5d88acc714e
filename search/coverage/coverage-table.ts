/** Which items were come to and which were not, and whether that is as search/coverage/never-generated.ts says. */
import { allItems, itemKey, type ItemGroup } from './items.ts';
import { NEVER_GENERATED, SELDOM_GENERATED } from './never-generated.ts';
import type { Counts } from './tally.ts';

export type CoverageRow = {
  group: ItemGroup;
  item: string;
  often: number;
  /** Why it is never or seldom come to, if somebody has said so. */
  reason?: string;
};

export type CoverageTable = {
  rows: CoverageRow[];
  /** Items that were not come to, for no reason. */
  missing: string[];
  /** Reasons for what is never come to, and was; or for what is no item. */
  stale: string[];
};

/** Item, or the beginning of several and a star, → why. */
export type Reasons = Readonly<Record<string, string>>;

/** The table of some counts, in the order of the groups. */
export function coverageTable(
  counts: Counts,
  { never = NEVER_GENERATED, seldom = SELDOM_GENERATED }: { never?: Reasons; seldom?: Reasons } = {},
  items = allItems(),
): CoverageTable {
  const reasons = { ...never, ...seldom };
  const used = new Set<string>();
  const missing: string[] = [];
  const stale: string[] = [];
  const rows = items.map((item): CoverageRow => {
    const key = itemKey(item);
    const often = counts[key] ?? 0;
    const because = Object.keys(reasons).find((pattern) => isOf(pattern, key));
    if (because !== undefined) used.add(because);
    // Some of many may turn up; one that is named may not.
    if (because === key && often > 0 && Object.hasOwn(never, key)) stale.push(because);
    if (because === undefined && often === 0) missing.push(key);
    return {
      group: item.group,
      item: item.text,
      often,
      ...(because === undefined ? {} : { reason: reasons[because] as string }),
    };
  });
  return { rows, missing, stale: [...stale, ...Object.keys(reasons).filter((pattern) => !used.has(pattern))] };
}

function isOf(pattern: string, key: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}
