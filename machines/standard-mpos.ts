/**
 * The standard mPOS device: handheld and tablet run the same software, so they share one chart. Two regions run side
 * by side once it is switched on: what the operator sees of the app, and the connection-problems dialog with its
 * connection service. Bookings are stored in the device, so they go on without radio and survive a reset.
 *
 * The chart decides; its edge (simulators/devices/standard-device.ts) stores, sends and hears. Time comes from the
 * clock the actor is created with.
 */
import { assign, emit, raise, setup } from 'xstate';

/** Which of the three start checks failed: server running, app installed, same network. */
export type StartCheck = 'server' | 'app' | 'network';

export type DeviceEvent =
  | { type: 'SWITCH_ON' }
  | { type: 'SWITCH_OFF' }
  | { type: 'PUT_AWAY' }
  | { type: 'TAKE_OUT' }
  | { type: 'FREEZE' }
  | { type: 'SWIPE' }
  | { type: 'CHECKED' }
  | { type: 'CHECK_FAILED'; check: StartCheck }
  | { type: 'SIGN_ON'; operator: string }
  | { type: 'SIGN_OFF' }
  | { type: 'DONE' }
  | { type: 'OPEN'; tab: number }
  | { type: 'OPENED'; token: number }
  | { type: 'REFUSED'; code: string }
  | { type: 'UNDERSTOOD' }
  | { type: 'BOOK' }
  | { type: 'HAND_OVER' }
  | { type: 'NEW_BALANCE' }
  | { type: 'BILL'; confirmed: boolean }
  | { type: 'PAY'; terminal: string; confirmed: boolean }
  | { type: 'HANDED_OVER' }
  | { type: 'CLOSED' }
  | { type: 'PAYING' }
  | { type: 'PAYMENT_ENDED'; outcome: 'paid' | 'declined' | 'aborted' | 'parked' }
  | { type: 'LOCK_LOST' }
  | { type: 'COLLECT'; tab: number }
  | { type: 'SEND_STORED'; tab: number }
  | { type: 'LATE' }
  | { type: 'DISCONNECTED' }
  | { type: 'CONNECTED' }
  | { type: 'NETWORK_LOST' }
  | { type: 'NETWORK_BACK' };

/** What the chart wants done. Requests are answered by events, in the words of the protocol. */
export type DeviceEffect =
  | { type: 'check' }
  | { type: 'sign-on'; operator: string }
  | { type: 'sign-off' }
  | { type: 'open'; tab: number }
  | { type: 'store'; tab: number; offline: boolean }
  | { type: 'hand-over'; tab: number; token: number }
  | { type: 'new-balance'; tab: number; token: number }
  | { type: 'bill'; tab: number; token: number; confirmed: boolean }
  | { type: 'pay'; tab: number; token: number; terminal: string; confirmed: boolean }
  | { type: 'hold-lost'; tab: number; token: number; why: string }
  | { type: 'reset' }
  | { type: 'power-off' }
  | { type: 'reconnect' };

export type DeviceDelays = { tolerance: number; startRetry: number; reconnect: number; reconnectMost: number };
export type DeviceInput = { offlineBooking: boolean; network: boolean; delays: DeviceDelays };
export type DeviceContext = {
  operator: string;
  tab: number;
  token: number;
  network: boolean;
  connected: boolean;
  offlineBooking: boolean;
  attempts: number;
  delays: DeviceDelays;
};

