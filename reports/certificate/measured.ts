/** What was measured for a criterion, as reports write it. */
import type { Certificate } from '#certification/certificate/statement';

type Result = Certificate['results'][number];

/** `21.5 ms ± 1`; both runs where they differ. */
export function measuredText({ measured, unit, uncertainty }: Result): string {
  const values = [...new Set(measured.map(String))].join(' and ');
  const of = unit === undefined || unit === '–' ? '' : ` ${unit}`;
  return `${values}${of}${uncertainty === undefined ? '' : ` ± ${uncertainty}`}`;
}
