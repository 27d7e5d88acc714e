/** A whitelist as one page: what may be used and under which conditions, what may not and why, what no longer counts. */
import type { WhitelistRow } from '#certification/whitelist/table';
import { documentPage, section, table, type Cell } from '../document.ts';
import type { ReportAssets } from '../page-shell.ts';
import { cellsOf, COLUMNS } from './columns.ts';

export function whitelistPage(rows: readonly WhitelistRow[], at: string, assets: ReportAssets): string {
  const counting = rows.filter(({ replacedBy }) => replacedBy === null);
  const parts: [id: string, title: string, some: WhitelistRow[]][] = [
    ['listed', 'Devices that may be used', counting.filter(({ standing }) => standing === 'listed')],
    ['refused', 'Devices that are refused', counting.filter(({ standing }) => standing === 'refused')],
    ['over', 'Certificates that do not hold', counting.filter(({ standing }) => standing === 'over')],
    ['replaced', 'Replaced certificates', rows.filter(({ replacedBy }) => replacedBy !== null)],
  ];
  const shown = parts.filter(([id, , some]) => id === 'listed' || some.length > 0);
  const [listed] = parts;
  const due = listed?.[2].filter((one) => one.due !== null).length ?? 0;
  return documentPage(
    {
      title: 'Whitelist of Android devices for mobile POS',
      about: `As of ${at}: ${listed?.[2].length ?? 0} listed, ${due} of them to be certified again soon.`,
      by: 'mpos-twin · whitelist',
    },
    shown.map(([id, title, some]) => section(id, title, some.length === 0 ? '<p>None.</p>' : tableOf(title, some))),
    'A device is listed for one main version of Android; after an upgrade it has to be certified again.',
    assets,
  );
}

function tableOf(label: string, rows: readonly WhitelistRow[]): string {
  return table(
    label,
    COLUMNS,
    rows.map((row) => ({ cells: cellsOf(row).map(ofKind) })),
  );
}

/** How the cells of a column are laid out. */
const KINDS: Readonly<Record<string, string>> = {
  Android: 'short',
  conditions: 'sentences',
  build: 'build',
  'valid until': 'short',
};

function ofKind(text: string, i: number): Cell {
  const kind = KINDS[COLUMNS[i] ?? ''];
  return kind === undefined ? text : { text, kind };
}
