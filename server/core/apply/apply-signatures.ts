/** What facts of fiscal signatures change. */
import type { Fact } from '../facts.ts';
import type { Appliers, State } from '../state.ts';

export const applySignatures: Appliers<'signature-due' | 'signature-made' | 'tse-failed' | 'tse-back'> = {
  'signature-due'(state, { handOver, tab, operator, cents, lines }, at) {
    state.lastHandOver = handOver;
    state.signatures.set(handOver, {
      handOver,
      atMs: at,
      tab,
      operator,
      cents,
      lines,
      tabs: new Set([tab]),
      bills: [],
    });
  },
  'signature-made': (state, { handOver }) => void state.signatures.delete(handOver),
  'tse-failed'(state, { trouble }) {
    state.tseTrouble = trouble;
    for (const due of state.signatures.values()) due.bills = [];
  },
  'tse-back'(state) {
    state.tseTrouble = null;
  },
};

/** A bill is made: if something of its tab is not signed, and the unit is not known to fail, it does not say so. */
export function billedUnsigned(
  { signatures, tseTrouble }: State,
  { bill, tab, device }: Extract<Fact, { kind: 'billed' }>,
): void {
  if (tseTrouble !== null) return;
  for (const { tabs, bills } of signatures.values()) if (tabs.has(tab)) bills.push({ bill, tab, device });
}

/** Lines go to another tab: what of them is not signed yet is a matter of that one, too. */
export function signaturesFollow({ signatures }: State, from: number, to: number): void {
  for (const { tabs } of signatures.values()) if (tabs.has(from)) tabs.add(to);
}
