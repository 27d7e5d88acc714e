/**
 * Pre-authorisations still open, as a terminal lists them when 06 23 asks with receipt
 * number FFFF: the first in bitmap 87 of the abort, all or the rest in tag 23.
 */
import type { Fields } from './fields.ts';
import { findTag } from './tlv.ts';

/** Receipt numbers (4 digits) without repetition; empty if none is open. */
export function openReceipts(fields: Fields): string[] {
  const receipts: string[] = [];
  const add = (receiptNo: string | undefined): void => {
    if (receiptNo !== undefined && receiptNo !== 'FFFF' && !receipts.includes(receiptNo)) receipts.push(receiptNo);
  };
  add(fields.receiptNo);
  for (const node of findTag(fields.tlv, '23')?.children ?? []) {
    if (node.tag === '08') add(node.value);
  }
  return receipts;
}
