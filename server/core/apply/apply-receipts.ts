/** What facts of digital receipts change. */
import type { Appliers } from '../state.ts';

export const applyReceipts: Appliers<'receipt-due' | 'receipt-sent' | 'receipt-on-paper' | 'receipt-withdrawn'> = {
  'receipt-due'(state, { bill, tab, device, operator, cents, lines }) {
    state.receipts.set(bill, { bill, tab, device, operator, cents, lines, onPaper: false });
  },
  'receipt-sent': (state, { bill }) => void state.receipts.delete(bill),
  'receipt-on-paper'(state, { bill }) {
    const due = state.receipts.get(bill);
    if (due !== undefined) due.onPaper = true;
  },
  'receipt-withdrawn': (state, { bill }) => void state.receipts.delete(bill),
};
