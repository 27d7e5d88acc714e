/**
 * What is taken off a tab when so many of an article are named: those that came there last, as the devices have them. Of a
 * line of which some stay, what does not divide stays with them.
 */
export type Item = { article: string; quantity: number; cents: number; place: string };
export type Named = { article: string; quantity: number };

/** What the server has put on a tab itself: paid in part, vouchers, payments that were reversed, and discounts; it is never named. */
const OWN = /^(Paid in part|Voucher redeemed|Card payment reversed|Discount \d+ %)$/;

/** What is taken and what is left, both in the order of the tab; null if there is not so much. */
export function takeLast(items: readonly Item[], named: readonly Named[]): { items: Item[]; left: Item[] } | null {
  const wanted = new Map<string, number>();
  for (const { article, quantity } of named) wanted.set(article, (wanted.get(article) ?? 0) + quantity);
  const taken: Item[] = [];
  const left: Item[] = [];
  for (const item of items.toReversed()) {
    const missing = wanted.get(item.article) ?? 0;
    const count = OWN.test(item.article) ? 0 : Math.min(missing, item.quantity);
    wanted.set(item.article, missing - count);
    const cents = count === item.quantity ? item.cents : Math.floor((item.cents * count) / item.quantity);
    if (count > 0) taken.push({ ...item, quantity: count, cents });
    if (count < item.quantity)
      left.push(count === 0 ? item : { ...item, quantity: item.quantity - count, cents: item.cents - cents });
  }
  for (const missing of wanted.values()) if (missing > 0) return null;
  return { items: taken.toReversed(), left: left.toReversed() };
}
