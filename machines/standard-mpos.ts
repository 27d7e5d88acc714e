/**
 * The standard mPOS device: handheld and tablet run the same software, so they share one chart. Two regions run side
 * by side once it is switched on: what the operator sees of the app, and the connection-problems dialog with its
 * connection service. Bookings are stored in the device, so they go on without radio and survive a reset.
 *
 * The chart decides; its edge (simulators/devices/standard-device.ts) stores, sends and hears. Time comes from the
 * clock the actor is created with.
 */
import { assign, emit, raise } from 'xstate';
import { holder, holdingNothing } from './holder.ts';

const device = holder.extend({
  delays: {
    tolerance: ({ context }) => context.delays.tolerance,
    waitSymbol: ({ context }) => context.delays.waitSymbol,
    reconnect: ({ context }) =>
      Math.min(context.delays.reconnectMost, context.delays.reconnect * (1 << Math.min(context.attempts, 10))),
  },
  guards: {
    networkThere: ({ context }) => context.network,
    networkGone: ({ context }) => !context.network,
    offlineForbidden: ({ context }) => !context.offlineBooking && !context.connected,
    refusedOwn: ({ event }) => event.type === 'REFUSED' && event.code === 'own-locked-tab',
    refusedPayment: ({ event }) => event.type === 'REFUSED' && event.code === 'held-by-payment',
    refusedOther: ({ event }) => event.type === 'REFUSED' && event.code === 'held-by-another-device',
    signedOff: ({ event }) => event.type === 'REFUSED' && event.code === 'not-signed-on',
    checkServer: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'server',
    checkApp: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'app',
    appHasEnded: ({ context }) => context.appEnded,
  },
  actions: {
    slow: raise({ type: 'SLOW' }),
    late: raise({ type: 'LATE' }),
    answered: raise({ type: 'ANSWERED' }),
    networkLost: assign({ network: false }),
    networkBack: assign({ network: true }),
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
    appEnded: assign({ appEnded: true }),
    reset: emit({ type: 'reset' }),
  },
});

/** The hold is gone, whoever ended it. */
const holdEnded = { target: '#idle', actions: ['endHold', 'forgetHold'] } as const;
const refused = [{ guard: 'lostHold', ...holdEnded }, { target: 'booking' }] as const;
const paymentEnded = [{ guard: 'settled', ...holdEnded }, { target: 'booking' }] as const;
/** What is asked of the server: the wait symbol when the answer is late, the dialog when it is too late. */
const asking = {
  after: { waitSymbol: { actions: 'slow' }, tolerance: { actions: 'late' } },
  exit: 'answered',
} as const;

/** From switching on to an operator who is signed on. */
const starting = device.createStateConfig({
  entry: [assign({ connected: false, token: 0, appEnded: false }), 'check'],
  on: {
    CHECKED: '#signedOff',
    WRONG_IIS: 'startFailed.iis',
    CHECK_FAILED: [
      { guard: 'checkServer', target: 'startFailed.server', actions: 'startFailed' },
      { guard: 'checkApp', target: 'startFailed.app', actions: 'startFailed' },
      { target: 'startFailed.network', actions: 'startFailed' },
    ],
  },
});

const idle = device.createStateConfig({
  id: 'idle',
  on: {
    OPEN: { target: 'opening', actions: 'chooseTab' },
    COLLECT: [
      { guard: 'mayCollect', target: 'collectingOffline', actions: 'chooseTab' },
      { guard: 'offlineForbidden', actions: 'refuseOffline' },
    ],
    // Asked on the way: it is one line and one request, also where this state is entered again.
    SIMPLE_ORDER: { target: 'simpleOrdering', actions: 'askSimpleOrder' },
    SEND_STORED: { target: 'sendingStored', actions: 'chooseTab' },
    SIGN_OFF: 'signingOff',
  },
});

/** What the operator is told of a tab that could not be had. */
const notHad = [
  { guard: 'refusedOwn', target: 'refused.ownLockedTab' },
  { guard: 'refusedPayment', target: 'refused.heldByPayment' },
  { guard: 'refusedOther', target: 'refused.heldByAnotherDevice' },
  { guard: 'signedOff', target: '#signedOff' },
  { target: 'refused.otherwise' },
] as const;

const opening = device.createStateConfig({
  entry: 'askOpen',
  ...asking,
  on: { OPENED: { target: 'open', actions: 'rememberToken' }, REFUSED: notHad },
});

/** A defined table is booked to and cashed out: all of it, or nothing. */
const simpleOrdering = device.createStateConfig({ ...asking, on: { CLOSED: 'idle', REFUSED: notHad } });

/** A tab is open: what is booked is stored, and goes to the server with what is asked of it. */
const open = device.createStateConfig({
  initial: 'booking',
  on: { LOCK_LOST: holdEnded, REFUSED: { guard: 'lostHold', ...holdEnded } },
  states: {
    booking: {
      on: {
        BOOK: [{ guard: 'mayStore', actions: 'store' }, { actions: 'refuseOffline' }],
        HAND_OVER: 'handingOver',
        NEW_BALANCE: 'closing',
        BILL: 'billing',
        PAY: 'startingPayment',
        CHANGE: { target: 'changing', actions: 'rememberChange' },
        SCAN: [{ guard: 'mayScan', target: 'scanning', actions: 'rememberCard' }, { actions: 'refuseScan' }],
      },
    },
    handingOver: { entry: 'askHandOver', ...asking, on: { HANDED_OVER: 'booking', REFUSED: refused } },
    closing: { entry: 'askNewBalance', ...asking, on: { CLOSED: holdEnded, REFUSED: refused } },
    billing: { entry: 'askBill', ...asking, on: { CLOSED: holdEnded, REFUSED: refused } },
    changing: { entry: 'askChange', ...asking, on: { CHANGED: 'booking', REFUSED: refused } },
    scanning: { entry: 'askScan', ...asking, on: { SCANNED: 'booking', REFUSED: refused } },
    startingPayment: {
      entry: 'askPay',
      ...asking,
      on: { PAYING: 'paying', PAYMENT_ENDED: paymentEnded, REFUSED: refused },
    },
    paying: { on: { PAYMENT_ENDED: paymentEnded } },
  },
});

