/** The few operations on byte arrays every codec here needs, for Node and browsers alike. */

const HEX: string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** All parts behind each other in one new array. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Upper-case hex of `bytes[from..to)`, two digits per byte. */
export function toHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let hex = '';
  for (let at = from; at < to; at++) hex += HEX[bytes[at]!];
  return hex;
}

/** The bytes of a hex string (either case). Throws RangeError on an odd length or a foreign character. */
export function fromHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0) throw new RangeError(`odd number of hex digits: ${hex}`);
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = nibble(hex.charCodeAt(2 * at)) * 16 + nibble(hex.charCodeAt(2 * at + 1));
  }
  return bytes;
}

function nibble(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x41 && code <= 0x46) return code - 0x37;
  if (code >= 0x61 && code <= 0x66) return code - 0x57;
  throw new RangeError(`no hex digit: ${String.fromCharCode(code)}`);
}
