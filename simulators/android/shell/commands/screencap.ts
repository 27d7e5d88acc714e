/** `screencap`: a picture of the screen as a PNG, to a file or as it is; black while the screen is off. */
import { pngOf } from '../../picture.ts';
import type { Command } from '../command.ts';
import { shownSize } from './display.ts';

const BLACK = [0, 0, 0] as const;
const BAR = [33, 37, 41] as const;
const PAPER = [246, 246, 244] as const;
const INK = [20, 80, 140] as const;

/** Heights of the bars, in parts of the long side. */
const STATUS_PART = 30;
const KEY_PART = 16;

export const screencap: Command = ({ device, args, out }) => {
  const { width, height } = shownSize(device);
  const on = device.screen.getSnapshot().value === 'on';
  const status = Math.floor(Math.max(width, height) / STATUS_PART);
  const keys = height - Math.floor(Math.max(width, height) / KEY_PART);
  const paint = (x: number, y: number): number => {
    if (!on) return 0;
    if (y < status || y >= keys) return 1;
    // A tile where the app would be: what is seen differs from place to place.
    return x > width / 4 && x < (3 * width) / 4 && y > height / 3 && y < height / 2 ? 3 : 2;
  };
  const png = pngOf(width, height, [BLACK, BAR, PAPER, INK], paint);
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file === undefined) out(png);
  else device.files.write(file, png);
  return 0;
};
