/**
 * What a browser tells of the device it runs on, for the whitelist. Android browsers that keep the model to themselves
 * say "Android 10; K" in its place, whatever they run on: then the device is unknown. Whether energy saving lets the page
 * sleep no browser tells.
 */
import type { ThinClientHello } from '#protocols/thin-client/messages';

/** What a hello may say of it. */
const MOST_PIXELS = 8_192;
const LONGEST_NAME = 63;
/** Chrome, on any device whose model it does not tell. */
const KEPT_BACK = 'K';

/**
 * The model in a hello, from the user agent of the browser and its screen (`width` and `height` in CSS pixels, `dense`
 * pixels of the device for each); nothing if it is not told.
 */
export function modelOf(
  userAgent: string,
  { width, height }: { width: number; height: number },
  dense: number,
): Pick<ThinClientHello, 'model'> {
  const pixels = (length: number): number => Math.min(MOST_PIXELS, Math.round(length * dense));
  const display = { width: pixels(width), height: pixels(height) };
  const [, ios] = /\((?:iPhone|iPad|iPod)[^)]* OS (\d{1,2})_/.exec(userAgent) ?? [];
  if (ios !== undefined) return { model: { name: 'iOS', ios: Number(ios), display } };
  const [, android, name = KEPT_BACK] =
    /\(Linux; Android (\d{1,2})[^;)]*; ([^;]+?)(?: Build\/[^;]*)?(?:; wv)?\) AppleWebKit/.exec(userAgent) ?? [];
  if (android === undefined || name === KEPT_BACK) return {};
  return { model: { name: name.slice(0, LONGEST_NAME), android: Number(android), display } };
}
