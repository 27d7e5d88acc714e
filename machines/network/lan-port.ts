/**
 * The LAN port of one station. Other than on the air, the station sees at once that its carrier is gone; nobody behind
 * the switch does. When the cable is in again both ends first agree on speed and duplex (IEEE 802.3, clause 28), which
 * takes some seconds; a cable that flaps faster than that carries nothing at all.
 */
import { emit, setup } from 'xstate';

export type LanPortEffect = { type: 'down' } | { type: 'up' };
export type LanPortInput = { negotiationMs: number };

export const lanPort = setup({
  types: {
    context: {} as LanPortInput,
    events: {} as { type: 'CABLE_OUT' } | { type: 'CABLE_IN' },
    emitted: {} as LanPortEffect,
    input: {} as LanPortInput,
  },
  delays: { negotiation: ({ context }) => context.negotiationMs },
}).createMachine({
  id: 'lan-port',
  context: ({ input }) => input,
  initial: 'up',
  states: {
    up: { on: { CABLE_OUT: { target: 'down', actions: emit({ type: 'down' }) } } },
    down: { on: { CABLE_IN: 'negotiating' } },
    negotiating: {
      on: { CABLE_OUT: 'down' },
      after: { negotiation: { target: 'up', actions: emit({ type: 'up' }) } },
    },
  },
});
