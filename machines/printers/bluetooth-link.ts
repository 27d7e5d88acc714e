/**
 * The Bluetooth link between a device and its belt printer, and how the two are paired. A printer carried away is noticed
 * only when the link supervision ends (5 s on printer modules); until then written bytes vanish in the stack. Coming back
 * takes 1 to 4 s. Without a pairing, or with another driver than the special one of the printer, its port does not open.
 */
import { emit, setup } from 'xstate';

export type BluetoothInput = { supervisionMs: number; pageMs: number };

/** How a device is paired with its printer. */
export type Pairing = 'paired' | 'unpaired' | 'wrong-driver';

export const bluetoothLink = setup({
  types: {
    context: {} as BluetoothInput,
    events: {} as
      | { type: 'PAIR'; driver: 'special' | 'wrong' }
      | { type: 'UNPAIR' }
      | { type: 'OUT_OF_RANGE' }
      | { type: 'IN_RANGE' },
    emitted: {} as
      | { type: 'silent' }
      | { type: 'audible' }
      | { type: 'link-lost' }
      | { type: 'link-back' }
      | { type: 'pairing'; pairing: Pairing },
    input: {} as BluetoothInput,
  },
  delays: { supervision: ({ context }) => context.supervisionMs, page: ({ context }) => context.pageMs },
  guards: { special: ({ event }) => event.type === 'PAIR' && event.driver === 'special' },
}).createMachine({
  id: 'bluetooth-link',
  context: ({ input }) => input,
  type: 'parallel',
  states: {
    reach: {
      initial: 'connected',
      states: {
        connected: { on: { OUT_OF_RANGE: 'fading' } },
        fading: {
          entry: emit({ type: 'silent' }),
          on: { IN_RANGE: { target: 'connected', actions: emit({ type: 'audible' }) } },
          after: { supervision: { target: 'lost', actions: emit({ type: 'link-lost' }) } },
        },
        lost: { on: { IN_RANGE: 'paging' } },
        paging: {
          on: { OUT_OF_RANGE: 'lost' },
          after: { page: { target: 'connected', actions: [emit({ type: 'audible' }), emit({ type: 'link-back' })] } },
        },
      },
    },
    pairing: {
      initial: 'paired',
      states: {
        paired: { on: { UNPAIR: 'unpaired' } },
        unpaired: {
          entry: emit({ type: 'pairing', pairing: 'unpaired' }),
          on: {
            PAIR: [
              { guard: 'special', target: 'paired', actions: emit({ type: 'pairing', pairing: 'paired' }) },
              { target: 'wrongDriver' },
            ],
          },
        },
        wrongDriver: {
          entry: emit({ type: 'pairing', pairing: 'wrong-driver' }),
          on: { UNPAIR: 'unpaired' },
        },
      },
    },
  },
});
