/**
 * The frame of ZVT over TCP: control field (2 bytes), length, data; frames stand back to
 * back in the stream and nothing surrounds them.
 *
 * The length is one byte up to 254, otherwise FF and two bytes, low one first. FF may also
 * carry a short length, so the form decides and never the value. (PA00P016 rev 04)
 *
 * The reader copes with any segmentation. It also tells when the peer speaks something
 * else: HTTP, the serial line's framing, a length in front of every frame.
 */

/** One application protocol data unit. `control` is class and instruction, e.g. 0x0601. */
export interface Apdu {
  control: number;
  data: Uint8Array;
}

export type ApduHeader =
  { ok: true; control: number; length: number; headerBytes: number } | { ok: false; reason: 'incomplete' };

export interface ApduReader {
  /** Feeds bytes in stream order. `data` of the APDUs may be a view of them: leave them unchanged. */
  push(bytes: Uint8Array): { apdus: Apdu[]; broken?: string };
  /** Bytes of a frame that has begun and not ended. */
  pendingBytes(): number;
}

export const MAX_APDU_DATA = 0xffff;

/** The frame of one APDU, ready to send. Throws RangeError above 65535 data bytes. */
export function encodeApdu(control: number, data: ArrayLike<number> = []): Uint8Array {
  const { length } = data;
  if (length > MAX_APDU_DATA) throw new RangeError(`APDU data of ${length} bytes, at most ${MAX_APDU_DATA} fit`);
  const headerBytes = length < 0xff ? 3 : 5;
  const bytes = new Uint8Array(headerBytes + length);
  bytes[0] = control >> 8;
  bytes[1] = control & 0xff;
  if (headerBytes === 3) {
    bytes[2] = length;
  } else {
    bytes[2] = 0xff;
    bytes[3] = length & 0xff;
    bytes[4] = length >> 8;
  }
  bytes.set(data, headerBytes);
  return bytes;
}

/** Value of the length field at `at`, or -1 while its bytes are not all there. */
export function apduLength(bytes: Uint8Array, at: number, end = bytes.length): number {
  if (at >= end) return -1;
  const first = bytes[at]!;
  if (first !== 0xff) return first;
  return at + 3 > end ? -1 : bytes[at + 1]! | (bytes[at + 2]! << 8);
}

/** Control field and length at the start of `bytes`; the data need not be there yet. */
export function readApduHeader(bytes: Uint8Array): ApduHeader {
  const length = apduLength(bytes, 2);
  if (length < 0) return { ok: false, reason: 'incomplete' };
  const control = (bytes[0]! << 8) | bytes[1]!;
  return { ok: true, control, length, headerBytes: bytes[2] === 0xff ? 5 : 3 };
}

/**
 * Cuts a byte stream into APDUs. After the first byte that cannot start one, `broken` says
 * why on every push and nothing more is read: without frame marks there is no way back in.
 */
export function createApduReader(): ApduReader {
  const header = new Uint8Array(5);
  let headerLength = 0;
  let data: Uint8Array | undefined; // set while a frame's data is spread over segments
  let dataLength = 0;
  let broken: string | undefined;

  function push(bytes: Uint8Array): { apdus: Apdu[]; broken?: string } {
    const apdus: Apdu[] = [];
    let at = 0;
    while (at < bytes.length && broken === undefined) {
      if (data === undefined) {
        header[headerLength++] = bytes[at++]!;
        broken = implausible(header, headerLength);
        const length = apduLength(header, 2, headerLength);
        if (broken !== undefined || length < 0) continue;
        if (bytes.length - at >= length) {
          finish(apdus, bytes.subarray(at, at + length));
          at += length;
        } else {
          data = new Uint8Array(length);
        }
      } else {
        const taken = Math.min(data.length - dataLength, bytes.length - at);
        data.set(bytes.subarray(at, at + taken), dataLength);
        dataLength += taken;
        at += taken;
        if (dataLength === data.length) finish(apdus, data);
      }
    }
    return broken === undefined ? { apdus } : { apdus, broken };
  }

  function finish(apdus: Apdu[], whole: Uint8Array): void {
    apdus.push({ control: (header[0]! << 8) | header[1]!, data: whole });
    headerLength = 0;
    data = undefined;
    dataLength = 0;
  }

  return { push, pendingBytes: () => headerLength + dataLength };
}

/** Why the bytes read of a control field cannot be one. Classes as listed in PA00P015. */
function implausible(header: Uint8Array, length: number): string | undefined {
  const first = header[0]!;
  switch (first) {
    case 0x04:
    case 0x05:
    case 0x06:
    case 0x08:
    case 0x0f:
    case 0x84:
      return undefined;
    case 0x80:
      return length > 1 && header[1] !== 0 ? 'positive answer with a second byte other than 00' : undefined;
    case 0x10:
      return 'serial framing (10 02) instead of ZVT over TCP';
    case 0x15:
      return 'NAK of the serial line instead of ZVT over TCP';
    case 0x00:
      return 'a length in front of the APDU, or no ZVT at all';
    case 0x48:
      return 'text such as HTTP instead of ZVT';
    default:
      return `first byte ${first.toString(16).padStart(2, '0')} starts no ZVT command`;
  }
}
