/** What devices sent and got, as a table: bytes of each, for a tab and for a line, and both families side by side. */
import type { RunResult } from '#checkers/run-result';
import { comparedTraffic, type DeviceTraffic, type FamilyTraffic } from '#checkers/clients/traffic-figures';
import { escapeMarkup } from '../escape.ts';
import { bytesText, grouped, oneLine } from '../figures.ts';
import { browserLine, trafficLine, trafficOf } from '../traffic-text.ts';

export function trafficSection(results: readonly RunResult[], heads: readonly string[]): string {
  const parts = results.flatMap((result, run) => {
    const { devices } = trafficOf(result);
    return devices.length === 0 ? [] : [runPart(result, devices, results.length > 1 ? (heads[run] ?? '') : '')];
  });
  if (parts.length === 0) return '';
  return `<section class="traffic" aria-labelledby="traffic-title"><h2 id="traffic-title">Traffic</h2>
${parts.join('\n')}</section>`;
}

const COLUMNS = ['device', 'family', 'up', 'down', 'tabs', 'lines', 'a tab', 'a line'];

function runPart(result: RunResult, devices: readonly DeviceTraffic[], head: string): string {
  const { standard, thin } = comparedTraffic(devices);
  const name = `Traffic of devices${head === '' ? '' : `, ${escapeMarkup(head)}`}`;
  const heading = COLUMNS.map((column) => `<th scope="col">${column}</th>`).join('');
  const rows = [
    ...sumRow('thin clients', thin),
    ...sumRow('standard devices', standard),
    ...devices.map((one) => row(escapeMarkup(oneLine(one.device)), escapeMarkup(one.family), one)),
  ];
  const line = trafficLine(result);
  const pages = browserLine(trafficOf(result));
  const summary = `${line === '' ? 'traffic of each device' : line}${pages === '' ? '' : `; ${pages}`}`;
  return `<details><summary>${head === '' ? '' : `${escapeMarkup(head)}: `}${escapeMarkup(summary)}</summary><div class="wide" role="region" aria-label="${name}" tabindex="0"><table><thead><tr>${heading}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></details>`;
}

const sumRow = (name: string, family: FamilyTraffic): string[] =>
  family.devices === 0 ? [] : [row(name, `${grouped(family.devices)} together`, family)];

function row(
  name: string,
  family: string,
  { up, down, tabs, bookings }: Omit<DeviceTraffic, 'device' | 'family'>,
): string {
  const share = (of: number): string => (of === 0 ? '–' : bytesText((up + down) / of));
  const cells = [
    family,
    bytesText(up),
    bytesText(down),
    grouped(tabs),
    grouped(bookings),
    share(tabs),
    share(bookings),
  ];
  return `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
