/** The payment host as a file says it: how patient the payment terminals of the floor are with it. */
import { z } from 'zod';
import { someMs } from '#server/core/config';
import { duration } from './duration-schema.ts';

const some = duration.refine((ms) => someMs.safeParse(ms).success, 'from 1ms to 24h');

export const paymentHostFields = {
  answer: some.default(8_000).describe('so long a terminal waits for an answer'),
  rest: some.default(1_000).describe('so long after that it asks again'),
  wait: some.default(25_000).describe('so long a guest waits for a charge in all; then it is reversed'),
} as const;

const paymentHost = z.strictObject(paymentHostFields);
export type PaymentHost = z.infer<typeof paymentHost>;
/** What terminals do that say nothing else. */
export const USUAL_HOST: PaymentHost = paymentHost.parse({});
