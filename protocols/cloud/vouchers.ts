/**
 * The service of vouchers and customers, as far as the till needs it: a voucher is redeemed, or given back; a customer is
 * looked up. A voucher is redeemed whole and once. Given back is final for the key, also before anything was redeemed
 * under it: a request that comes late redeems nothing any more. A choice of ours, as the service's own interface is not
 * public.
 */
import { z } from 'zod';

export const REDEEM_PATH = '/vouchers/redemptions';
export const GIVE_BACK_PATH = '/vouchers/returns';
export const CUSTOMER_PATH = '/vouchers/customers';

/** What is read off a card: digits, letters and what bar codes have besides. */
export const codeSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'a code: letters, digits and . _ : - (at most 64)');

/** Why a card is good for nothing. */
export const refusedWhy = z.enum(['used', 'expired', 'unknown']);
export type RefusedWhy = z.infer<typeof refusedWhy>;

export const asked = z.strictObject({ code: codeSchema });
/** The voucher is redeemed, and was worth that. */
export const redeemed = z.looseObject({ key: z.string(), cents: z.int().min(1).max(100_000_00) });
/** Nothing is redeemed under that key, and nothing will be. */
export const givenBack = z.looseObject({ key: z.string(), givenBack: z.literal(true) });
/** Who the customer is. */
export const customer = z.looseObject({ key: z.string(), name: z.string().min(1).max(63) });
/** The card is good for nothing. */
export const refused = z.looseObject({ key: z.string(), refused: refusedWhy });

/** The key of what is asked about a card: from the number in the journal, so that it is the same after a restart. */
export function scanKey(scan: number): string {
  return `card-scan-${scan}`;
}
