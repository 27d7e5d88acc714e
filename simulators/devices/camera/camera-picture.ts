/**
 * What a simulated camera sees: a small grey picture (portable greymap) of a bar that wanders. Its first four pixels are
 * its number, so that whoever shows a picture can be asked which one it is, whatever was said of it on the way.
 */
const WIDTH = 16;
const HEIGHT = 12;
const NUMBER_BYTES = 4;
const HEADER = `P5\n${WIDTH} ${HEIGHT}\n255\n`;
const BAR = 0xe0;
const GROUND = 0x30;

/** The picture of that number. */
export function drawPicture(frame: number): Uint8Array {
  const bytes = new Uint8Array(HEADER.length + WIDTH * HEIGHT).fill(GROUND);
  bytes.set(new TextEncoder().encode(HEADER));
  for (let y = 1; y < HEIGHT; y += 1) bytes[HEADER.length + y * WIDTH + (frame % WIDTH)] = BAR;
  new DataView(bytes.buffer).setUint32(HEADER.length, frame);
  return bytes;
}

/** The number in a picture (base64); 0 if it is none of ours. */
export function numberInPicture(picture: string): number {
  const text = atob(picture);
  if (!text.startsWith(HEADER)) return 0;
  let number = 0;
  for (let i = 0; i < NUMBER_BYTES; i += 1) number = number * 256 + (text.charCodeAt(HEADER.length + i) || 0);
  return number;
}
