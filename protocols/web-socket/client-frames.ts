/** Frames of a WebSocket as its client sends them: masked (RFC 6455, section 5.2). */
import { concatBytes } from '../bytes.ts';

export const TEXT = 1;

/** `payload` is unmasked; `length` is that of the whole frame, bytes. */
export type ClientFrame = { isLast: boolean; opcode: number; payload: Uint8Array; length: number };

const LAST = 0x80;
const MASKED = 0x80;
const MASK_BYTES = 4;
/** Says that the length follows in two bytes, or in eight. */
const IN_TWO = 126;
const IN_EIGHT = 127;
const TWO_BYTES = 0x10000;

/** The frame that these bytes begin with; null while it is not there as a whole. */
export function readClientFrame(bytes: Uint8Array): ClientFrame | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const short = second & ~MASKED;
  const maskAt = short === IN_TWO ? 4 : short === IN_EIGHT ? 10 : 2;
  const at = maskAt + MASK_BYTES;
  if (bytes.length < at) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = short === IN_TWO ? view.getUint16(2) : short === IN_EIGHT ? Number(view.getBigUint64(2)) : short;
  if (bytes.length < at + size) return null;
  const payload = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) payload[i] = (bytes[at + i] ?? 0) ^ (bytes[maskAt + (i % MASK_BYTES)] ?? 0);
  return { isLast: (first & LAST) !== 0, opcode: first & 0x0f, payload, length: at + size };
}

/** A whole message in one frame, under a mask of zeros. */
export function writeClientFrame(opcode: number, payload: Uint8Array): Uint8Array {
  const size = payload.length;
  const long = size < IN_TWO ? 0 : size < TWO_BYTES ? 2 : 8;
  const head = new Uint8Array(2 + long + MASK_BYTES);
  const view = new DataView(head.buffer);
  head[0] = LAST | opcode;
  head[1] = MASKED | (long === 0 ? size : long === 2 ? IN_TWO : IN_EIGHT);
  if (long === 2) view.setUint16(2, size);
  if (long === 8) view.setBigUint64(2, BigInt(size));
  return concatBytes([head, payload]);
}
