/** The card of a guest, drawn at random, in the codes of the simulated service (simulators/cloud/vouchers.ts). */
import type { Card } from '#protocols/mpos/cards';
import type { Random } from '../../random.ts';

/** Mostly vouchers that are good, so many of each worth; and what is good for nothing. */
const VOUCHERS = ['V100', 'V500', 'V500', 'V5000', 'X500'] as const;
const OF_EACH = 400;
/** Now and then it is one of a few, which has gone through other hands before. */
const OF_A_FEW = 4;
const CUSTOMERS = ['C1', 'C22', 'lost'] as const;

/** A voucher, or now and then a customer card. */
export function drawCard(random: Random): Card {
  if (random.below(5) === 0) return { kind: 'customer', code: random.pick(CUSTOMERS) };
  const number = random.between(1, random.below(3) === 0 ? OF_A_FEW : OF_EACH);
  return { kind: 'voucher', code: `${random.pick(VOUCHERS)}-${number}` };
}
