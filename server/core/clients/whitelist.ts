/**
 * Whether a device is admitted by the whitelist. It judges Android devices that come as mPOS Client or Freestyle: a PayPOS
 * is a payment terminal that is sold with its app, and the whitelist is none of iOS devices. Each hello is judged, so that
 * a device whose Android or display has changed is not let in by what it was, nor by a row that has ended since.
 */
import type { ErrorCode } from '#protocols/errors/errors';
import type { ThinClientHello } from '#protocols/thin-client/messages';
import { speaksOf, type DatedWhitelist } from '#protocols/whitelist';
import type { ServerConfig } from '../config.ts';

/** The error, and the sentence of the row it comes of, in the language of the server. */
export type Unlisted = { code: ErrorCode; sentence?: string };

type Rules = Pick<ServerConfig, 'language'> & { whitelist?: DatedWhitelist | undefined };

/** Why the whitelist lets a device not in at this time (ms since 1970); null if it does, or is not there. */
export function whyNotListed(
  { whitelist, language }: Rules,
  { kind, model, display: drawn }: Pick<ThinClientHello, 'kind' | 'model' | 'display'>,
  wallMs: number,
): Unlisted | null {
  if (whitelist === undefined || kind === 'paypos' || model?.ios !== undefined) return null;
  const rows = whitelist.filter((one) => one.model === model?.name);
  if (model?.android === undefined || rows.length === 0) return { code: 'device-not-listed' };
  const { android } = model;
  const row = rows.find((one) => speaksOf(one, android));
  if (row === undefined) {
    return {
      code: rows.every(({ leastAndroid }) => android < leastAndroid) ? 'android-too-old' : 'android-not-listed',
    };
  }
  if (row.refused !== undefined) return { code: 'device-refused', sentence: row.refused[language] };
  if (row.validUntil !== undefined && wallMs >= Date.parse(row.validUntil)) return { code: 'listing-expired' };
  const display = model.display ?? drawn;
  if (!isLargeEnough(display, row)) return { code: 'display-too-small' };
  const isMet = {
    portrait: display.height > display.width,
    'battery-saver-exempt': model.batterySaverExempt === true,
  };
  const unmet = row.conditions.find(({ must }) => !isMet[must]);
  return unmet === undefined ? null : { code: 'condition-not-met', sentence: unmet.sentence[language] };
}

/** However it is held, its shorter side counts as its width. */
function isLargeEnough(
  { width, height }: { width: number; height: number },
  { leastDisplay }: DatedWhitelist[number],
): boolean {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return short >= leastDisplay.width && long >= leastDisplay.height;
}
