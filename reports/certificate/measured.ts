/** What was measured for a criterion, as reports write it. */
import type { Certificate } from '#certification/certificate/statement';

type Result = Certificate['results'][number];

/** More decimals are in the signed file. */
const DECIMALS = 100;

const rounded = (value: number | string): string =>
  typeof value === 'number' ? String(Math.round(value * DECIMALS) / DECIMALS) : value;

/** `21.5 ms ± 1`; both runs where they differ. */
export function measuredText({ measured, unit, uncertainty }: Result): string {
  const values = [...new Set(measured.map(rounded))].join(' and ');
  const of = unit === undefined || unit === '–' ? '' : ` ${unit}`;
  return `${values}${of}${uncertainty === undefined ? '' : ` ± ${rounded(uncertainty)}`}`;
}
