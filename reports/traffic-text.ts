/** The traffic of a run in one line: what a tab costs on thin clients, on standard devices, and how the two compare. */
import type { RunResult } from '#checkers/run-result';
import { comparedTraffic, type FamilyTraffic, type TrafficFigures } from '#checkers/clients/traffic-figures';
import { bytesText, grouped, timesText } from './figures.ts';

/** What devices told of their traffic; none for histories of the first days, and where no device told any. */
export function trafficOf({ checkers }: Pick<RunResult, 'checkers'>): TrafficFigures {
  return checkers.find(({ traffic }) => traffic !== undefined)?.traffic ?? { devices: [] };
}

/** `23 pages in one browser: 1,244 MB`; empty where none of the devices was a page. */
export function browserLine({ browser }: TrafficFigures): string {
  if (browser === undefined) return '';
  const { pages, memoryBytes } = browser;
  const memory = memoryBytes === undefined ? 'of unknown memory' : `${grouped(memoryBytes / 1_000_000)} MB`;
  return `${pages} page${pages === 1 ? '' : 's'} in one browser: ${memory}`;
}

/** `traffic: 161 kB a tab on thin clients, 1.3 kB a tab on standard devices: 125×`; empty where there is none to tell of. */
export function trafficLine(result: Pick<RunResult, 'checkers'>): string {
  const { standard, thin, timesForATab } = comparedTraffic(trafficOf(result).devices);
  const families = [...told(thin, 'thin clients'), ...told(standard, 'standard devices')];
  if (families.length === 0) return '';
  return `traffic: ${families.join(', ')}${timesForATab === null ? '' : `: ${timesText(timesForATab)}`}`;
}

function told({ bytesPerTab }: FamilyTraffic, family: string): string[] {
  return bytesPerTab === null ? [] : [`${bytesText(bytesPerTab)} a tab on ${family}`];
}
