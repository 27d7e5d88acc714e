/** What facts of bookings and bills change. */
import { deviceOf, supersede, tabOf, type Appliers, type Tab } from './state.ts';

export const applyTabs: Appliers<'booked' | 'billed'> = {
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
  billed(state, { tab: number, bill, cents, payment }) {
    const tab = tabOf(state, number);
    const covered = payment === null ? tab.lines.length : tab.charged;
    state.lastBill = bill;
    tab.balanceCents -= cents;
    if (isWhole(tab, covered, cents)) tab.lines.splice(0, covered);
    else tab.lines.push({ tab: number, article: PART, quantity: 1, cents: -cents, place: 'none' });
    if (payment === null) supersede(state, tab);
  },
};

/** What stands on a bill for less than the lines it is for, and comes off the next one. */
export const PART = 'Paid in part';

/** Whether the first lines of a tab make up that sum. */
export function isWhole({ lines }: Tab, count: number, cents: number): boolean {
  return lines.slice(0, count).reduce((sum, line) => sum + line.cents, 0) === cents;
}