/** Nobody at the device does it: what is stored for a tab is handed over when the server can be reached. */
const sendingStored = device.createStateConfig({
  initial: 'opening',
  on: { LOCK_LOST: holdEnded },
  states: {
    opening: {
      entry: 'askOpen',
      ...asking,
      on: {
        OPENED: { target: 'handingOver', actions: 'rememberToken' },
        REFUSED: [{ guard: 'signedOff', target: '#signedOff' }, { target: '#idle' }],
      },
    },
    handingOver: {
      entry: 'askNewBalance',
      ...asking,
      on: { CLOSED: holdEnded, REFUSED: holdEnded },
    },
  },
});

/** What the operator sees of the app. */
const app = device.createStateConfig({
  initial: 'starting',
  states: {
    hist: { type: 'history', history: 'deep' },
    starting,
    startFailed: {
      initial: 'server',
      // An answer that is late is an answer.
      on: { CHECKED: '#signedOff' },
      after: { startRetry: 'starting' },
      states: { server: {}, app: {}, network: {}, iis: {} },
    },
    signedOff: { id: 'signedOff', on: { SIGN_ON: { target: 'signingOn', actions: 'rememberOperator' } } },
    signingOn: { entry: 'askSignOn', ...asking, on: { DONE: 'idle', REFUSED: 'signedOff' } },
    idle,
    signingOff: { entry: 'askSignOff', ...asking, on: { DONE: 'signedOff', REFUSED: 'signedOff' } },
    opening,
    simpleOrdering,
    refused: {
      initial: 'otherwise',
      on: { UNDERSTOOD: 'idle' },
      states: { ownLockedTab: {}, heldByAnotherDevice: {}, heldByPayment: {}, otherwise: {} },
    },
    open,
    collectingOffline: { on: { BOOK: { actions: 'store' }, NEW_BALANCE: 'idle' } },
    sendingStored,
  },
});

/**
 * What is shown of the connection: nothing, the wait symbol for an answer that is late, or the connection-problems dialog,
 * red without a network, yellow with one on which the server is silent. Behind the dialog works the connection service.
 */
const connection = device.createStateConfig({
  initial: 'fine',
  states: {
    hist: { type: 'history', history: 'deep' },
    fine: {
      initial: 'quiet',
      on: { CONNECTED: { actions: 'connected' }, SLOW: '#waiting', LATE: 'problems', DISCONNECTED: 'problems' },
      states: {
        quiet: { on: { ASKED_AGAIN: 'askedAgain' } },
        askedAgain: { after: { waitSymbol: '#waiting' }, on: { ANSWERED: 'quiet' } },
      },
    },
    waiting: {
      id: 'waiting',
      on: { ANSWERED: 'fine', LATE: 'problems', DISCONNECTED: 'problems' },
      after: { tolerance: 'problems' },
    },
    problems: {
      initial: 'yellow',
      entry: ['disconnected', 'reconnect'],
      on: { CONNECTED: { target: 'fine', actions: 'connected' } },
      after: { reconnect: { target: 'problems', reenter: true, actions: 'countAttempt' } },
      states: {
        yellow: { always: { guard: 'networkGone', target: 'red' } },
        red: { always: { guard: 'networkThere', target: 'yellow', actions: 'reconnect' } },
      },
    },
  },
});

const switchedOff = { target: 'off', actions: ['endHold', 'powerOff'] } as const;
const restarted = ['endHold', 'forgetHold', 'reset'] as const;

/** The chart under the given id; `handheld` and `tablet` are made from it. */
export function standardMpos<Id extends string>(id: Id) {
  return device.createMachine({
    id,
    context: ({ input }) => holdingNothing(input),
    initial: 'off',
    on: { NETWORK_LOST: { actions: 'networkLost' }, NETWORK_BACK: { actions: 'networkBack' } },
    states: {
      off: {
        entry: [assign({ connected: false, token: 0, operator: '' })],
        on: { SWITCH_ON: 'running' },
      },
      running: {
        type: 'parallel',
        on: {
          SWITCH_OFF: switchedOff,
          PUT_AWAY: 'putAway',
          FREEZE: 'frozen',
          SWIPE: { target: 'running', reenter: true, actions: restarted },
          APP_REMOVED: { target: 'running', reenter: true, actions: restarted },
        },
        states: { app, connection },
      },
      putAway: {
        on: {
          TAKE_OUT: [
            { guard: 'appHasEnded', target: 'running' },
            { target: ['running.app.hist', 'running.connection.hist'] },
          ],
          APP_REMOVED: { actions: [...restarted, 'appEnded'] },
          FREEZE: 'frozen',
          SWITCH_OFF: switchedOff,
        },
      },
      frozen: {
        on: {
          SWIPE: { target: 'running', actions: restarted },
          SWITCH_OFF: switchedOff,
        },
      },
    },
  });
}
