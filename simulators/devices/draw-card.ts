/** The card of a guest, drawn at random, in the codes of the simulated service (simulators/cloud/vouchers.ts). */
import type { Card } from '#protocols/mpos/cards';
import type { Random } from '../random.ts';

/** Mostly vouchers that are good, so many of each worth; and what is good for nothing. */
const VOUCHERS = ['V100', 'V500', 'V500', 'V5000', 'X500'] as const;
const OF_EACH = 12;
const CUSTOMERS = ['C1', 'C22', 'lost'] as const;

/** A voucher, or now and then a customer card. */
export function drawCard(random: Random): Card {
  if (random.below(5) === 0) return { kind: 'customer', code: random.pick(CUSTOMERS) };
  return { kind: 'voucher', code: `${random.pick(VOUCHERS)}-${random.between(1, OF_EACH)}` };
}
