/**
 * Whether a device is admitted by the whitelist. It judges Android devices that come as mPOS Client or Freestyle: a PayPOS
 * is a payment terminal that is sold with its app, and the whitelist is none of iOS devices. Each hello is judged, so that
 * a device whose Android or display has changed is not let in by what it was.
 */
import type { ErrorCode } from '#protocols/errors';
import type { ThinClientHello } from '#protocols/thin-client/messages';
import type { Whitelist } from '#protocols/whitelist';
import type { ServerConfig } from '../config.ts';

/** The error, and the condition of the row that is not met, in the language of the server. */
export type Unlisted = { code: ErrorCode; sentence?: string };

/** Why the whitelist lets a device not in; null if it does, or is not there. */
export function whyNotListed({ whitelist, language }: ServerConfig, hello: ThinClientHello): Unlisted | null {
  const { kind, model, display: drawn } = hello;
  if (whitelist === undefined || kind === 'paypos' || model?.ios !== undefined) return null;
  const row = whitelist.find((one) => one.model === model?.name);
  if (row === undefined || model?.android === undefined) return { code: 'device-not-listed' };
  if (model.android < row.leastAndroid) return { code: 'android-too-old' };
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
  { leastDisplay }: Whitelist[number],
): boolean {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return short >= leastDisplay.width && long >= leastDisplay.height;
}
