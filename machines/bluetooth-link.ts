/**
 * The Bluetooth link between a device and its belt printer. A printer carried away is noticed only when the link
 * supervision ends (5 s on printer modules); until then written bytes vanish in the stack. Coming back takes 1 to 4 s.
 */
import { emit, setup } from 'xstate';

export type BluetoothInput = { supervisionMs: number; pageMs: number };

export const bluetoothLink = setup({
  types: {
    context: {} as BluetoothInput,
    events: {} as
      | { type: 'PAIR'; driver: 'special' | 'wrong' }
      | { type: 'UNPAIR' }
      | { type: 'OUT_OF_RANGE' }
      | { type: 'IN_RANGE' },
    emitted: {} as { type: 'silent' } | { type: 'audible' } | { type: 'link-lost' } | { type: 'link-back' },
    input: {} as BluetoothInput,
  },
  delays: { supervision: ({ context }) => context.supervisionMs, page: ({ context }) => context.pageMs },
  guards: { special: ({ event }) => event.type === 'PAIR' && event.driver === 'special' },
}).createMachine({
  id: 'bluetooth-link',
  context: ({ input }) => input,
  initial: 'connected',
  states: {
    unpaired: {
      entry: emit({ type: 'silent' }),
      on: { PAIR: [{ guard: 'special', target: 'paging' }, { target: 'wrongDriver' }] },
    },
    wrongDriver: { on: { UNPAIR: 'unpaired', PAIR: { guard: 'special', target: 'paging' } } },
    connected: { on: { OUT_OF_RANGE: 'fading', UNPAIR: 'unpaired' } },
    fading: {
      entry: emit({ type: 'silent' }),
      on: { IN_RANGE: { target: 'connected', actions: emit({ type: 'audible' }) }, UNPAIR: 'unpaired' },
      after: { supervision: { target: 'lost', actions: emit({ type: 'link-lost' }) } },
    },
    lost: { on: { IN_RANGE: 'paging', UNPAIR: 'unpaired' } },
    paging: {
      on: { OUT_OF_RANGE: 'lost', UNPAIR: 'unpaired' },
      after: { page: { target: 'connected', actions: [emit({ type: 'audible' }), emit({ type: 'link-back' })] } },
    },
  },
});
