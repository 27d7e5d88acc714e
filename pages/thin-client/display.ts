/**
 * The screen on a canvas, and the same for who does not see it: every text as text, every key as a button that lies
 * unseen over its picture. A finger goes through to the canvas; a keyboard and a screen reader press the buttons.
 */
import { drawGround, drawWidget } from '#protocols/thin-client/drawing';
import type { FromThinClient, ScreenMessage, ShownWidget } from '#protocols/thin-client/messages';
import type { Picture } from '#protocols/thin-client/pictures';
import { cameraBitmap } from './camera-bitmap.ts';

type Pointer = Omit<Extract<FromThinClient, { type: 'pointer' }>, 'type' | 'token'>;

export type Display = {
  /** Pixels that the server draws for; portrait on every device. */
  readonly pixels: { width: number; height: number };
  /** Lays the picture of a camera on the screen, if that shows this view. Returns whether it does. */
  frame(view: number, picture: string): Promise<boolean>;
  /** Shows a screen, with the pictures that came for it, or drawn here if the server draws none. */
  show(message: ScreenMessage, pictures: readonly Picture[]): Promise<void>;
};

/** The smallest screen the server draws, pixels. */
const LEAST = { width: 384, height: 684 };
const MOST = 4_096;
const FONT = 'system-ui, sans-serif';

/** Shows screens in a box, and tells where they are touched. */
export function createDisplay(box: HTMLElement, touched: (pointer: Pointer) => void): Display {
  const canvas = document.createElement('canvas');
  canvas.ariaHidden = 'true';
  const keys = document.createElement('div');
  keys.className = 'keys';
  keys.setAttribute('role', 'group');
  box.replaceChildren(canvas, keys);
  const pixels = pixelsOf(box);
  canvas.width = pixels.width;
  canvas.height = pixels.height;
  new ResizeObserver(() => fitInto(box, canvas, keys)).observe(box);
  let screen = 0;
  let shown: ScreenMessage['view'];

  const tell = (phase: 'down' | 'up') => (event: PointerEvent) => {
    if (!event.isPrimary || screen === 0) return;
    event.preventDefault();
    if (phase === 'down') canvas.setPointerCapture(event.pointerId);
    touched({ phase, screen, ...pixelAt(canvas, event) });
  };
  canvas.addEventListener('pointerdown', tell('down'));
  canvas.addEventListener('pointerup', tell('up'));

  function press({ x, y, width, height }: ShownWidget): void {
    const at = { screen, x: x + Math.floor(width / 2), y: y + Math.floor(height / 2) };
    touched({ phase: 'down', ...at });
    touched({ phase: 'up', ...at });
  }

  return {
    pixels,
    async frame(view, picture) {
      const bitmap = await cameraBitmap(picture);
      if (shown?.view !== view) return false;
      const { x, y, width, height } = shown;
      const times = Math.min(width / bitmap.width, height / bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, x, y, bitmap.width * times, bitmap.height * times);
      bitmap.close();
      return true;
    },
    async show(message, pictures) {
      const brush = canvas.getContext('2d');
      if (brush === null) throw new Error('This browser has no 2D canvas.');
      if (message.pictures === undefined) {
        drawGround(brush, { x: 0, y: 0, width: canvas.width, height: canvas.height });
        for (const widget of message.widgets) drawWidget(brush, widget, FONT);
      } else {
        const bitmaps = await Promise.all(pictures.map(bitmapOf));
        for (const [i, { x, y, width, height }] of pictures.entries()) {
          const bitmap = bitmaps[i];
          if (bitmap !== undefined) brush.drawImage(bitmap, x, y, width, height);
          bitmap?.close();
        }
      }
      screen = message.screen;
      shown = message.view;
      canvas.dataset['screen'] = String(screen);
      mirror(keys, message, pixels, press);
    },
  };
}

function bitmapOf({ png }: Picture): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
}

/** As many pixels as the device has in the box, in portrait; never fewer than the server draws. */
function pixelsOf(box: HTMLElement): { width: number; height: number } {
  const { width, height } = box.getBoundingClientRect();
  const portrait = Math.min(width, (height * LEAST.width) / LEAST.height);
  const dense = Math.max(1, window.devicePixelRatio, LEAST.width / portrait, LEAST.height / height);
  const of = (length: number, least: number): number => Math.min(MOST, Math.max(least, Math.floor(length * dense)));
  return { width: of(portrait, LEAST.width), height: of(height, LEAST.height) };
}

/** Makes the canvas as large as the box has room for, and lays the unseen keys over it. */
function fitInto(box: HTMLElement, canvas: HTMLCanvasElement, keys: HTMLElement): void {
  const { width, height } = box.getBoundingClientRect();
  const times = Math.min(width / canvas.width, height / canvas.height);
  for (const { style } of [canvas, keys]) {
    style.width = `${canvas.width * times}px`;
    style.height = `${canvas.height * times}px`;
  }
}

function pixelAt(canvas: HTMLCanvasElement, { clientX, clientY }: PointerEvent): { x: number; y: number } {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const within = (value: number, most: number): number => Math.max(0, Math.min(most - 1, Math.floor(value)));
  return {
    x: within(((clientX - left) * canvas.width) / width, canvas.width),
    y: within(((clientY - top) * canvas.height) / height, canvas.height),
  };
}

/** Says the screen in text; whoever was at a key stays there while the key does. */
function mirror(
  keys: HTMLElement,
  { title, widgets }: ScreenMessage,
  pixels: { width: number; height: number },
  press: (widget: ShownWidget) => void,
): void {
  const at = keys.contains(document.activeElement) ? document.activeElement?.ariaLabel : null;
  keys.ariaLabel = title;
  keys.replaceChildren(
    ...widgets.map((widget) => {
      const { look, text } = widget;
      const element = document.createElement(look === 'title' ? 'h1' : look === 'key' ? 'button' : 'p');
      if (look === 'key') {
        element.ariaLabel = text;
        element.addEventListener('click', () => press(widget));
      } else element.textContent = text;
      if (look === 'title' || look === 'warning') element.ariaLive = look === 'title' ? 'polite' : 'assertive';
      const { style } = element;
      style.left = `${(widget.x / pixels.width) * 100}%`;
      style.top = `${(widget.y / pixels.height) * 100}%`;
      style.width = `${(widget.width / pixels.width) * 100}%`;
      style.height = `${(widget.height / pixels.height) * 100}%`;
      return element;
    }),
  );
  if (at == null) return;
  for (const key of keys.querySelectorAll('button')) if (key.ariaLabel === at) key.focus();
}
