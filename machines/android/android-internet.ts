/**
 * What lies behind the WLAN of an Android device. Its system looks now and then whether the internet is there: some time
 * after that has gone it no longer holds the network for validated, and some time after it is back it does again.
 */
import { emit, setup } from 'xstate';

export type InternetEffect = { type: 'internet-missed' } | { type: 'internet-found' };

export const androidInternet = setup({
  types: {
    context: {} as { lookMs: number },
    /** The uplink of the WLAN is cut, or mended. */
    events: {} as { type: 'CUT' } | { type: 'MEND' },
    emitted: {} as InternetEffect,
    /** How long it takes the system to notice either. */
    input: {} as { lookMs: number },
  },
  delays: { look: ({ context }) => context.lookMs },
}).createMachine({
  id: 'android-internet',
  context: ({ input }) => input,
  initial: 'validated',
  states: {
    validated: { on: { CUT: 'cut' } },
    cut: {
      on: { MEND: 'validated' },
      after: { look: { target: 'missed', actions: emit({ type: 'internet-missed' }) } },
    },
    missed: { on: { MEND: 'mended' } },
    mended: {
      on: { CUT: 'missed' },
      after: { look: { target: 'validated', actions: emit({ type: 'internet-found' }) } },
    },
  },
});
