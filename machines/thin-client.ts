/**
 * A thin client: an mPOS Client, a Freestyle device or a PayPOS. It has no data and no input of its own: it asks the
 * server for a place, shows the screens it is sent, and sends where it is tapped. Without the server there is nothing to
 * tap on: the connection-problems dialog lies over the last screen.
 */
import { assign, emit, setup } from 'xstate';

export type ThinClientEvent =
  | { type: 'SWITCH_ON' }
  | { type: 'SWITCH_OFF' }
  | { type: 'PUT_AWAY' }
  | { type: 'TAKE_OUT' }
  | { type: 'FREEZE' }
  | { type: 'SWIPE' }
  /** The code from the till was scanned. */
  | { type: 'CODE' }
  | { type: 'ADMITTED' }
  | { type: 'TURNED_AWAY'; code: string }
  | { type: 'SCREEN' }
  | { type: 'LEAVE' }
  | { type: 'LATE' }
  | { type: 'DISCONNECTED' }
  | { type: 'NETWORK_LOST' }
  | { type: 'NETWORK_BACK' };

/** `reconnect` dials, says hello and asks for the place; `forget` drops session and code. */
export type ThinClientEffect = { type: 'reconnect' } | { type: 'hang-up' } | { type: 'forget' } | { type: 'power-off' };

export type ThinClientInput = {
  /** Whether it needs a code before it can ask for a place: Freestyle. */
  needsCode: boolean;
  delays: { reconnect: number; reconnectMost: number };
};
type Context = ThinClientInput & { network: boolean; attempts: number; hasPlace: boolean };

const client = setup({
  types: {
    context: {} as Context,
    events: {} as ThinClientEvent,
    emitted: {} as ThinClientEffect,
    input: {} as ThinClientInput,
  },
  delays: {
    reconnect: ({ context }) =>
      Math.min(context.delays.reconnectMost, context.delays.reconnect * (1 << Math.min(context.attempts, 10))),
  },
  guards: {
    networkThere: ({ context }) => context.network,
    asksForCode: ({ context }) => context.needsCode && !context.hasPlace,
  },
  actions: {
    networkLost: assign({ network: false }),
    networkBack: assign({ network: true }),
    admitted: assign({ attempts: 0, hasPlace: true }),
    placeGone: assign({ hasPlace: false }),
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
    firstAttempt: assign({ attempts: 0 }),
    reconnect: emit({ type: 'reconnect' }),
    hangUp: emit({ type: 'hang-up' }),
    forget: emit({ type: 'forget' }),
    powerOff: emit({ type: 'power-off' }),
  },
});

/** Asks the server for a place, again and again while there is none to ask. */
const connecting = client.createStateConfig({
  initial: 'asking',
  on: {
    ADMITTED: { target: '#showing', actions: 'admitted' },
    TURNED_AWAY: { target: '#turnedAway', actions: ['placeGone', 'forget'] },
  },
  states: {
    asking: {
      entry: 'reconnect',
      after: { reconnect: { target: 'asking', reenter: true, actions: 'countAttempt' } },
    },
  },
});

const running = client.createStateConfig({
  initial: 'starting',
  on: { SWIPE: { target: '#running', reenter: true, actions: 'hangUp' } },
  states: {
    starting: { always: [{ guard: 'asksForCode', target: 'codeAsked' }, { target: 'connecting' }] },
    codeAsked: { on: { CODE: { target: 'connecting', actions: 'firstAttempt' } } },
    connecting,
    turnedAway: { id: 'turnedAway', on: { CODE: { target: 'connecting', actions: 'firstAttempt' } } },
    showing: {
      id: 'showing',
      initial: 'waiting',
      on: {
        TURNED_AWAY: { target: 'turnedAway', actions: ['placeGone', 'forget'] },
        LEAVE: { target: 'left', actions: ['placeGone', 'forget'] },
        LATE: [{ guard: 'networkThere', target: '#problems.yellow' }, { target: '#problems.red' }],
        DISCONNECTED: [{ guard: 'networkThere', target: '#problems.yellow' }, { target: '#problems.red' }],
      },
      states: {
        /** For the first screen, or for what a tap has changed. */
        waiting: { on: { SCREEN: 'shown' } },
        shown: {},
      },
    },
    /** The connection-problems dialog over the last screen: there is nothing to tap on. */
    problems: {
      id: 'problems',
      initial: 'yellow',
      entry: 'reconnect',
      on: {
        ADMITTED: { target: 'showing', actions: 'admitted' },
        TURNED_AWAY: { target: 'turnedAway', actions: ['placeGone', 'forget'] },
      },
      after: { reconnect: { target: 'again', actions: 'countAttempt' } },
      states: {
        yellow: { on: { NETWORK_LOST: { target: 'red', actions: 'networkLost' } } },
        red: { on: { NETWORK_BACK: { target: 'yellow', actions: ['networkBack', 'reconnect'] } } },
      },
    },
    again: { always: [{ guard: 'networkThere', target: 'problems.yellow' }, { target: 'problems.red' }] },
    left: { on: { CODE: { target: 'connecting', actions: 'firstAttempt' } } },
    hist: { type: 'history', history: 'deep' },
  },
});

const switchedOff = { target: 'off', actions: 'powerOff' } as const;

export const thinClient = client.createMachine({
  id: 'thin-client',
  context: ({ input }) => ({ ...input, network: true, attempts: 0, hasPlace: false }),
  initial: 'off',
  on: { NETWORK_LOST: { actions: 'networkLost' }, NETWORK_BACK: { actions: 'networkBack' } },
  states: {
    off: { on: { SWITCH_ON: '#running' } },
    running: {
      id: 'running',
      ...running,
      on: { ...running.on, SWITCH_OFF: switchedOff, PUT_AWAY: 'putAway', FREEZE: 'frozen' },
    },
    putAway: { on: { TAKE_OUT: 'running.hist', FREEZE: 'frozen', SWITCH_OFF: switchedOff } },
    frozen: { on: { SWIPE: { target: '#running', actions: 'hangUp' }, SWITCH_OFF: switchedOff } },
  },
});
