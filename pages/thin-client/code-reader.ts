/**
 * Reads QR codes and EAN-13 off pictures. A script of its own, which the page of a thin client loads when somebody wants
 * to read a card with the camera: all that it takes comes from the server that the page came from.
 */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** The text of the first code in a picture; null where there is none. */
export type CodeReader = (picture: ImageData) => Promise<string | null>;

/** Codes on cards are dark on light. */
const LOOK_FOR = {
  formats: ['QRCode', 'EAN13'],
  maxNumberOfSymbols: 1,
  tryInvert: false,
} satisfies Parameters<typeof readBarcodes>[1];

/** A reader that is ready, with its WebAssembly from that address. Errors: those of the network and of WebAssembly. */
export async function createCodeReader(address: string): Promise<CodeReader> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const wasmBinary = await answer.arrayBuffer();
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return async (picture) => (await readBarcodes(picture, LOOK_FOR))[0]?.text ?? null;
}
