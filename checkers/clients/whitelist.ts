/**
 * Devices are admitted by the whitelist, both ways: none that is not on it, too old or too new, refused, too small, or
 * against a condition of its row; and none is told one of that which is not so. The whitelist is of Android devices that
 * come as mPOS Client or Freestyle: a PayPOS and an iOS device are never turned away by it.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';

type Device = FloorSummary['devices'][number];
type Row = NonNullable<NonNullable<FloorSummary['clients']>['whitelist']>[number];
type Reason = { code: string; sentences?: readonly string[] };

const CODES: readonly string[] = [
  'device-not-listed',
  'android-too-old',
  'android-not-listed',
  'device-refused',
  'listing-expired',
  'display-too-small',
  'condition-not-met',
];
const NO_DISPLAY = { width: 0, height: 0 };

/** Everything that speaks against a device; empty if it must be admitted. No row of a floor ends. */
function reasonsAgainst({ family, model, display = NO_DISPLAY }: Device, whitelist: readonly Row[]): Reason[] {
  if (family === 'paypos' || model?.ios !== undefined) return [];
  const rows = whitelist.filter((one) => one.model === model?.name);
  const android = model?.android;
  if (rows.length === 0 || android === undefined) return [{ code: 'device-not-listed' }];
  const isOld = (one: Row) => android < one.leastAndroid;
  const row = rows.find((one) => !isOld(one) && (one.mostAndroid === undefined || android <= one.mostAndroid));
  if (row === undefined) return [{ code: rows.every(isOld) ? 'android-too-old' : 'android-not-listed' }];
  const { leastDisplay, conditions, refused } = row;
  const sides = [display.width, display.height].toSorted((a, b) => a - b);
  const isSmall = [leastDisplay.width, leastDisplay.height].some((least, i) => (sides[i] ?? 0) < least);
  const unmet = conditions.filter(({ must }) =>
    must === 'portrait' ? display.width >= display.height : model?.batterySaverExempt !== true,
  );
  const sentences = ({ en, de }: { en: string; de: string }) => [en, de];
  return [
    ...(refused === undefined ? [] : [{ code: 'device-refused', sentences: sentences(refused) }]),
    ...(isSmall ? [{ code: 'display-too-small' }] : []),
    ...(unmet.length > 0
      ? [{ code: 'condition-not-met', sentences: unmet.flatMap(({ sentence }) => sentences(sentence)) }]
      : []),
  ];
}

class Listed {
  private readonly found: Findings;
  private readonly reasons: ReadonlyMap<string, readonly Reason[]>;

  constructor({ floor }: HistoryHeader, found: Findings) {
    this.found = found;
    const rows = floor.clients?.whitelist;
    // Without a whitelist, and in histories of the first days, nobody is turned away by it.
    this.reasons = new Map(
      floor.devices.map((device) => [device.name, rows === undefined ? [] : reasonsAgainst(device, rows)]),
    );
  }

  admitted(node: string, t: number, id: number): void {
    const reasons = this.reasons.get(node);
    if (reasons === undefined) return;
    this.found.judge();
    const [why] = reasons;
    if (why === undefined) return;
    this.found.fail(
      [id],
      `let the whitelist speak against ${node} (${why.code}); then at ${this.found.at(t)} it asked for a place; however it was admitted`,
      `admitted in spite of ${why.code}`,
    );
  }

  told({ node, code, sentence, t }: EventOf<'told'>, id: number): void {
    const reasons = this.reasons.get(node);
    if (reasons === undefined || !CODES.includes(code)) return;
    this.found.judge();
    const why = reasons.find((one) => one.code === code);
    if (why !== undefined && why.sentences?.includes(sentence ?? '') !== false) return;
    this.found.fail(
      [id],
      `let ${node} ask for a place; then at ${this.found.at(t)} it was told "${sentence ?? code}"; however that is not so`,
      `told ${code} untruly`,
    );
  }
}

export const whitelist: Checker = {
  name: 'whitelist',
  about: 'Devices are admitted by the whitelist, and told truly why not.',
  start(header) {
    const found = findings('whitelist', header);
    const fold = new Listed(header, found);
    return {
      on: {
        admitted: ({ node, t }, id) => fold.admitted(node, t, id),
        told: (event, id) => fold.told(event, id),
      },
      facts: { 'client-admitted': ({ install }, { at }, id) => fold.admitted(install, at, id) },
      end: (whole) => found.result(whole),
    };
  },
};
