/**
 * The payment host, as far as a payment terminal needs it: a card is charged, once for each key, or declined; and a charge
 * is reversed. Reversed is final for the key, also before anything was charged under it: a request that comes late charges
 * nothing any more. A choice of ours, as the protocols between terminals and hosts are not public.
 */
import { z } from 'zod';

export const CHARGE_PATH = '/paymentHost/charges';
export const REVERSE_PATH = '/paymentHost/reversals';

/** The numbers of a payment in its terminal, and so in the journal; `card` is the guest's, which the host takes or declines. */
export const charge = z.strictObject({
  terminal: z.string().min(1),
  receiptNo: z.string().regex(/^\d{4}$/),
  trace: z.int().min(1).max(999_999),
  cents: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  card: z.enum(['good', 'blocked']),
});
export type Charge = z.infer<typeof charge>;

/** What a terminal is told by a host: codes 1 to 99, which it tells its till as they are. */
export const hostCode = z.int().min(1).max(99);
/** The card is charged. */
export const charged = z.looseObject({ key: z.string(), charged: z.literal(true) });
/** Nothing is charged under that key. */
export const declined = z.looseObject({ key: z.string(), declined: hostCode });
/** Nothing is charged under that key, and nothing will be. */
export const reversed = z.looseObject({ key: z.string(), reversed: z.literal(true) });

/** The key of a payment: from the terminal and its numbers, so that it is the same whenever it is asked again. */
export function chargeKey({ terminal, receiptNo, trace }: Pick<Charge, 'terminal' | 'receiptNo' | 'trace'>): string {
  return `${terminal}-${receiptNo}-${trace}`;
}
