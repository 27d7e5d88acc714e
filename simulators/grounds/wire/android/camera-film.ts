/** What a camera sees, as a film for the fake camera of Chromium: Motion JPEG, which it plays 30 times a second, over and over. */
import { createCanvas } from '@napi-rs/canvas';
import { CARD_SIZE, darkParts, type PrintedCard } from '#protocols/codes/card-print';

/** Pictures of the camera, pixels. */
const SIZE = { width: 1_280, height: 720 };
/** A card at 15 cm: the camera sees 19 cm of it and its surroundings, as one of 65° does. */
const PER_MM = SIZE.width / 190;
const PER_SECOND = 30;
/** A sharp picture is seen for so long before the film begins anew, s. */
const SHARP_S = 12;
/** What is out of focus is so wide, pixels: more than two bars of an EAN-13, and a square of a QR code. */
const BLUR = 'blur(12px)';
const QUALITY = 85;

/** What Chromium is started with for a film to be its camera, which every page may use. It is read when the camera is opened. */
export const cameraFlags = (film: string): string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** What lies before it; null for nothing but a table. `blurredMs`: so long it is out of focus; Infinity for always. */
export async function cameraFilm(card: PrintedCard | null, blurredMs = 0): Promise<Uint8Array> {
  const lasting = SHARP_S * PER_SECOND;
  const soft = blurredMs > 0 ? await picture(card, BLUR) : null;
  if (soft !== null && blurredMs === Number.POSITIVE_INFINITY) return Buffer.concat(Array<Buffer>(lasting).fill(soft));
  const before = soft === null ? [] : Array<Buffer>(Math.round((blurredMs * PER_SECOND) / 1_000)).fill(soft);
  return Buffer.concat([...before, ...Array<Buffer>(lasting).fill(await picture(card, 'none'))]);
}

async function picture(card: PrintedCard | null, filter: string): Promise<Buffer> {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const brush = canvas.getContext('2d');
  brush.filter = filter;
  brush.fillStyle = '#6f5b45';
  brush.fillRect(0, 0, SIZE.width, SIZE.height);
  if (card !== null) {
    const [width, height] = [CARD_SIZE.width * PER_MM, CARD_SIZE.height * PER_MM];
    const [left, top] = [(SIZE.width - width) / 2, (SIZE.height - height) / 2];
    brush.fillStyle = '#f2f0ea';
    brush.fillRect(left, top, width, height);
    brush.fillStyle = '#1c1c1e';
    for (const part of darkParts(card))
      brush.fillRect(left + part.x * PER_MM, top + part.y * PER_MM, part.width * PER_MM, part.height * PER_MM);
  }
  return await canvas.encode('jpeg', QUALITY);
}
