/** Two certificates side by side, on a console and as a page. */
import { deviceName } from '#certification/certificate/device-record';
import type { ComparedCriterion, Comparison } from '#certification/comparison/compare';
import type { Certificate } from '#certification/certificate/statement';
import { documentPage, list, section, table } from '../document.ts';
import { oneLine } from '../figures.ts';
import type { ReportAssets } from '../page-shell.ts';
import { measuredText } from './measured.ts';

/** The certificates a comparison is of. */
export type Two = readonly [Certificate, Certificate];

const CHANGES: Readonly<Record<ComparedCriterion['change'], string>> = {
  better: 'better',
  worse: 'worse',
  measured: 'measured otherwise',
  same: 'the same',
  added: 'only the second has it',
  gone: 'only the first has it',
};

const KINDS: Readonly<Record<Comparison['kind'], string>> = {
  'two devices': 'Two devices',
  upgrade: 'One device before and after an upgrade of Android',
  'another build': 'One device with two builds',
  'the same build': 'The same build twice',
};

const nameOf = ({ device }: Certificate): string => `${deviceName(device)}, Android ${device.android}`;

function resultText(result: ComparedCriterion['first']): string {
  return result === null ? '–' : `${result.class}: ${measuredText(result)}`;
}

const conditionsOf = ({ conditions: { kept, added, gone } }: Comparison): string[] => [
  ...kept.map((one) => `both: ${one}`),
  ...gone.map((one) => `only the first: ${one}`),
  ...added.map((one) => `only the second: ${one}`),
];

/** What changed, a line each; how much did not. Ends with a line break. */
export function comparisonText(comparison: Comparison, two: Two): string {
  const { kind, device, verdicts, criteria } = comparison;
  const changed = criteria.filter(({ change }) => change !== 'same');
  const head = `${KINDS[kind]}: ${nameOf(two[0])} | ${nameOf(two[1])}`;
  const more = [
    `verdict    ${verdicts.join(' | ')}`,
    ...device.map(({ field, first, second }) => `${field.padEnd(9)}  ${first} | ${second}`),
    ...conditionsOf(comparison).map((one) => `condition  ${one}`),
    ...changed.map(
      ({ id, change, first, second }) =>
        `${id.padEnd(9)}  ${CHANGES[change]}: ${resultText(first)} | ${resultText(second)}`,
    ),
    `${criteria.length - changed.length} of ${criteria.length} criteria the same`,
  ];
  return [oneLine(head), ...more.map((one) => `  ${oneLine(one)}`), ''].join('\n');
}

export function comparisonPage(comparison: Comparison, two: Two, assets: ReportAssets): string {
  const { kind, device, verdicts, criteria } = comparison;
  const changed = criteria.filter(({ change }) => change !== 'same');
  const conditions = conditionsOf(comparison);
  const head = ['fact', ...two.map(nameOf)];
  const fact = (name: string, of: (one: Certificate) => string) => {
    const cells = [name, ...two.map(of)];
    return { cells, isChanged: cells[1] !== cells[2] };
  };
  const facts = [
    fact('verdict', ({ verdict }) => verdict),
    fact('build', (one) => one.device.fingerprint),
    fact('Android', (one) => `${one.device.android}, API level ${one.device.api}`),
    fact('display', (one) => `${one.device.display.width} × ${one.device.display.height}`),
    fact('app', (one) => one.device.appVersion),
    fact('certificate', ({ id, issuedAt }) => `${id}, issued ${issuedAt}`),
  ];
  const rows = criteria.map(({ id, change, first, second }) => ({
    cells: [id, resultText(first), resultText(second), CHANGES[change]],
    isChanged: change !== 'same',
  }));
  return documentPage(
    {
      title: KINDS[kind],
      about: `${verdicts.join(', then ')}; ${changed.length} of ${criteria.length} criteria differ, ${device.length} facts of the device.`,
      by: 'mpos-twin · comparison',
    },
    [
      section('devices', 'The devices', table('The devices', head, facts)),
      section('conditions', 'Conditions', conditions.length === 0 ? '<p>None.</p>' : list(conditions)),
      section('criteria', 'Criteria', table('Criteria', ['criterion', ...two.map(nameOf), 'change'], rows)),
    ],
    'A number counts as changed where it differs by more than both uncertainties.',
    assets,
  );
}
