/** `screencap`: a picture of the screen as a PNG, to a file or as it is; black while the screen is off. */
import { pngOf } from '../../picture.ts';
import type { AndroidDevice } from '../../device.ts';
import type { Call, Running } from '../command.ts';
import { shownSize } from './display.ts';

const BLACK = [0, 0, 0] as const;
const BAR = [33, 37, 41] as const;
const PAPER = [246, 246, 244] as const;
const INK = [20, 80, 140] as const;

/** How long a browser may take for its picture, and how often is looked, ms. */
const LONGEST_MS = 5_000;
const LOOK_MS = 20;

/** Heights of the bars, in parts of the long side. */
const STATUS_PART = 30;
const KEY_PART = 16;

export function* screencap({ device, args, out }: Call): Running {
  const on = device.screen.getSnapshot().value === 'on';
  const png = (on ? yield* pictureOfBrowser(device) : null) ?? drawn(device, on);
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file === undefined) out(png);
  else device.files.write(file, png);
  return 0;
}

/** What the browser shows, if it runs and says so in time. */
function* pictureOfBrowser(device: AndroidDevice): Generator<number, Uint8Array | null, void> {
  const answer: { png?: Uint8Array | null } = {};
  device.picture((png) => (answer.png = png));
  for (let ms = 0; answer.png === undefined && ms < LONGEST_MS; ms += LOOK_MS) yield LOOK_MS;
  return answer.png ?? null;
}

function drawn(device: AndroidDevice, on: boolean): Uint8Array {
  const { width, height } = shownSize(device);
  const status = Math.floor(Math.max(width, height) / STATUS_PART);
  const keys = height - Math.floor(Math.max(width, height) / KEY_PART);
  return pngOf(width, height, [BLACK, BAR, PAPER, INK], (x, y) => {
    if (!on) return 0;
    if (y < status || y >= keys) return 1;
    // A tile where the app would be: what is seen differs from place to place.
    return x > width / 4 && x < (3 * width) / 4 && y > height / 3 && y < height / 2 ? 3 : 2;
  });
}
