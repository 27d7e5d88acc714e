/** Cards of guests that a device reads with its camera, and which models can. */
import { z } from 'zod';
import { codeSchema } from '../cloud/vouchers.ts';

export const CARD_KINDS = ['voucher', 'customer'] as const;
export type CardKind = (typeof CARD_KINDS)[number];
export const cardSchema = z.strictObject({ kind: z.enum(CARD_KINDS), code: codeSchema });
/** What was read off a card: a QR or a bar code. */
export type Card = z.infer<typeof cardSchema>;

/** What became of a card. */
export const cardResult = z.enum(['redeemed', 'known', 'used', 'expired', 'unknown', 'dropped']);
export type CardResult = z.infer<typeof cardResult>;

/**
 * Models whose cameras read codes, or do not. That it depends on the model is from the product's pages; which do is a
 * choice of ours. Any other model is a phone or a tablet with a camera that does.
 */
const READS_CARDS: Readonly<Record<string, boolean>> = {
  Orbit: false,
  'Orbit NEXT': true,
  'Sonic V1': false,
  'Sonic V2': true,
  'Saturn F2': true,
  'Saturn EL': false,
  'Saturn E2L': false,
  Rocket: true,
};

/** Whether devices of a model can scan cards; those of which no model is told can. */
export function readsCards(model: string | null | undefined): boolean {
  return model === null || model === undefined || !Object.hasOwn(READS_CARDS, model) || READS_CARDS[model] === true;
}
