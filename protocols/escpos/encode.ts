/**
 * Print commands as bytes. Nothing a guest or waiter types can become a command: control
 * characters in text turn into '?', except the line feed.
 */
import { concatBytes } from '../bytes.ts';
import { type CodeTable, encodeCodeTable } from '../code-tables.ts';

/** Code tables a printer knows, by their number in ESC t. */
export const codeTableNumbers = { cp437: 0, cp850: 2, wpc1252: 16, cp858: 19 } as const;

export type PrinterCodeTable = keyof typeof codeTableNumbers & CodeTable;

const QUESTION_MARK = 0x3f;
const LINE_FEED = 0x0a;
const utf8Encoder = new TextEncoder();

/** ESC @: forgets style and code table, not the buffer. */
export function initialise(): Uint8Array {
  return Uint8Array.of(0x1b, 0x40);
}

/** Text in that code table, which the printer must have selected. '\n' feeds a line. */
export function text(value: string, codeTable: PrinterCodeTable = 'cp858'): Uint8Array {
  const bytes = encodeCodeTable(value, codeTable);
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x20 && bytes[at] !== LINE_FEED) bytes[at] = QUESTION_MARK;
  }
  return bytes;
}

/** Text and a line feed. */
export function line(value = '', codeTable: PrinterCodeTable = 'cp858'): Uint8Array {
  return text(`${value}\n`, codeTable);
}

/** ESC d: prints what is in the line and feeds `lines` (0…255). */
export function feed(lines: number): Uint8Array {
  return Uint8Array.of(0x1b, 0x64, byte(lines));
}

/** ESC E. */
export function bold(on: boolean): Uint8Array {
  return Uint8Array.of(0x1b, 0x45, on ? 1 : 0);
}

/** GS !: width and height, each 1…8 times. */
export function size(width: number, height = width): Uint8Array {
  if (byte(width) < 1 || width > 8 || byte(height) < 1 || height > 8) {
    throw new RangeError(`characters of ${width} by ${height}: 1 to 8 are possible`);
  }
  return Uint8Array.of(0x1d, 0x21, ((width - 1) << 4) | (height - 1));
}

/** ESC a. */
export function align(to: 'left' | 'centre' | 'right'): Uint8Array {
  return Uint8Array.of(0x1b, 0x61, to === 'left' ? 0 : to === 'centre' ? 1 : 2);
}

/** GS V: cuts here, or with `feedUnits` after feeding to the knife and that much further. */
export function cut(mode: 'full' | 'partial' = 'partial', feedUnits?: number): Uint8Array {
  const partial = mode === 'partial' ? 1 : 0;
  if (feedUnits === undefined) return Uint8Array.of(0x1d, 0x56, partial);
  return Uint8Array.of(0x1d, 0x56, 0x41 + partial, byte(feedUnits));
}

/** ESC t. */
export function selectCodeTable(name: PrinterCodeTable): Uint8Array {
  return Uint8Array.of(0x1b, 0x74, codeTableNumbers[name]);
}

/** ESC p: opens the drawer on connector pin 0 or 1 with a pulse (0…510 ms, even). */
export function drawerKick(pin: 0 | 1 = 0, onMs = 50, offMs = 500): Uint8Array {
  return Uint8Array.of(0x1b, 0x70, pin, byte(onMs / 2), byte(offMs / 2));
}

/** Stores and prints a QR code (model 2, correction M) with modules of `moduleDots` (1…16); UTF-8, up to 7089 bytes. */
export function qr(value: string, moduleDots = 4): Uint8Array {
  const data = utf8Encoder.encode(value);
  if (data.length > 7089) throw new RangeError(`${data.length} bytes do not fit a QR code`);
  const stored = data.length + 3;
  return concatBytes([
    Uint8Array.of(0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0),
    Uint8Array.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, byte(moduleDots)),
    Uint8Array.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31),
    Uint8Array.of(0x1d, 0x28, 0x6b, stored & 0xff, stored >> 8, 0x31, 0x50, 0x30),
    data,
    Uint8Array.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30),
  ]);
}

/** DLE EOT n: 1 printer, 2 cause of off-line, 3 cause of error, 4 paper. Answered by one byte at once. */
export function realTimeStatus(n: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(0x10, 0x04, n);
}

/** DLE ENQ n: 1 goes on after an error, 2 clears the buffer first. */
export function realTimeRecover(n: 1 | 2): Uint8Array {
  return Uint8Array.of(0x10, 0x05, n);
}

/** GS a: four status bytes now and at every change of what the mask names (1 drawer, 2 on-line, 4 error, 8 paper). */
export function enableAsb(mask = 0x0e): Uint8Array {
  return Uint8Array.of(0x1d, 0x61, byte(mask));
}

/** GS r: 1 paper, 2 drawer. Answered in order with the data before it. */
export function transmitStatus(n: 1 | 2): Uint8Array {
  return Uint8Array.of(0x1d, 0x72, n);
}

/** GS I: 1…3 answer with a byte, 41h…45h with text. */
export function printerId(n: number): Uint8Array {
  return Uint8Array.of(0x1d, 0x49, byte(n));
}

/** GS ( H: four characters 20…7E the printer returns once everything before is on paper. */
export function processId(id: string): Uint8Array {
  const command = Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0, 0, 0, 0);
  command.set(processIdBytes(id), 7);
  return command;
}

/** The four bytes of a process id. Throws RangeError on any other length or character. */
export function processIdBytes(id: string): Uint8Array {
  if (!/^[ -~]{4}$/.test(id)) {
    throw new RangeError(`a process id has four printable ASCII characters: ${JSON.stringify(id)}`);
  }
  return Uint8Array.of(id.charCodeAt(0), id.charCodeAt(1), id.charCodeAt(2), id.charCodeAt(3));
}

function byte(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new RangeError(`${value} is no byte`);
  return value;
}
