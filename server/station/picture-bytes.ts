/**
 * What pictures weigh where none are drawn: on sim a screen travels as a value, and its traffic is told by a table that
 * was measured on drawn ones.
 */
import type { Screen, Widget } from './screen.ts';

/** Of a widget that has changed, by look: bytes for its frame and for each character of its text. */
const WEIGHTS: Record<Widget['look'], { frame: number; character: number }> = {
  title: { frame: 420, character: 46 },
  text: { frame: 260, character: 34 },
  warning: { frame: 300, character: 36 },
  parked: { frame: 300, character: 36 },
  key: { frame: 380, character: 38 },
};

/** Bytes of the pictures that lead from one screen to the next; of the whole screen from null. */
export function pictureBytes(before: Screen | null, next: Screen): number {
  const known = new Set(before?.title === next.title ? before.widgets.map(keyOf) : []);
  let bytes = 0;
  for (const widget of next.widgets) {
    if (known.has(keyOf(widget))) continue;
    const { frame, character } = WEIGHTS[widget.look];
    bytes += frame + character * widget.text.length;
  }
  return bytes;
}

function keyOf({ x, y, text, look }: Widget): string {
  return `${x} ${y} ${look} ${text}`;
}
