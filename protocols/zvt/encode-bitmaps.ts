/**
 * Writing the bitmap sequence that most ZVT messages consist of, in the order of the field
 * names: a message read with parse-bitmaps comes out again byte for byte.
 */
import { fromHex } from '../bytes.ts';
import { pushBcd, withPadding } from './bcd.ts';
import { type Bitmap, bitmapByKey } from './bitmap-table.ts';
import { type Charset, encodeText } from './charset.ts';
import { withLines } from './display-lines.ts';
import type { Fields, Totals } from './fields.ts';
import { pushContainer } from './tlv.ts';
import { pushTotals } from './totals.ts';

type Values = Record<string, unknown>;

/** Appends a length as F-digits: 2 for LLVAR, 3 for LLLVAR. */
export function pushVarLength(out: number[], length: number, digits: 2 | 3): void {
  if (length >= 10 ** digits) throw new RangeError(`${length} bytes do not fit ${digits} length digits`);
  if (digits === 3) out.push(0xf0 | Math.floor(length / 100));
  out.push(0xf0 | (Math.floor(length / 10) % 10), 0xf0 | (length % 10));
}

/**
 * Appends every field that is a bitmap, in the order of the object's keys; `skip` names
 * those the command carries elsewhere. Throws RangeError on values that do not fit.
 */
export function pushBitmaps(out: number[], fields: Fields, charset: Charset, skip: readonly string[] = []): void {
  for (const key in fields) {
    const value: unknown = (fields as Values)[key];
    if (value === undefined || skip.includes(key)) continue;
    if (key === 'tlv' || (key === 'lines' && fields.tlv === undefined)) {
      out.push(0x06);
      pushContainer(out, withLines(fields.tlv ?? [], fields.lines, charset));
      continue;
    }
    const entry = bitmapByKey(key === 'statusByte' || key === 'cardTypeFilter' ? 'paymentType' : key);
    if (entry === undefined) continue;
    const content = contentOf(entry, key, value, charset);
    out.push(entry.bitmap);
    if (entry.size === 'llvar') pushVarLength(out, content.length, 2);
    else if (entry.size === 'lllvar') pushVarLength(out, content.length, 3);
    else if (content.length !== entry.size) throw new RangeError(`${key} takes ${entry.size} bytes`);
    for (const byte of content) out.push(byte);
  }
}

function contentOf(entry: Bitmap, key: string, value: unknown, charset: Charset): ArrayLike<number> & Iterable<number> {
  const out: number[] = [];
  switch (entry.content) {
    case 'byte':
      if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 0xff) {
        throw new RangeError(`${key} is no byte: ${String(value)}`);
      }
      return [value as number];
    case 'number':
      pushBcd(out, value as number, entry.size as number);
      return out;
    case 'totals':
      pushTotals(out, value as Totals);
      return out;
    case 'pan':
      return fromHex(withPadding(value as string));
    case 'text':
      return encodeText(value as string, charset);
    case 'text-blanks':
      return encodeText((value as string).padEnd(entry.size as number, ' '), charset);
    case 'text-zeros':
      return encodeText((value as string).padEnd(entry.size as number, '\0'), charset);
    case 'text-terminated':
      return encodeText(`${value as string}\0`, charset);
    default:
      return fromHex(value as string);
  }
}
