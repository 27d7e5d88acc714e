/**
 * NoCOO Digital Billing, as far as the till needs it: a receipt is issued to the guest, or withdrawn. Withdrawn is final,
 * also before it was issued: a request that comes late issues nothing any more. A choice of ours, as the service's own
 * interface is not public.
 */
import { z } from 'zod';

export const ISSUE_PATH = '/nocoo/receipts';
export const WITHDRAW_PATH = '/nocoo/withdrawals';

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What a receipt says: the lines of the bill, as on paper; `cents` is its total. */
export const digitalReceipt = z.strictObject({ bill: count, cents: z.int(), lines: z.array(z.string()) });
export type DigitalReceipt = z.infer<typeof digitalReceipt>;

/** The receipt is with the guest, under that reference. */
export const issued = z.looseObject({ key: z.string(), reference: z.string().min(1) });
/** There is no receipt under that key, and there will be none. */
export const withdrawn = z.looseObject({ key: z.string(), withdrawn: z.literal(true) });

/** The key of a bill's receipt: from the number in the journal, so that it is the same after a restart. */
export function receiptKey(bill: number): string {
  return `receipt-of-bill-${bill}`;
}
