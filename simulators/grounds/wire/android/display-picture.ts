/**
 * What a simulated device shows while its browser is in front: the bar of the system with the time, the bar of the
 * browser with the address, the page, and the keys of the system; and what other apps lay over all that. Its screenshots
 * show it so, as those of real devices do.
 */
import type * as Canvas from '@napi-rs/canvas';
import type { AndroidDevice } from '#simulators/android/device';
import { shownSize } from '#simulators/android/shell/commands/display';

const MDPI = 160;
/** Heights of bars, dp: of Android's own system, and of Chrome. */
const STATUS_DP = 24;
const ADDRESS_DP = 56;
const KEYS_DP = 48;
const BAR = '#212529';
const ADDRESS = '#ffffff';
const BUBBLE = '#1877f2';
const FILM = '#ff9a1f';
const HUNDRED = 100;
/** How far down a bubble hangs at the right edge, in parts of the height. */
const BUBBLE_AT = 0.4;

/** Where the page is on the display, pixels of that. */
export function placeOfPage(device: AndroidDevice): { top: number; width: number; height: number } {
  const { width, height } = shownSize(device);
  const scale = device.profile.display.dpi / MDPI;
  const top = Math.round((STATUS_DP + ADDRESS_DP) * scale);
  return { top, width, height: height - top - Math.round(KEYS_DP * scale) };
}

/** A PNG of the display, from one of its page. Throws if this machine cannot draw. */
export async function displayPicture(device: AndroidDevice, page: Uint8Array): Promise<Uint8Array> {
  const { createCanvas, loadImage }: typeof Canvas = await import('@napi-rs/canvas');
  const { width, height } = shownSize(device);
  const scale = device.profile.display.dpi / MDPI;
  const { top } = placeOfPage(device);
  const canvas = createCanvas(width, height);
  const brush = canvas.getContext('2d');
  brush.fillStyle = BAR;
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = ADDRESS;
  brush.fillRect(0, STATUS_DP * scale, width, ADDRESS_DP * scale);
  brush.drawImage(await loadImage(Buffer.from(page)), 0, top);
  if (device.bubbleDp > 0) {
    const radius = (device.bubbleDp * scale) / 2;
    brush.fillStyle = BUBBLE;
    brush.beginPath();
    brush.arc(width - radius, height * BUBBLE_AT, radius, 0, 2 * Math.PI);
    brush.fill();
  }
  if (device.filmPercent > 0) {
    brush.globalAlpha = device.filmPercent / HUNDRED;
    brush.fillStyle = FILM;
    brush.fillRect(0, 0, width, height);
  }
  return await canvas.encode('png');
}
