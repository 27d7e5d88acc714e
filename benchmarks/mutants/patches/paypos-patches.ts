/** Planted bugs of the harness: a PayPOS whose two halves are not one device. */
import type { PatchedMutant } from '../mutant.ts';

const PAYPOS = 'simulators/paypos.ts';

export const payposPatches: readonly PatchedMutant[] = [
  {
    name: 'terminal-outlives-its-battery',
    about: 'The battery of a PayPOS dies, and the payment terminal in it stays on.',
    caughtBy: ['one-body'],
    kind: { area: 'device', sort: 'forgotten', subtlety: 'plain' },
    patches: [
      {
        file: PAYPOS,
        replace: "    if (event.type === 'SWITCH_OFF') terminal.tell({ type: 'POWER_OFF' });\n",
        by: '',
      },
    ],
  },
  {
    name: 'terminal-has-its-own-radio',
    about: 'A PayPOS is out of coverage, and the payment terminal in it is not.',
    caughtBy: ['one-body'],
    kind: { area: 'device', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: PAYPOS,
        replace: 'return own === null ? [device] : [device, own];',
        by: 'return own === device ? [device, own] : [device];',
      },
    ],
  },
];
