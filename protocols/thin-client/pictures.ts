/**
 * Pictures of a screen as binary frames, and a screen put together again at the other end. Behind a `screen` come as
 * many pictures as it says, each a rectangle that has changed:
 *
 *     screen u32 · x u16 · y u16 · width u16 · height u16 (big-endian) · a PNG
 *
 * The PNG fills its rectangle, whatever size it has itself: a ground of one colour travels as one pixel.
 */
import type { Decoded } from '../frame.ts';
import { decodeToThinClient } from './frames.ts';
import type { Rect, ScreenMessage, ToThinClient } from './messages.ts';

export type Picture = Rect & { png: Uint8Array };
/** One picture of the screen of that number. */
export type PictureMessage = Picture & { type: 'picture'; screen: number };

/** Bytes in front of the PNG. */
export const PICTURE_HEADER = 12;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Encodes a picture as the bytes of one frame. */
export function encodePicture({ screen, x, y, width, height, png }: PictureMessage): Uint8Array {
  const bytes = new Uint8Array(PICTURE_HEADER + png.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, screen);
  for (const [i, value] of [x, y, width, height].entries()) view.setUint16(4 + 2 * i, value);
  bytes.set(png, PICTURE_HEADER);
  return bytes;
}

/** Decodes a frame of a picture. Error: `bad-frame`. */
export function decodePicture(bytes: Uint8Array): Decoded<PictureMessage> {
  const png = bytes.subarray(PICTURE_HEADER);
  if (PNG.some((byte, i) => png[i] !== byte)) return { ok: false, code: 'bad-frame', detail: 'no picture' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, PICTURE_HEADER);
  const [x = 0, y = 0, width = 0, height = 0] = [4, 6, 8, 10].map((at) => view.getUint16(at));
  if (width === 0 || height === 0) return { ok: false, code: 'bad-frame', detail: 'a picture without size' };
  return { ok: true, message: { type: 'picture', screen: view.getUint32(0), x, y, width, height, png } };
}

/** What pictures weigh as frames, bytes. */
export function bytesOf(pictures: readonly Picture[]): number {
  let bytes = 0;
  for (const { png } of pictures) bytes += PICTURE_HEADER + png.length;
  return bytes;
}

export type Assembler = {
  /** A text frame has come. */
  text(frame: string): Decoded<null>;
  /** A binary frame has come. */
  binary(frame: Uint8Array): Decoded<null>;
};

/**
 * Puts frames together: a screen is delivered when its pictures are all there, everything else at once. Errors:
 * `bad-frame` for a frame that is none, or a picture that belongs to no screen.
 */
export function assemble(deliver: (message: ToThinClient, pictures: readonly Picture[]) => void): Assembler {
  let screen: ScreenMessage | null = null;
  let pictures: Picture[] = [];
  const complete = (): void => {
    if (screen === null || pictures.length < (screen.pictures ?? 0)) return;
    const whole = screen;
    screen = null;
    deliver(whole, pictures);
  };
  return {
    text(frame) {
      const decoded = decodeToThinClient(frame);
      if (!decoded.ok) return decoded;
      if (decoded.message.type === 'screen') {
        screen = decoded.message;
        pictures = [];
        complete();
      } else deliver(decoded.message, []);
      return { ok: true, message: null };
    },
    binary(frame) {
      const decoded = decodePicture(frame);
      if (!decoded.ok) return decoded;
      if (screen?.screen !== decoded.message.screen)
        return { ok: false, code: 'bad-frame', detail: 'a picture of no screen' };
      pictures.push(decoded.message);
      complete();
      return { ok: true, message: null };
    },
  };
}
