/**
 * A thin client: an mPOS Client, a Freestyle device or a PayPOS. It has no data and no input of its own: it asks the
 * server for a place, shows the screens it is sent, and sends where it is tapped. Without the server there is nothing to
 * tap on: the connection-problems dialog lies over the last screen.
 */
import { assign, emit, setup } from 'xstate';
import type { BodyEvent, StartCheck } from './holder.ts';

export type ThinClientEvent =
  | BodyEvent
  /** The app was removed from the device, or is there again. */
  | { type: 'APP_REMOVED' }
  | { type: 'APP_INSTALLED' }
  | { type: 'CHECK_FAILED'; check: StartCheck }
  /** The code from the till was scanned. */
  | { type: 'CODE' }
  | { type: 'ADMITTED' }
  | { type: 'TURNED_AWAY'; code: string }
  | { type: 'SCREEN' }
  | { type: 'LEAVE' }
  | { type: 'LATE' }
  | { type: 'DISCONNECTED' };

/**
 * `check` and `reconnect` dial, say hello and ask for the place; at a start it is looked into why nobody answers. `forget`
 * drops session and code.
 */
export type ThinClientEffect =
  | { type: 'check' }
  | { type: 'reconnect' }
  | { type: 'start-failed'; check: StartCheck }
  | { type: 'hang-up' }
  | { type: 'forget' }
  | { type: 'power-off' };

export type ThinClientInput = {
  /** Whether it needs a code before it can ask for a place: Freestyle. */
  needsCode: boolean;
  delays: { reconnect: number; reconnectMost: number };
};
type Context = ThinClientInput & {
  network: boolean;
  installed: boolean;
  /** The app was removed while the device was put away: taken out, it starts anew. */
  appEnded: boolean;
  attempts: number;
  hasPlace: boolean;
};

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
    asksForCode: ({ context }) => context.installed && context.needsCode && !context.hasPlace,
    appHasEnded: ({ context }) => context.appEnded,
    checkServer: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'server',
    checkApp: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'app',
  },
  actions: {
    networkLost: assign({ network: false }),
    networkBack: assign({ network: true }),
    removed: assign({ installed: false }),
    installed: assign({ installed: true }),
    appEnded: assign({ appEnded: true }),
    begins: assign({ appEnded: false }),
    startFailed: emit(({ event }) => ({
      type: 'start-failed',
      check: event.type === 'CHECK_FAILED' ? event.check : 'server',
    })),
    admitted: assign({ attempts: 0, hasPlace: true }),
    placeGone: assign({ hasPlace: false }),
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
    firstAttempt: assign({ attempts: 0 }),
    check: emit({ type: 'check' }),
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
    CHECK_FAILED: [
      { guard: 'checkServer', target: '#startFailed.server', actions: 'startFailed' },
      { guard: 'checkApp', target: '#startFailed.app', actions: 'startFailed' },
      { target: '#startFailed.network', actions: 'startFailed' },
    ],
  },
  states: {
    asking: {
      entry: 'check',
      after: { reconnect: { target: 'asking', reenter: true, actions: 'countAttempt' } },
    },
  },
});

const running = client.createStateConfig({
  initial: 'starting',
  on: {
    SWIPE: { target: '#running', reenter: true, actions: 'hangUp' },
    APP_REMOVED: { target: '#running', reenter: true, actions: ['removed', 'hangUp'] },
  },
  states: {
    starting: { entry: 'begins', always: [{ guard: 'asksForCode', target: 'codeAsked' }, { target: 'connecting' }] },
    codeAsked: { on: { CODE: { target: 'connecting', actions: 'firstAttempt' } } },
    connecting,
    /** Which of the start checks failed is said, and it is tried again. An answer that is late is an answer. */
    startFailed: {
      id: 'startFailed',
      initial: 'server',
      on: {
        ADMITTED: { target: 'showing', actions: 'admitted' },
        TURNED_AWAY: { target: 'turnedAway', actions: ['placeGone', 'forget'] },
      },
      after: { reconnect: { target: 'starting', actions: 'countAttempt' } },
      states: { server: {}, app: {}, network: {} },
    },
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
  context: ({ input }) => ({ ...input, network: true, installed: true, appEnded: false, attempts: 0, hasPlace: false }),
  initial: 'off',
  on: {
    NETWORK_LOST: { actions: 'networkLost' },
    NETWORK_BACK: { actions: 'networkBack' },
    APP_REMOVED: { actions: 'removed' },
    APP_INSTALLED: { actions: 'installed' },
  },
  states: {
    off: { on: { SWITCH_ON: '#running' } },
    running: {
      id: 'running',
      ...running,
      on: { ...running.on, SWITCH_OFF: switchedOff, PUT_AWAY: 'putAway', FREEZE: 'frozen' },
    },
    putAway: {
      on: {
        TAKE_OUT: [{ guard: 'appHasEnded', target: '#running' }, { target: 'running.hist' }],
        APP_REMOVED: { actions: ['removed', 'appEnded', 'hangUp'] },
        FREEZE: 'frozen',
        SWITCH_OFF: switchedOff,
      },
    },
    frozen: { on: { SWIPE: { target: '#running', actions: 'hangUp' }, SWITCH_OFF: switchedOff } },
  },
});