/** The chart under the given id; `handheld` and `tablet` are made from it. */
export function standardMpos<Id extends string>(id: Id) {
  return setup({
    types: {
      context: {} as DeviceContext,
      events: {} as DeviceEvent,
      emitted: {} as DeviceEffect,
      input: {} as DeviceInput,
    },
    delays: {
      tolerance: ({ context }) => context.delays.tolerance,
      startRetry: ({ context }) => context.delays.startRetry,
      reconnect: ({ context }) =>
        Math.min(context.delays.reconnectMost, context.delays.reconnect * (1 << Math.min(context.attempts, 10))),
    },
    guards: {
      networkThere: ({ context }) => context.network,
      mayCollect: ({ context }) => context.offlineBooking && !context.connected,
      refusedOwn: ({ event }) => event.type === 'REFUSED' && event.code === 'own-locked-tab',
      refusedPayment: ({ event }) => event.type === 'REFUSED' && event.code === 'held-by-payment',
      refusedOther: ({ event }) => event.type === 'REFUSED' && event.code === 'held-by-another-device',
      lostHold: ({ event }) => event.type === 'REFUSED' && event.code === 'stale-token',
      signedOff: ({ event }) => event.type === 'REFUSED' && event.code === 'not-signed-on',
      settled: ({ event }) =>
        event.type === 'PAYMENT_ENDED' && (event.outcome === 'paid' || event.outcome === 'parked'),
      checkServer: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'server',
      checkApp: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'app',
    },
    actions: {
      late: raise({ type: 'LATE' }),
      networkLost: assign({ network: false }),
      networkBack: assign({ network: true }),
      disconnected: assign({ connected: false }),
      connected: assign({ connected: true, attempts: 0 }),
      countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
      reconnect: emit({ type: 'reconnect' }),
      chooseTab: assign({ tab: ({ context, event }) => ('tab' in event ? event.tab : context.tab) }),
      rememberOperator: assign({
        operator: ({ context, event }) => (event.type === 'SIGN_ON' ? event.operator : context.operator),
      }),
      rememberToken: assign({ token: ({ context, event }) => (event.type === 'OPENED' ? event.token : context.token) }),
      forgetHold: assign({ token: 0 }),
      endHold: emit(({ context, event }) => ({
        type: 'hold-lost',
        tab: context.tab,
        token: context.token,
        why: event.type,
      })),
      store: emit(({ context }) => ({ type: 'store', tab: context.tab, offline: !context.connected })),
      askOpen: emit(({ context }) => ({ type: 'open', tab: context.tab })),
    },
  }).createMachine({
    id,
    context: ({ input }) => ({
      operator: '',
      tab: 0,
      token: 0,
      network: input.network,
      connected: false,
      offlineBooking: input.offlineBooking,
      attempts: 0,
      delays: input.delays,
    }),
    initial: 'off',
    on: {
      NETWORK_LOST: { actions: 'networkLost' },
      NETWORK_BACK: { actions: 'networkBack' },
    },
    states: {
      off: {
        entry: [assign({ connected: false, token: 0, operator: '' })],
        on: { SWITCH_ON: 'running' },
      },
      running: {
        type: 'parallel',
        on: {
          SWITCH_OFF: { target: 'off', actions: ['endHold', emit({ type: 'power-off' })] },
          PUT_AWAY: 'putAway',
          FREEZE: 'frozen',
          SWIPE: { target: 'running', reenter: true, actions: ['endHold', 'forgetHold', emit({ type: 'reset' })] },
        },
        states: {
          app: {
            initial: 'starting',
            states: {
              hist: { type: 'history', history: 'deep' },
              starting: {
                entry: [assign({ connected: false, token: 0 }), emit({ type: 'check' })],
                on: {
                  CHECKED: 'signedOff',
                  CHECK_FAILED: [
                    { guard: 'checkServer', target: 'startFailed.server' },
                    { guard: 'checkApp', target: 'startFailed.app' },
                    { target: 'startFailed.network' },
                  ],
                },
              },
              startFailed: {
                initial: 'server',
                after: { startRetry: 'starting' },
                states: { server: {}, app: {}, network: {} },
              },
              signedOff: { on: { SIGN_ON: { target: 'signingOn', actions: 'rememberOperator' } } },
              signingOn: {
                entry: emit(({ context }) => ({ type: 'sign-on', operator: context.operator })),
                after: { tolerance: { actions: 'late' } },
                on: { DONE: 'idle', REFUSED: 'signedOff' },
              },
              idle: {
                on: {
                  OPEN: { target: 'opening', actions: 'chooseTab' },
                  COLLECT: { guard: 'mayCollect', target: 'collectingOffline', actions: 'chooseTab' },
                  SEND_STORED: { target: 'sendingStored', actions: 'chooseTab' },
                  SIGN_OFF: 'signingOff',
                },
              },
              signingOff: {
                entry: emit({ type: 'sign-off' }),
                after: { tolerance: { actions: 'late' } },
                on: { DONE: 'signedOff', REFUSED: 'signedOff' },
              },
              opening: {
                entry: 'askOpen',
                after: { tolerance: { actions: 'late' } },
                on: {
                  OPENED: { target: 'open', actions: 'rememberToken' },
                  REFUSED: [
                    { guard: 'refusedOwn', target: 'refused.ownLockedTab' },
                    { guard: 'refusedPayment', target: 'refused.heldByPayment' },
                    { guard: 'refusedOther', target: 'refused.heldByAnotherDevice' },
                    { guard: 'signedOff', target: 'signedOff' },
                    { target: 'refused.otherwise' },
                  ],
                },
              },
              refused: {
                initial: 'otherwise',
                on: { UNDERSTOOD: 'idle' },
                states: { ownLockedTab: {}, heldByAnotherDevice: {}, heldByPayment: {}, otherwise: {} },
              },
              open: {
                initial: 'booking',
                on: {
                  LOCK_LOST: { target: 'idle', actions: ['endHold', 'forgetHold'] },
                  REFUSED: { guard: 'lostHold', target: 'idle', actions: ['endHold', 'forgetHold'] },
                },
                states: {
                  booking: {
                    on: {
                      BOOK: { actions: 'store' },
                      HAND_OVER: 'handingOver',
                      NEW_BALANCE: 'closing',
                      BILL: 'billing',
                      PAY: 'startingPayment',
                    },
                  },
                  handingOver: {
                    entry: emit(({ context }) => ({
                      type: 'hand-over',
                      tab: context.tab,
                      token: context.token,
                    })),
                    after: { tolerance: { actions: 'late' } },
                    on: { HANDED_OVER: 'booking' },
                  },
                  closing: {
                    entry: emit(({ context }) => ({
                      type: 'new-balance',
                      tab: context.tab,
                      token: context.token,
                    })),
                    after: { tolerance: { actions: 'late' } },
                    on: {
                      CLOSED: { target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                      REFUSED: [
                        { guard: 'lostHold', target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                        { target: 'booking' },
                      ],
                    },
                  },
                  billing: {
                    entry: emit(({ context, event }) => ({
                      type: 'bill',
                      tab: context.tab,
                      token: context.token,
                      confirmed: event.type === 'BILL' && event.confirmed,
                    })),
                    after: { tolerance: { actions: 'late' } },
                    on: {
                      CLOSED: { target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                      REFUSED: [
                        { guard: 'lostHold', target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                        { target: 'booking' },
                      ],
                    },
                  },
                  startingPayment: {
                    entry: emit(({ context, event }) => ({
                      type: 'pay',
                      tab: context.tab,
                      token: context.token,
                      terminal: event.type === 'PAY' ? event.terminal : '',
                      confirmed: event.type === 'PAY' && event.confirmed,
                    })),
                    after: { tolerance: { actions: 'late' } },
                    on: {
                      PAYING: 'paying',
                      PAYMENT_ENDED: [
                        { guard: 'settled', target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                        { target: 'booking' },
                      ],
                      REFUSED: [
                        { guard: 'lostHold', target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                        { target: 'booking' },
                      ],
                    },
                  },
                  paying: {
                    on: {
                      PAYMENT_ENDED: [
                        { guard: 'settled', target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                        { target: 'booking' },
                      ],
                    },
                  },
                },
              },
              collectingOffline: {
                on: { BOOK: { actions: 'store' }, NEW_BALANCE: 'idle' },
              },
              sendingStored: {
                initial: 'opening',
                on: { LOCK_LOST: { target: 'idle', actions: ['endHold', 'forgetHold'] } },
                states: {
                  opening: {
                    entry: 'askOpen',
                    after: { tolerance: { actions: 'late' } },
                    on: {
                      OPENED: { target: 'handingOver', actions: 'rememberToken' },
                      REFUSED: [
                        { guard: 'signedOff', target: `#${id}.running.app.signedOff` },
                        { target: `#${id}.running.app.idle` },
                      ],
                    },
                  },
                  handingOver: {
                    entry: emit(({ context }) => ({
                      type: 'new-balance',
                      tab: context.tab,
                      token: context.token,
                    })),
                    after: { tolerance: { actions: 'late' } },
                    on: {
                      CLOSED: { target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                      REFUSED: { target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] },
                    },
                  },
                },
              },
            },
          },
          connection: {
            initial: 'fine',
            states: {
              hist: { type: 'history', history: 'deep' },
              fine: {
                on: {
                  CONNECTED: { actions: 'connected' },
                  LATE: [{ guard: 'networkThere', target: 'problems.yellow' }, { target: 'problems.red' }],
                  DISCONNECTED: [{ guard: 'networkThere', target: 'problems.yellow' }, { target: 'problems.red' }],
                },
              },
              reconnecting: {
                always: [{ guard: 'networkThere', target: 'problems.yellow' }, { target: 'problems.red' }],
              },
              problems: {
                initial: 'yellow',
                entry: ['disconnected', 'reconnect'],
                on: { CONNECTED: { target: 'fine', actions: 'connected' } },
                after: { reconnect: { target: 'reconnecting', actions: 'countAttempt' } },
                states: {
                  yellow: { on: { NETWORK_LOST: { target: 'red', actions: 'networkLost' } } },
                  red: { on: { NETWORK_BACK: { target: 'yellow', actions: ['networkBack', 'reconnect'] } } },
                },
              },
            },
          },
        },
      },
      putAway: {
        on: {
          TAKE_OUT: { target: ['running.app.hist', 'running.connection.hist'] },
          SWITCH_OFF: { target: 'off', actions: ['endHold', emit({ type: 'power-off' })] },
        },
      },
      frozen: {
        on: {
          SWIPE: { target: 'running', actions: ['endHold', 'forgetHold', emit({ type: 'reset' })] },
          SWITCH_OFF: { target: 'off', actions: ['endHold', emit({ type: 'power-off' })] },
        },
      },
    },
  });
}
