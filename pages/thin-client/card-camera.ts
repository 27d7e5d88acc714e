/** Reads the code of a card with the camera at the back of the device: opened for one card, and closed whatever comes of it. */
import { codeSchema } from '#protocols/cloud/vouchers';
import type { CodeReader, createCodeReader } from './code-reader.ts';

/**
 * What came of it. `tookMs`: from the first picture of the camera to the code being read; `pictures`: so many were looked
 * at. `closed`: nobody wanted it any more.
 */
export type CardRead =
  | { outcome: 'read'; code: string; tookMs: number; pictures: number }
  | { outcome: 'not-read'; pictures: number }
  | { outcome: 'no-camera'; why: 'insecure' | 'none' | 'refused' | 'failed' }
  | { outcome: 'closed' };

/** Nobody holds a card there for longer, ms. */
const PATIENCE_MS = 10_000;
/** Between two pictures of most cameras, ms. */
const BETWEEN_MS = 33;
/** Fine enough for the bars of an EAN-13 at 15 cm: 0.33 mm are two pixels. */
const WANTED = { facingMode: 'environment', width: { ideal: 1_280 }, height: { ideal: 720 } };

/** Shows what the camera sees in `video` until a code was read, nobody `wants` it any more, or ten seconds are over. */
export async function readCard(video: HTMLVideoElement, wants: () => boolean): Promise<CardRead> {
  // Elsewhere than on this device, browsers offer a camera on secure addresses only.
  if (!('mediaDevices' in navigator)) return { outcome: 'no-camera', why: 'insecure' };
  const loading = loadReader();
  loading.catch(() => {}); // whoever awaits it hears of that
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: WANTED });
    const seen = new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }));
    video.srcObject = stream;
    await Promise.all([video.play(), seen]);
    return await look(video, performance.now(), loading, wants);
  } catch (error) {
    return wants() ? { outcome: 'no-camera', why: whyOf(error) } : { outcome: 'closed' };
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
    // Somebody may look through it anew by now.
    if (video.srcObject === stream) video.srcObject = null;
  }
}

async function look(
  video: HTMLVideoElement,
  begunMs: number,
  loading: Promise<CodeReader>,
  wants: () => boolean,
): Promise<CardRead> {
  const read = await loading;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (brush === null) throw new Error('This browser has no 2D canvas.');
  let pictures = 0;
  while (wants()) {
    brush.drawImage(video, 0, 0);
    const text = await read(brush.getImageData(0, 0, canvas.width, canvas.height));
    pictures += 1;
    // Whatever else lies before it, an address or a parcel, is no card.
    const code = codeSchema.safeParse(text);
    const tookMs = Math.round(performance.now() - begunMs);
    if (code.success) return { outcome: 'read', code: code.data, tookMs, pictures };
    if (tookMs > PATIENCE_MS) return { outcome: 'not-read', pictures };
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  return { outcome: 'closed' };
}

/** By the names that `getUserMedia` has for it (W3C, Media Capture and Streams). */
function whyOf(error: unknown): 'none' | 'refused' | 'failed' {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'failed';
}

let reader: Promise<CodeReader> | null = null;
let tries = 0;

/** Loaded when it is first wanted; what fails is tried again the next time: under another address, as browsers remember it. */
function loadReader(): Promise<CodeReader> {
  const at = (name: string): string => new URL(name, location.href).href;
  reader ??= load(at(`code-reader.js?${tries}`), at('code-reader.wasm'));
  reader.catch(() => {
    reader = null;
    tries += 1;
  });
  return reader;
}

async function load(script: string, wasm: string): Promise<CodeReader> {
  const module = (await import(script)) as { createCodeReader: typeof createCodeReader };
  return module.createCodeReader(wasm);
}
