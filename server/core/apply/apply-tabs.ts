/** What facts of bookings, changes and bills change. */
import { LINES_OF_THE_SERVER } from '#protocols/mpos/tab-changes';
import { countBill } from './apply-takings.ts';
import { billedUnsigned, signaturesFollow } from './apply-signatures.ts';
import type { TakenLine } from '../facts.ts';
import { without } from '../money/shares.ts';
import { deviceOf, supersede, tabOf, type Appliers, type Tab } from '../state.ts';

type TabFact = 'booked' | 'billed' | 'lines-moved' | 'lines-cancelled' | 'discounted';

export const applyTabs: Appliers<TabFact> = {
  booked(state, fact) {
    const tab = tabOf(state, fact.tab);
    const device = deviceOf(state, fact.device);
    for (const { seq, article, quantity, cents, place } of fact.bookings) {
      const line = { tab: fact.tab, article, quantity, cents, place };
      device.booked.set(seq, line);
      tab.lines.push(line);
      tab.balanceCents += cents;
    }
  },
  'lines-moved'(state, { from, to, lines, cents }) {
    take(tabOf(state, from), lines, cents);
    const tab = tabOf(state, to);
    for (const { article, quantity, cents: each, place } of lines)
      tab.lines.push({ tab: to, article, quantity, cents: each, place });
    tab.balanceCents += cents;
    signaturesFollow(state, from, to);
  },
  'lines-cancelled'(state, { tab, lines, cents }) {
    take(tabOf(state, tab), lines, cents);
  },
  discounted(state, { tab: number, percent, cents }) {
    const tab = tabOf(state, number);
    tab.lines.push({ tab: number, article: discountName(percent), quantity: 1, cents: -cents, place: 'none' });
    tab.balanceCents -= cents;
  },
  billed(state, fact) {
    const { tab: number, bill, cents, payment, part } = fact;
    countBill(state, fact);
    billedUnsigned(state, fact);
    const tab = tabOf(state, number);
    if (part?.by === 'lines') {
      state.lastBill = bill;
      take(tab, part.lines, cents);
      return;
    }
    const covered = coveredBy(tab, payment, cents);
    state.lastBill = bill;
    tab.balanceCents -= cents;
    if (isWhole(tab, covered, cents)) tab.lines.splice(0, covered);
    else tab.lines.push({ tab: number, article: PART, quantity: 1, cents: -cents, place: 'none' });
    if (payment === null) supersede(state, tab);
  },
};

/**
 * What stands on a bill for less than the lines it is for, and comes off the next one; and on a tab for a voucher that was
 * redeemed, and for a card payment that was reversed.
 */
export const [PART, VOUCHER, REVERSED] = LINES_OF_THE_SERVER;

/**
 * Whether vouchers cover all there is on a tab: it is settled by a bill over nothing. What was paid in part after the last
 * of them has settled the rest; nothing is left to bill then.
 */
export function isCovered({ balanceCents, lines }: Tab): boolean {
  if (balanceCents !== 0) return false;
  return lines.findLast(({ article }) => article === VOUCHER || article === PART)?.article === VOUCHER;
}

const DISCOUNT = /^Discount \d+ %$/;

/** What a discount is called on the tab and its bill. */
export function discountName(percent: number): string {
  return `Discount ${percent} %`;
}

/** Whether a line was booked; what the server has put on the tab itself goes with the tab, and not for itself. */
export function isArticle(name: string): boolean {
  return name !== PART && name !== VOUCHER && name !== REVERSED && !DISCOUNT.test(name);
}

function take(tab: Tab, lines: readonly TakenLine[], cents: number): void {
  tab.lines = without(tab.lines, lines);
  tab.balanceCents -= cents;
}

/**
 * How many of a tab's lines a bill over that sum is for, the first ones: all, or those there were when the card was asked.
 * A sum that is all the tab owes by now settles what came later as well: nothing would be left to bill it with.
 */
export function coveredBy({ lines, charged, balanceCents }: Tab, payment: number | null, cents: number): number {
  return payment === null || cents === balanceCents ? lines.length : charged;
}

/** Whether the first lines of a tab make up that sum. */
export function isWhole({ lines }: Tab, count: number, cents: number): boolean {
  return lines.slice(0, count).reduce((sum, line) => sum + line.cents, 0) === cents;
}
