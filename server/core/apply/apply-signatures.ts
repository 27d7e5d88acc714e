/** What facts of fiscal signatures change. */
import type { Appliers, State } from '../state.ts';

export const applySignatures: Appliers<'signature-due' | 'signature-made' | 'tse-failed' | 'tse-back'> = {
  'signature-due'(state, { handOver, tab, operator, cents, lines }, at) {
    state.lastHandOver = handOver;
    state.signatures.set(handOver, { handOver, atMs: at, tab, operator, cents, lines, tabs: new Set([tab]) });
  },
  'signature-made': (state, { handOver }) => void state.signatures.delete(handOver),
  'tse-failed'(state, { trouble }) {
    state.tseTrouble = trouble;
  },
  'tse-back'(state) {
    state.tseTrouble = null;
  },
};

/** Lines go to another tab: what of them is not signed yet is a matter of that one, too. */
export function signaturesFollow({ signatures }: State, from: number, to: number): void {
  for (const { tabs } of signatures.values()) if (tabs.has(from)) tabs.add(to);
}
