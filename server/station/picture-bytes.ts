/**
 * What pictures weigh where none are drawn: on sim a screen travels as a value, and its traffic is told by a table that
 * was measured on drawn ones. `benchmarks/picture-bytes.ts` makes the table anew, and tests/e2e/pages/pictures.test.ts holds
 * it and the renderer together.
 */
import { PICTURE_HEADER } from '#protocols/thin-client/pictures';
import { changesOf } from './changes.ts';
import { scaleOf, type Display, type Screen, type Widget } from './screen.ts';

/** Bytes of the PNG of a widget at the smallest size, by look: of its frame, and of each character of its text. */
const WEIGHTS: Record<Widget['look'], { frame: number; character: number }> = {
  title: { frame: 510, character: 252 },
  text: { frame: 731, character: 158 },
  warning: { frame: 955, character: 130 },
  parked: { frame: 0, character: 131 },
  key: { frame: 1_381, character: 264 },
};
/** Bytes of a ground, which is one pixel. */
const GROUND = 99;

/** Bytes of the pictures that lead from one screen to the next; of the whole screen from null. They grow with its size. */
export function pictureBytes(before: Screen | null, next: Screen, display: Display): number {
  const { ground, widgets } = changesOf(before, next, display);
  const thousandths = scaleOf(display);
  let bytes = ground.length * (PICTURE_HEADER + GROUND);
  for (const { look, text } of widgets) {
    const { frame, character } = WEIGHTS[look];
    bytes += PICTURE_HEADER + Math.floor(((frame + character * text.length) * thousandths) / 1_000);
  }
  return bytes;
}
