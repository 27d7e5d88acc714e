/**
 * What the driver of a camera hands over to the server on a connection of its own: pictures, one after the other, as long
 * as the connection lasts; nothing is said the other way. Each is a header of eight bytes, its length and its number, both
 * as big-endian integers, and the picture itself. Drivers of cameras are the system's; this is ours, and holds what any of
 * them has: a picture and its place in the row.
 */

/** A picture as the server gets it. Numbers rise while a camera is plugged in. */
export type CameraFrame = { frame: number; picture: Uint8Array };

const HEADER_BYTES = 8;
/** A picture larger than this is none: devices are sent them over the air. */
export const MOST_PICTURE_BYTES = 60_000;

/** A picture as bytes of the connection. */
export function encodeCameraFrame({ frame, picture }: CameraFrame): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + picture.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, picture.length);
  view.setUint32(4, frame);
  bytes.set(picture, HEADER_BYTES);
  return bytes;
}

/** Reads pictures, however they are cut; null stands for what is none, and nothing is read behind it. */
export function cameraFrameReader(): (bytes: Uint8Array) => (CameraFrame | null)[] {
  let rest = new Uint8Array();
  return (bytes) => {
    const all = new Uint8Array(rest.length + bytes.length);
    all.set(rest);
    all.set(bytes, rest.length);
    const frames: (CameraFrame | null)[] = [];
    let from = 0;
    while (all.length - from >= HEADER_BYTES) {
      const view = new DataView(all.buffer, from);
      const length = view.getUint32(0);
      if (length === 0 || length > MOST_PICTURE_BYTES) return [...frames, null];
      const end = from + HEADER_BYTES + length;
      if (all.length < end) break;
      frames.push({ frame: view.getUint32(4), picture: all.slice(from + HEADER_BYTES, end) });
      from = end;
    }
    rest = all.slice(from);
    return frames;
  };
}
