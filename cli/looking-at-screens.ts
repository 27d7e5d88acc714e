/**
 * Screenshots of a device at work beside what they should show: the screen that the server said, drawn by its own
 * renderer and laid on a canvas as the page does, in the size that the page has it in.
 */
import { createRequire } from 'node:module';
import type * as Canvas from '@napi-rs/canvas';
import type { ScreenLook } from '#certification/work/evening';
import { compareWith, type Pixels } from '#certification/work/screenshot';
import { countedLooks, kindOf, lookOf } from '#certification/work/screens';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import { createRenderer } from '#server/edges/pages/renderer';
import type { ScreenPlace } from '#simulators/grounds/wire/lent-device';
import type { ScreenTaker, TakenScreen } from './taking-screens.ts';

/** How they looked, and the pictures of those that count, by the names of their files. */
export type LookedAt = { looks: ScreenLook[]; files: { name: string; content: string | Uint8Array }[] };

/** `beside`: the screenshot, what it should show, and where that begins in it. */
type Looked = { look: ScreenLook; beside?: { png: Uint8Array; reference: Uint8Array; left: number; top: number } };

/** A page that has a screen in less of its size says nothing: each browser makes letters so small in its own way. */
const LEAST_PART = 0.7;
/** No display is larger than this, pixels. */
const MOST_PIXELS = 8_192;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where a PNG has its size, and what its last bytes are. */
const SIZE_AT = 16;
const END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

/** Looks at all of them. Takes some hundred ms for each. */
export async function lookAtScreens({ taken, missed }: Pick<ScreenTaker, 'taken' | 'missed'>): Promise<LookedAt> {
  let drawing: typeof Canvas;
  try {
    drawing = createRequire(import.meta.url)('@napi-rs/canvas') as typeof Canvas;
  } catch {
    return { looks: [{ title: '', kind: '', why: 'This machine cannot draw screens.' }], files: [] };
  }
  const render = createRenderer(() => {});
  const draw = (message: ScreenMessage, place: ScreenPlace) => drawn(drawing, render, message, place);
  const looked: Looked[] = [];
  for (const one of taken) looked.push(await lookAt(drawing, draw, one));
  for (const { message, why } of missed) looked.push({ look: { ...screenOf(message), why } });
  return { looks: looked.map(({ look }) => look), files: filesOf(looked) };
}

const screenOf = (message: ScreenMessage) => ({ title: message.title, kind: kindOf(message) });

type Drawn = { canvas: Canvas.Canvas; pixels: Pixels };
type Draw = (message: ScreenMessage, place: ScreenPlace) => Promise<Drawn | null>;

async function lookAt(drawing: typeof Canvas, draw: Draw, { message, place, png }: TakenScreen): Promise<Looked> {
  const screen = screenOf(message);
  const sayNothing = (why: string): Looked => ({ look: { ...screen, why } });
  if (message.pictures === undefined) return sayNothing('The page drew the screens itself, with letters of its own.');
  if (place.width < LEAST_PART * place.pixels.width) return sayNothing('The page has the screens far too small.');
  const shot = await pixelsOf(drawing, png);
  if (shot === null) return sayNothing('A screenshot was cut off, or is none.');
  if (isOneColour(shot)) return sayNothing('A screenshot is of one colour: the device shows none of its browser.');
  const reference = await draw(message, place);
  if (reference === null) return sayNothing('The screen cannot be drawn as the page has it.');
  const times = reference.pixels.width / message.display.width;
  const keys = message.widgets.filter((widget) => widget.look === 'key');
  const parts = keys.map(({ x, y, width, height }) => ({
    ...{ x: x * times, y: y * times, width: width * times, height: height * times },
  }));
  const compared = compareWith(reference.pixels, shot, parts);
  const look = {
    ...screen,
    ...lookOf(
      compared,
      keys.map(({ text }) => text),
    ),
  };
  const { left, top } = compared;
  return { look, beside: { png, reference: await reference.canvas.encode('png'), left, top } };
}

/** As the page has it: its pictures one after the other on a canvas, which the browser then makes as large as there is room. */
async function drawn(
  { createCanvas, loadImage }: typeof Canvas,
  render: ReturnType<typeof createRenderer>,
  { title, widgets, tab, token, display }: ScreenMessage,
  place: ScreenPlace,
): Promise<Drawn | null> {
  const screen = { title, tab, token, widgets: widgets.map((widget) => ({ ...widget, means: null })) };
  const pictures = render(null, screen, display);
  const isAsDrawn = place.pixels.width === display.width && place.pixels.height === display.height;
  const [width, height] = [Math.round(place.width), Math.round(place.height)];
  const isSized = [width, height].every((pixels) => pixels > 0 && pixels <= MOST_PIXELS);
  if (pictures === null || !isAsDrawn || !isSized) return null;
  const canvas = createCanvas(display.width, display.height);
  const brush = canvas.getContext('2d');
  for (const { png, x, y, width: wide, height: high } of pictures)
    brush.drawImage(await loadImage(Buffer.from(png)), x, y, wide, high);
  const shown = createCanvas(width, height);
  const scaled = shown.getContext('2d');
  scaled.drawImage(canvas, 0, 0, width, height);
  return { canvas: shown, pixels: { width, height, data: scaled.getImageData(0, 0, width, height).data } };
}

/** Of a whole PNG of a size that a display may have. */
async function pixelsOf({ createCanvas, loadImage }: typeof Canvas, png: Uint8Array): Promise<Pixels | null> {
  const bytes = Buffer.from(png);
  const isWhole =
    bytes.subarray(0, PNG.length).equals(Buffer.from(PNG)) && bytes.subarray(-END.length).equals(Buffer.from(END));
  if (!isWhole) return null;
  const [width, height] = [bytes.readUInt32BE(SIZE_AT), bytes.readUInt32BE(SIZE_AT + 4)];
  if (width > MOST_PIXELS || height > MOST_PIXELS) return null;
  try {
    const brush = createCanvas(width, height).getContext('2d');
    brush.drawImage(await loadImage(bytes), 0, 0);
    return { width, height, data: brush.getImageData(0, 0, width, height).data };
  } catch {
    return null;
  }
}

/** As the picture of a screen that is off, or of a window that does not let itself be taken. */
function isOneColour({ data }: Pixels): boolean {
  for (let i = 4; i < data.length; i += 4)
    if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 2] !== data[2]) return false;
  return true;
}

function filesOf(looked: readonly Looked[]): LookedAt['files'] {
  const counted = new Set<ScreenLook>(countedLooks(looked.map(({ look }) => look)));
  const files: LookedAt['files'] = [];
  const list: object[] = [];
  let n = 0;
  for (const { look, beside } of looked) {
    if (beside === undefined || !counted.has(look)) {
      list.push(look);
      continue;
    }
    n += 1;
    const { png, reference, ...place } = beside;
    const names = { screenshot: `screen-${n}.png`, reference: `screen-${n}-reference.png` };
    list.push({ ...look, ...place, ...names });
    files.push({ name: names.screenshot, content: png }, { name: names.reference, content: reference });
  }
  return [...files, { name: 'screens.json', content: `${JSON.stringify(list, null, 2)}\n` }];
}
