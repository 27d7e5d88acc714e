/**
 * Draws screens with Skia (`@napi-rs/canvas`) and Noto Sans. What is drawn once is kept: keys and lines are the same on
 * every client of one size, so most screens of an evening are put together from what lies there.
 */
import { createRequire } from 'node:module';
import type * as Canvas from '@napi-rs/canvas';
import { drawGround, drawWidget } from '#protocols/thin-client/drawing';
import type { Rect, ShownWidget } from '#protocols/thin-client/messages';
import type { Picture } from '#protocols/thin-client/pictures';
import { changesOf } from '#server/station/changes';
import type { Renderer } from '#server/station/renderer';

/** So many pictures are kept, the ones made last: some 4 kB each. */
const MOST_KEPT = 4_000;
/** A larger picture is drawn coarser, pixels: no client makes the server draw for long. */
const MOST_PIXELS = 1_000_000;
/** The subsets of the font: what a name may be written in besides these is drawn as a box. */
const SUBSETS = ['latin', 'latin-ext', 'greek', 'cyrillic'];
const WEIGHTS = [400, 700];

type Drawing = Pick<typeof Canvas, 'createCanvas'>;

/** A renderer, which loads what it draws with when it is first asked. `failed` is told once if that is impossible here. */
export function createRenderer(failed: (why: string) => void, loaded: () => Drawing = loadCanvas): Renderer {
  let drawing: Drawing | null | undefined;
  const kept = new Map<string, Uint8Array>();

  function load(): Drawing | null {
    try {
      return loaded();
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  function keep(key: string, draw: () => Uint8Array): Uint8Array {
    let png = kept.get(key);
    if (png === undefined) {
      png = draw();
      kept.set(key, png);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
    }
    return png;
  }

  return (before, next, display) => {
    if (drawing === undefined) drawing = load();
    if (drawing === null) return null;
    const { createCanvas } = drawing;
    const { ground, widgets } = changesOf(before, next, display);
    const groundOf = (rect: Rect): Picture => ({ ...rect, png: keep('', () => onePixel(createCanvas)) });
    const pictureOf = (widget: ShownWidget): Picture => {
      const { x, y, width, height, look, text } = widget;
      const png = keep(`${width} ${height} ${look} ${text}`, () => drawn(createCanvas, widget));
      return { x, y, width, height, png };
    };
    return [...ground.map(groundOf), ...widgets.map(pictureOf)];
  };
}

const FAMILY = SUBSETS.map((subset) => `"Screen ${subset}"`).join(', ');

function loadCanvas(): Drawing {
  const load = createRequire(import.meta.url);
  const { GlobalFonts, createCanvas } = load('@napi-rs/canvas') as typeof Canvas;
  for (const subset of SUBSETS)
    for (const weight of WEIGHTS) {
      const path = load.resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff2`);
      if (GlobalFonts.registerFromPath(path, `Screen ${subset}`) === null) throw new Error(`${path} is no font.`);
    }
  return { createCanvas };
}

function onePixel(createCanvas: Drawing['createCanvas']): Uint8Array {
  const canvas = createCanvas(1, 1);
  drawGround(canvas.getContext('2d'), { x: 0, y: 0, width: 1, height: 1 });
  return canvas.encodeSync('png');
}

function drawn(createCanvas: Drawing['createCanvas'], { width, height, text, look }: ShownWidget): Uint8Array {
  const finer = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
  const size = { width: Math.max(1, Math.floor(width * finer)), height: Math.max(1, Math.floor(height * finer)) };
  const canvas = createCanvas(size.width, size.height);
  drawWidget(canvas.getContext('2d'), { x: 0, y: 0, ...size, text, look }, FAMILY);
  return canvas.encodeSync('png');
}
