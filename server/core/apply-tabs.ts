/** What facts of bookings and bills change. */
import { deviceOf, supersede, tabOf, type Appliers } from './state.ts';

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
    state.lastBill = bill;
    tab.balanceCents -= cents;
    if (tab.balanceCents === 0) tab.lines = [];
    if (payment === null) supersede(state, tab);
  },
};
