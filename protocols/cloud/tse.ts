/**
 * The signing unit (TSE, technical security device), as far as the till needs it: it signs a hand-over, once for each key,
 * with a counter that rises. Units are sticks, boxes in the house or services; here each is asked like a cloud service. A
 * choice of ours, as the interfaces of the makers differ.
 */
import { z } from 'zod';

export const SIGN_PATH = '/tse/signatures';

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What is signed of a hand-over; `atMs` is its time in the journal, ms since 1970: that of every booking in it. */
export const handOverToSign = z.strictObject({
  handOver: count,
  atMs: z.int(),
  tab: count,
  operator: z.string(),
  cents: z.int(),
  lines: z.array(z.string()),
});
export type HandOverToSign = z.infer<typeof handOverToSign>;

/** The hand-over is signed; the counter of the unit rises with every signature. */
export const signed = z.looseObject({ key: z.string(), counter: z.int().min(1), signature: z.string().min(1) });

/** The key of a hand-over's signature: from its number in the journal, so that it is the same after a restart. */
export function signatureKey(handOver: number): string {
  return `hand-over-${handOver}`;
}
