/**
 * How long each ESC/POS command is: the one thing a parser must know of every command,
 * also of those it does not care about. After Epson's public command reference.
 */

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

// The longest bar code and tab list printers accept where a 00 ends the data.
const MAX_BARCODE_DATA = 255;
const MAX_TABS = 32;

/** Argument bytes of commands with a fixed number of them, by second byte. */
const escArguments = argumentTable([
  [0, [0x0c, 0x32, 0x3c, 0x40, 0x4c, 0x53, 0x69, 0x6d, 0x76]],
  [1, [0x20, 0x21, 0x25, 0x2d, 0x33, 0x3d, 0x3f, 0x45, 0x47, 0x4a, 0x4b, 0x4d, 0x52, 0x54, 0x55, 0x56]],
  [1, [0x61, 0x64, 0x65, 0x72, 0x74, 0x75, 0x7b]],
  [2, [0x24, 0x42, 0x5c, 0x63, 0x66]],
  [3, [0x26, 0x43, 0x70]],
  [8, [0x57]],
]);
const gsArguments = argumentTable([
  [0, [0x3a, 0x63]],
  [1, [0x21, 0x2f, 0x42, 0x45, 0x48, 0x49, 0x54, 0x61, 0x62, 0x66, 0x68, 0x6a, 0x72, 0x77]],
  [2, [0x24, 0x4c, 0x50, 0x57, 0x5c]],
  [3, [0x5e, 0x7a]],
  [4, [0x67]],
]);
const fsArguments = argumentTable([
  [0, [0x26, 0x2e]],
  [1, [0x21, 0x2d, 0x43, 0x57, 0x71]],
  [2, [0x3f, 0x53, 0x70]],
  [74, [0x32]],
]);

function argumentTable(rows: [number, number[]][]): Int8Array {
  const table = new Int8Array(256).fill(-1);
  for (const [count, seconds] of rows) for (const second of seconds) table[second] = count;
  return table;
}

/**
 * Bytes of the command at `at`, whose first byte is below 20h. 0 if that is not decided by
 * the bytes before `end`; then all of them belong to the command. May reach far past `end`.
 */
export function commandLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!;
  if (first !== ESC && first !== GS && first !== FS && first !== DLE) return 1;
  const have = end - at;
  if (have < 2) return 0;
  const second = bytes[at + 1]!;
  switch (first) {
    case ESC:
      return escLength(bytes, at, have, second);
    case GS:
      return gsLength(bytes, at, have, second);
    case FS:
      return fsLength(bytes, at, have, second);
    default:
      return realTimeLength(bytes, at, have, second);
  }
}

function escLength(bytes: Uint8Array, at: number, have: number, second: number): number {
  const fixed = escArguments[second]!;
  if (fixed >= 0) return 2 + fixed;
  switch (second) {
    case 0x2a: // bit image: one or three bytes per column
      return have < 5 ? 0 : 5 + word(bytes, at + 3) * (bytes[at + 2]! >= 32 ? 3 : 1);
    case 0x28:
      return have < 5 ? 0 : 5 + word(bytes, at + 3);
    case 0x44:
      return tabStopsLength(bytes, at, have);
    default:
      return foreign(second);
  }
}

function gsLength(bytes: Uint8Array, at: number, have: number, second: number): number {
  const fixed = gsArguments[second]!;
  if (fixed >= 0) return 2 + fixed;
  switch (second) {
    case 0x28:
      return have < 5 ? 0 : 5 + word(bytes, at + 3);
    case 0x38: // as 28, with a length of four bytes
      return have < 7 ? 0 : 7 + word(bytes, at + 3) + word(bytes, at + 5) * 0x10000;
    case 0x2a:
      return have < 4 ? 0 : 4 + bytes[at + 2]! * bytes[at + 3]! * 8;
    case 0x43:
      if (have < 3) return 0;
      return (bytes[at + 2]! & 0x0f) === 1 ? 9 : 5;
    case 0x44: // a Windows bitmap behind nine bytes, which says itself how long it is
      return have < 15 ? 0 : 9 + word(bytes, at + 11) + word(bytes, at + 13) * 0x10000;
    case 0x51:
    case 0x76:
      return have < 8 ? 0 : 8 + word(bytes, at + 4) * word(bytes, at + 6);
    case 0x56: {
      if (have < 3) return 0;
      return bytes[at + 2]! >= 0x41 ? 4 : 3;
    }
    case 0x6b:
      return barcodeLength(bytes, at, have);
    default:
      return foreign(second);
  }
}

function barcodeLength(bytes: Uint8Array, at: number, have: number): number {
  if (have < 3) return 0;
  const symbology = bytes[at + 2]!;
  if (symbology <= 6) return zeroTerminated(bytes, at, 3, have, MAX_BARCODE_DATA);
  if (symbology < 0x41) return 3;
  return have < 4 ? 0 : 4 + bytes[at + 3]!;
}

function fsLength(bytes: Uint8Array, at: number, have: number, second: number): number {
  const fixed = fsArguments[second]!;
  if (fixed >= 0) return 2 + fixed;
  switch (second) {
    case 0x28:
      return have < 5 ? 0 : 5 + word(bytes, at + 3);
    case 0x67: // user memory: 1 writes nL nH bytes, 2 reads them
      if (have < 10) return 0;
      return 10 + ((bytes[at + 2]! & 0x0f) === 1 ? word(bytes, at + 8) : 0);
    default:
      return foreign(second);
  }
}

function realTimeLength(bytes: Uint8Array, at: number, have: number, second: number): number {
  if (second === 0x05) return 3;
  if (second !== 0x04 && second !== 0x14) return 1;
  if (have < 3) return 0;
  const third = bytes[at + 2]!;
  if (second === 0x04) return third === 7 || third === 8 ? 4 : 3;
  switch (third) {
    case 1:
    case 2:
      return 5;
    case 3:
      return 8;
    case 7:
      return 4;
    case 8:
      return 10;
    default:
      return 3;
  }
}

/** ESC D: the stops rise; a 00 ends them and belongs to them, a stop that does not rise is data behind them. */
function tabStopsLength(bytes: Uint8Array, at: number, have: number): number {
  const limit = 2 + MAX_TABS;
  for (let index = 2; index < have && index < limit; index++) {
    const stop = bytes[at + index]!;
    if (stop === 0) return index + 1;
    if (index > 2 && stop <= bytes[at + index - 1]!) return index;
  }
  return have >= limit ? limit : 0;
}

/** Length up to and with a 00 behind `head` bytes, or `head + most` if there is none by then. */
function zeroTerminated(bytes: Uint8Array, at: number, head: number, have: number, most: number): number {
  const limit = head + most;
  for (let index = head; index < have && index < limit; index++) {
    if (bytes[at + index] === 0) return index + 1;
  }
  return have >= limit ? limit : 0;
}

/** An unknown command takes its second byte along, unless that could begin a command of its own. */
function foreign(second: number): number {
  return second < 0x20 ? 1 : 2;
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}
