/**
 * What goes over the line of a device, bytes of application frames: of WebSocket, TCP and WLAN around them nothing is
 * counted, as that is the same for both families. Frames are counted as their protocol writes them, on either ground.
 */

/** What a device has sent and got, bytes. */
export type Traffic = { up: number; down: number };

/**
 * Bytes of a heartbeat of the standard family and of its answer. They are many, so they are counted by the piece: the
 * numbers in them make a few bytes more or less.
 */
export const BEAT_BYTES = 64;
export const ALIVE_BYTES = 24;

/** Bytes of a message in a frame of text: JSON in UTF-8. */
export function frameBytes(message: object): number {
  const text = JSON.stringify(message);
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // A surrogate is half of a character of four bytes.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
