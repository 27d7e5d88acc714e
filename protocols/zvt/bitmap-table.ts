/**
 * The bitmaps of PA00P015 (rev 13.08): how long each is and how its content reads.
 * Order on the wire is free. A bitmap missing here has no known length, so nothing behind
 * it can be read.
 */

/** Bytes, or how the length is written: two/three F-digits, BER. */
export type Size = number | 'llvar' | 'lllvar' | 'ber';

export type Content =
  | 'byte'
  | 'number' // BCD read as a number
  | 'digits' // BCD read as a digit string
  | 'pan' // nibbles with F padding
  | 'text'
  | 'text-blanks' // filled with blanks, kept
  | 'text-zeros' // filled with 00, cut off
  | 'text-terminated' // usually one 00 at the end, cut off
  | 'totals'
  | 'tlv'
  | 'raw';

export interface Bitmap {
  bitmap: number;
  key: string;
  size: Size;
  content: Content;
}

const bitmaps: Bitmap[] = [
  { bitmap: 0x01, key: 'timeout', size: 1, content: 'byte' },
  { bitmap: 0x02, key: 'maxStatusInfos', size: 1, content: 'byte' },
  { bitmap: 0x03, key: 'serviceByte', size: 1, content: 'byte' },
  { bitmap: 0x04, key: 'amountCents', size: 6, content: 'number' },
  { bitmap: 0x05, key: 'pump', size: 1, content: 'byte' },
  { bitmap: 0x06, key: 'tlv', size: 'ber', content: 'tlv' },
  { bitmap: 0x0b, key: 'trace', size: 3, content: 'number' },
  { bitmap: 0x0c, key: 'time', size: 3, content: 'digits' },
  { bitmap: 0x0d, key: 'date', size: 2, content: 'digits' },
  { bitmap: 0x0e, key: 'expiry', size: 2, content: 'digits' },
  { bitmap: 0x17, key: 'cardSequence', size: 2, content: 'number' },
  { bitmap: 0x19, key: 'paymentType', size: 1, content: 'byte' },
  { bitmap: 0x22, key: 'pan', size: 'llvar', content: 'pan' },
  { bitmap: 0x27, key: 'resultCode', size: 1, content: 'byte' },
  { bitmap: 0x29, key: 'terminalId', size: 4, content: 'digits' },
  { bitmap: 0x2a, key: 'vuNumber', size: 15, content: 'text-blanks' },
  { bitmap: 0x37, key: 'originalTrace', size: 3, content: 'number' },
  { bitmap: 0x3b, key: 'authCode', size: 8, content: 'text-zeros' },
  { bitmap: 0x3c, key: 'additionalText', size: 'lllvar', content: 'text' },
  { bitmap: 0x49, key: 'currency', size: 2, content: 'number' },
  { bitmap: 0x60, key: 'totals', size: 'lllvar', content: 'totals' },
  { bitmap: 0x87, key: 'receiptNo', size: 2, content: 'digits' },
  { bitmap: 0x88, key: 'turnoverNo', size: 3, content: 'number' },
  { bitmap: 0x8a, key: 'cardType', size: 1, content: 'byte' },
  { bitmap: 0x8b, key: 'cardName', size: 'llvar', content: 'text-terminated' },
  { bitmap: 0x8c, key: 'cardTypeNetwork', size: 1, content: 'byte' },
  { bitmap: 0xa0, key: 'resultCodeAs', size: 1, content: 'byte' },
  { bitmap: 0xaa, key: 'fullDate', size: 3, content: 'digits' },
];

/** Tracks, chip data, goods groups, PIN, display and reader options: carried, not looked into. */
const rawSizes: [Size, number[]][] = [
  ['llvar', [0x23, 0x2d, 0x4c, 0xa7, 0xd1, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8]],
  ['llvar', [0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8]],
  // 92 stands on receipts only and its length nowhere in PA00P015; older terminals send it as LLLVAR.
  ['lllvar', [0x24, 0x2e, 0x92, 0x9a, 0xaf]],
  [1, [0xd0, 0xd2, 0xd3, 0xe0, 0xe9, 0xea, 0xf0, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0x72, 0x73, 0x74, 0x75]],
  [2, [0x3a]],
  [3, [0x3d]],
  [4, [0x70, 0x71]],
  [5, [0xba]],
  [8, [0xeb]],
];

const byNumber: (Bitmap | undefined)[] = Array.from({ length: 256 });
const byKey = new Map<string, Bitmap>();
for (const entry of bitmaps) {
  byNumber[entry.bitmap] = entry;
  byKey.set(entry.key, entry);
}
for (const [size, numbers] of rawSizes) {
  for (const bitmap of numbers) byNumber[bitmap] = { bitmap, key: rawKey(bitmap), size, content: 'raw' };
}

/** Field name of a bitmap's raw content. */
export function rawKey(bitmap: number): `bmp${string}` {
  return `bmp${bitmap.toString(16).toUpperCase().padStart(2, '0')}`;
}

export function bitmapByNumber(bitmap: number): Bitmap | undefined {
  return byNumber[bitmap];
}

/** The bitmap a field name stands for; `bmpXX` names count as raw content of XX. */
export function bitmapByKey(key: string): Bitmap | undefined {
  const named = byKey.get(key);
  if (named !== undefined || !key.startsWith('bmp')) return named;
  const entry = byNumber[Number.parseInt(key.slice(3), 16)];
  return entry === undefined ? undefined : { ...entry, content: 'raw' };
}
