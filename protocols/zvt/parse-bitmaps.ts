/**
 * Reading the bitmap sequence that most ZVT messages consist of. The order of the wire
 * becomes the order of the field names.
 */
import { toHex } from '../bytes.ts';
import { bcdNumber, withoutPadding } from './bcd.ts';
import { type Bitmap, bitmapByNumber, rawKey, type Size } from './bitmap-table.ts';
import { type Charset, decodeText } from './charset.ts';
import { linesOf } from './display-lines.ts';
import type { Fields, Unparsed } from './fields.ts';
import { berLength, berLengthBytes, parseTlv } from './tlv.ts';
import { parseTotals } from './totals.ts';

type Values = Record<string, unknown>;

/**
 * Reads bitmaps from `at` to the end of `bytes` into `fields`. `bitmap19` is the field that
 * bitmap 19 means in this command. The result says where and why reading stopped early.
 */
export function parseBitmaps(
  bytes: Uint8Array,
  at: number,
  fields: Fields,
  charset: Charset,
  bitmap19 = 'paymentType',
): Unparsed | undefined {
  const end = bytes.length;
  const read = new Set<number>();
  while (at < end) {
    const entry = bitmapByNumber(bytes[at]!);
    if (entry === undefined) return { reason: 'unknown-bitmap', at };
    // Said twice, a field would mean whatever stands last.
    if (read.has(entry.bitmap)) return { reason: 'repeated-bitmap', at };
    read.add(entry.bitmap);
    const length = contentLength(bytes, at + 1, end, entry.size);
    if (length < 0) return { reason: length === -1 ? 'truncated' : 'bad-length', at };
    const from = at + 1 + lengthBytes(bytes, at + 1, entry.size);
    const truncated = from + length > end;
    if (truncated && entry.content !== 'tlv') return { reason: 'truncated', at };
    if (entry.content === 'tlv') {
      const { nodes, problem } = parseTlv(bytes, from, Math.min(from + length, end));
      fields.tlv = nodes;
      const lines = linesOf(nodes, charset);
      if (lines !== undefined) fields.lines = lines;
      if (truncated || problem !== undefined) return { reason: problem ?? 'truncated', at };
    } else {
      readContent(bytes, from, length, entry, fields as Values, charset, bitmap19);
    }
    at = from + length;
  }
  return undefined;
}

function readContent(
  bytes: Uint8Array,
  from: number,
  length: number,
  entry: Bitmap,
  values: Values,
  charset: Charset,
  bitmap19: string,
): void {
  const key = entry.bitmap === 0x19 ? bitmap19 : entry.key;
  const to = from + length;
  switch (entry.content) {
    case 'byte':
      values[key] = bytes[from];
      return;
    case 'number': {
      const value = bcdNumber(bytes, from, length);
      if (value < 0) values[rawKey(entry.bitmap)] = toHex(bytes, from, to);
      else values[key] = value;
      return;
    }
    case 'pan':
      values[key] = withoutPadding(toHex(bytes, from, to));
      return;
    case 'text':
    case 'text-blanks':
      values[key] = decodeText(bytes, charset, from, to);
      return;
    case 'text-zeros':
    case 'text-terminated': {
      let last = to;
      while (last > from && bytes[last - 1] === 0) last--;
      values[key] = decodeText(bytes, charset, from, last);
      return;
    }
    case 'totals': {
      const totals = parseTotals(bytes, from, length);
      if (totals === undefined) values[rawKey(entry.bitmap)] = toHex(bytes, from, to);
      else values[key] = totals;
      return;
    }
    default:
      values[key] = toHex(bytes, from, to);
  }
}

/** Length of LLVAR (2) or LLLVAR (3) at `at`; high nibbles are ignored. -1 not all there, -2 no digits. */
export function varLength(bytes: Uint8Array, at: number, digits: 2 | 3, end = bytes.length): number {
  if (at + digits > end) return -1;
  let length = 0;
  for (let index = at; index < at + digits; index++) {
    const digit = bytes[index]! & 0x0f;
    if (digit > 9) return -2;
    length = length * 10 + digit;
  }
  return length;
}

function contentLength(bytes: Uint8Array, at: number, end: number, size: Size): number {
  if (typeof size === 'number') return size;
  return size === 'ber' ? berLength(bytes, at, end) : varLength(bytes, at, size === 'llvar' ? 2 : 3, end);
}

function lengthBytes(bytes: Uint8Array, at: number, size: Size): number {
  if (typeof size === 'number') return 0;
  if (size === 'ber') return berLengthBytes(bytes[at]!);
  return size === 'llvar' ? 2 : 3;
}
