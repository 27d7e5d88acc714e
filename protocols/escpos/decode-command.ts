/** From the bytes of one whole command to its record. */
import type { Command, QrStep, StyleName } from './commands.ts';

/** Style commands: two bytes, then one value. */
const styles = new Map<number, StyleName>([
  [0x1b21, 'print-mode'],
  [0x1b2d, 'underline'],
  [0x1b45, 'bold'],
  [0x1b47, 'double-strike'],
  [0x1b4d, 'font'],
  [0x1b61, 'align'],
  [0x1b7b, 'upside-down'],
  [0x1d21, 'size'],
  [0x1d42, 'reverse'],
]);

const qrSteps = new Map<number, QrStep>([
  [0x41, 'model'],
  [0x43, 'size'],
  [0x45, 'level'],
  [0x50, 'store'],
  [0x51, 'print'],
]);

/** `bytes` is exactly one command other than text, as commandLength measures it; views of it are returned. */
export function decodeCommand(bytes: Uint8Array): Command {
  const first = bytes[0]!;
  if (first === 0x0a) return { kind: 'feed', lines: 1 };
  if (first === 0x09) return { kind: 'tab' };
  if (bytes.length < 2) return { kind: 'unknown', bytes };
  const second = bytes[1]!;
  const value = bytes[2] ?? 0;
  const style = bytes.length === 3 ? styles.get((first << 8) | second) : undefined;
  if (style !== undefined) return { kind: 'style', style, value };
  switch (first) {
    case 0x10:
      return decodeRealTime(bytes, second, value);
    case 0x1b:
      return decodeEsc(bytes, second, value);
    case 0x1d:
      return decodeGs(bytes, second, value);
    default:
      return { kind: 'unknown', bytes };
  }
}

function decodeRealTime(bytes: Uint8Array, second: number, n: number): Command {
  if (second === 0x04 && n >= 1 && n <= 4) return { kind: 'real-time-status', n: n as 1 | 2 | 3 | 4 };
  if (second === 0x05) return { kind: 'real-time-recover', n };
  return { kind: 'unknown', bytes };
}

function decodeEsc(bytes: Uint8Array, second: number, value: number): Command {
  switch (second) {
    case 0x24:
      return { kind: 'position', dots: value | (bytes[3]! << 8), relative: false };
    case 0x40:
      return { kind: 'initialise' };
    case 0x44:
      return { kind: 'tab-stops', columns: [...bytes.subarray(2)].filter((column) => column !== 0) };
    case 0x4a:
      return { kind: 'feed-units', units: value };
    case 0x52:
      return { kind: 'country', n: value };
    case 0x5c:
      return { kind: 'position', dots: ((value | (bytes[3]! << 8)) << 16) >> 16, relative: true };
    case 0x64:
      return { kind: 'feed', lines: value };
    case 0x69:
      return { kind: 'cut', mode: 'full', feed: 0 };
    case 0x6d:
      return { kind: 'cut', mode: 'partial', feed: 0 };
    case 0x70:
      // Pulse times count in units of 2 ms.
      return { kind: 'drawer', pin: value & 0x0f, onMs: bytes[3]! * 2, offMs: bytes[4]! * 2 };
    case 0x74:
      return { kind: 'code-table', n: value };
    default:
      return { kind: 'unknown', bytes };
  }
}

function decodeGs(bytes: Uint8Array, second: number, value: number): Command {
  switch (second) {
    case 0x28:
      return decodeFunction(bytes, value);
    case 0x49:
      return { kind: 'printer-id', n: value };
    case 0x56:
      if (!CUTS.includes(value)) return { kind: 'unknown', bytes };
      return { kind: 'cut', mode: isPartial(value) ? 'partial' : 'full', feed: bytes[3] ?? 0 };
    case 0x61:
      return { kind: 'asb', mask: value };
    case 0x6b:
      return decodeBarcode(bytes, value);
    case 0x72:
      return { kind: 'transmit-status', n: value };
    case 0x76:
      return {
        kind: 'raster',
        mode: bytes[3]! & 0x0f,
        widthBytes: bytes[4]! | (bytes[5]! << 8),
        heightDots: bytes[6]! | (bytes[7]! << 8),
        data: bytes.subarray(8),
      };
    default:
      return { kind: 'unknown', bytes };
  }
}

/** What GS V may say; with any other value it is passed over. */
const CUTS = [0x00, 0x01, 0x30, 0x31, 0x41, 0x42, 0x61, 0x62, 0x67, 0x68];

/** GS V: 0, 0 as a digit, A, a, g cut through; 1, 1 as a digit, B, b, h leave a joint. */
function isPartial(m: number): boolean {
  return m === 0x01 || m === 0x31 || m === 0x42 || m === 0x62 || m === 0x68;
}

/** GS k: the data without its count or its final 00. */
function decodeBarcode(bytes: Uint8Array, symbology: number): Command {
  if (symbology >= 0x41) return { kind: 'barcode', symbology, data: bytes.subarray(4) };
  if (symbology > 6) return { kind: 'unknown', bytes };
  const end = bytes[bytes.length - 1] === 0 ? bytes.length - 1 : bytes.length;
  return { kind: 'barcode', symbology, data: bytes.subarray(3, end) };
}

/** GS ( family pL pH …: QR codes are family k with symbol 31h, process ids family H with function 30h 30h. */
function decodeFunction(bytes: Uint8Array, family: number): Command {
  if (family === 0x6b && bytes.length >= 7 && bytes[5] === 0x31) {
    const step = qrSteps.get(bytes[6]!);
    if (step !== undefined) return { kind: 'qr', step, data: bytes.subarray(step === 'store' ? 8 : 7) };
  }
  if (family === 0x48 && bytes.length === 11 && bytes[5] === 0x30 && bytes[6] === 0x30) {
    let id = '';
    for (let at = 7; at < 11; at++) {
      const byte = bytes[at]!;
      if (byte < 0x20 || byte > 0x7e) return { kind: 'unknown', bytes };
      id += String.fromCharCode(byte);
    }
    return { kind: 'process-id', id };
  }
  return { kind: 'unknown', bytes };
}
