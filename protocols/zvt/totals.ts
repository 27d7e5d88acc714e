/**
 * Bitmap 60, the totals of an end-of-day: first and last receipt number (2 bytes BCD each),
 * then for seven brands a count (1 byte, binary) and a sum in minor units (6 bytes BCD).
 */
import { bcdNumber, pushBcd } from './bcd.ts';
import type { BrandTotal, Totals } from './fields.ts';

export const TOTALS_BYTES = 4 + 7 * 7;

const brands = ['girocard', 'jcb', 'eurocard', 'amex', 'visa', 'diners', 'other'] as const;

/** The totals in `bytes[at..at+length)`; undefined if length or digits are wrong. */
export function parseTotals(bytes: Uint8Array, at: number, length: number): Totals | undefined {
  if (length !== TOTALS_BYTES) return undefined;
  const receiptFrom = bcdNumber(bytes, at, 2);
  const receiptTo = bcdNumber(bytes, at + 2, 2);
  const sums: BrandTotal[] = [];
  for (let offset = at + 4; offset < at + TOTALS_BYTES; offset += 7) {
    sums.push({ count: bytes[offset]!, cents: bcdNumber(bytes, offset + 1, 6) });
  }
  if (receiptFrom < 0 || receiptTo < 0 || sums.some((sum) => sum.cents < 0)) return undefined;
  const [girocard, jcb, eurocard, amex, visa, diners, other] = sums as [
    BrandTotal,
    BrandTotal,
    BrandTotal,
    BrandTotal,
    BrandTotal,
    BrandTotal,
    BrandTotal,
  ];
  return { receiptFrom, receiptTo, girocard, jcb, eurocard, amex, visa, diners, other };
}

/** Appends the 53 bytes of content, without bitmap and length. Throws RangeError on numbers that do not fit. */
export function pushTotals(out: number[], totals: Totals): void {
  pushBcd(out, totals.receiptFrom, 2);
  pushBcd(out, totals.receiptTo, 2);
  for (const brand of brands) {
    const { count, cents } = totals[brand];
    if (!Number.isInteger(count) || count < 0 || count > 0xff) throw new RangeError(`count ${count} is no byte`);
    out.push(count);
    pushBcd(out, cents, 6);
  }
}
