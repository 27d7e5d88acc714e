/**
 * The WLAN of one station: in reach, silent, lost; or on its way from one access point to another. Out of coverage nothing
 * tells either end; the station itself notices only after it missed beacons for a while (2 s on handhelds, longer with the
 * screen off). It returns some seconds after there is coverage again. While it changes its access point nothing passes.
 */
import { assign, emit, setup } from 'xstate';

export type LinkEvent =
  | { type: 'COVERAGE_LOST' }
  | { type: 'COVERAGE_BACK' }
  | { type: 'ACCESS_POINT_DOWN' }
  | { type: 'ACCESS_POINT_UP' }
  /** It changes its access point, which takes so long. */
  | { type: 'ROAM'; stallMs: number }
  /** From now on it misses beacons for so long before it notices. */
  | { type: 'SCREEN'; beaconLossMs: number };
export type LinkEffect =
  { type: 'silent' } | { type: 'audible' } | { type: 'network-lost' } | { type: 'network-back' } | { type: 'roamed' };
export type LinkInput = { beaconLossMs: number; rejoinMs: number };

export const wlanLink = setup({
  types: {
    context: {} as LinkInput & { covered: boolean; served: boolean; stallMs: number },
    events: {} as LinkEvent,
    emitted: {} as LinkEffect,
    input: {} as LinkInput,
  },
  delays: {
    beaconLoss: ({ context }) => context.beaconLossMs,
    rejoin: ({ context }) => context.rejoinMs,
    stall: ({ context }) => context.stallMs,
  },
  guards: { reachable: ({ context }) => context.covered && context.served },
}).createMachine({
  id: 'wlan-link',
  context: ({ input }) => ({ ...input, covered: true, served: true, stallMs: 0 }),
  initial: 'connected',
  on: {
    COVERAGE_LOST: { actions: assign({ covered: false }) },
    COVERAGE_BACK: { actions: assign({ covered: true }) },
    ACCESS_POINT_DOWN: { actions: assign({ served: false }) },
    ACCESS_POINT_UP: { actions: assign({ served: true }) },
    SCREEN: { actions: assign({ beaconLossMs: ({ event }) => event.beaconLossMs }) },
  },
  states: {
    connected: {
      on: {
        COVERAGE_LOST: { target: 'silent', actions: assign({ covered: false }) },
        ACCESS_POINT_DOWN: { target: 'silent', actions: assign({ served: false }) },
        ROAM: { target: 'roaming', actions: assign({ stallMs: ({ event }) => event.stallMs }) },
      },
    },
    roaming: {
      entry: emit({ type: 'silent' }),
      exit: emit({ type: 'roamed' }),
      after: {
        stall: [{ guard: 'reachable', target: 'connected', actions: emit({ type: 'audible' }) }, { target: 'silent' }],
      },
    },
    silent: {
      entry: emit({ type: 'silent' }),
      always: { guard: 'reachable', target: 'connected', actions: emit({ type: 'audible' }) },
      after: { beaconLoss: { target: 'lost', actions: emit({ type: 'network-lost' }) } },
    },
    lost: { always: { guard: 'reachable', target: 'rejoining' } },
    rejoining: {
      on: {
        COVERAGE_LOST: { target: 'lost', actions: assign({ covered: false }) },
        ACCESS_POINT_DOWN: { target: 'lost', actions: assign({ served: false }) },
      },
      after: { rejoin: { target: 'connected', actions: [emit({ type: 'audible' }), emit({ type: 'network-back' })] } },
    },
  },
});
