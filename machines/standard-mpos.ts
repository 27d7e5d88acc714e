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

/** The chart under the given id; `handheld` and `tablet` are made from it. */
export function standardMpos<Id extends string>(id: Id) {
  /** The hold is gone, whoever ended it. */
  const holdEnded = { target: `#${id}.running.app.idle`, actions: ['endHold', 'forgetHold'] } as const;
  const refused = [{ guard: 'lostHold', ...holdEnded }, { target: 'booking' }] as const;
  const paymentEnded = [{ guard: 'settled', ...holdEnded }, { target: 'booking' }] as const;
  const answerInTime = { tolerance: { actions: 'late' } } as const;

  return holder
    .extend({
      delays: {
        tolerance: ({ context }) => context.delays.tolerance,
        reconnect: ({ context }) =>
          Math.min(context.delays.reconnectMost, context.delays.reconnect * (1 << Math.min(context.attempts, 10))),
      },
      guards: {
        networkThere: ({ context }) => context.network,
        mayCollect: ({ context }) => context.offlineBooking && !context.connected,
        refusedOwn: ({ event }) => event.type === 'REFUSED' && event.code === 'own-locked-tab',
        refusedPayment: ({ event }) => event.type === 'REFUSED' && event.code === 'held-by-payment',
        refusedOther: ({ event }) => event.type === 'REFUSED' && event.code === 'held-by-another-device',
        signedOff: ({ event }) => event.type === 'REFUSED' && event.code === 'not-signed-on',
        checkServer: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'server',
        checkApp: ({ event }) => event.type === 'CHECK_FAILED' && event.check === 'app',
      },
      actions: {
        late: raise({ type: 'LATE' }),
        networkLost: assign({ network: false }),
        networkBack: assign({ network: true }),
        countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
        store: emit(({ context }) => ({ type: 'store', tab: context.tab, offline: !context.connected })),
        reset: emit({ type: 'reset' }),
      },
    })
    .createMachine({
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
            SWITCH_OFF: { target: 'off', actions: ['endHold', 'powerOff'] },
            PUT_AWAY: 'putAway',
            FREEZE: 'frozen',
            SWIPE: { target: 'running', reenter: true, actions: ['endHold', 'forgetHold', 'reset'] },
          },
          states: {
            app: {
              initial: 'starting',
              states: {
                hist: { type: 'history', history: 'deep' },
                starting: {
                  entry: [assign({ connected: false, token: 0 }), 'check'],
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
                  entry: 'askSignOn',
                  after: answerInTime,
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
                  entry: 'askSignOff',
                  after: answerInTime,
                  on: { DONE: 'signedOff', REFUSED: 'signedOff' },
                },
                opening: {
                  entry: 'askOpen',
                  after: answerInTime,
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
                  on: { LOCK_LOST: holdEnded, REFUSED: { guard: 'lostHold', ...holdEnded } },
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
                      entry: 'askHandOver',
                      after: answerInTime,
                      on: { HANDED_OVER: 'booking' },
                    },
                    closing: {
                      entry: 'askNewBalance',
                      after: answerInTime,
                      on: { CLOSED: holdEnded, REFUSED: refused },
                    },
                    billing: {
                      entry: 'askBill',
                      after: answerInTime,
                      on: { CLOSED: holdEnded, REFUSED: refused },
                    },
                    startingPayment: {
                      entry: 'askPay',
                      after: answerInTime,
                      on: {
                        PAYING: 'paying',
                        PAYMENT_ENDED: paymentEnded,
                        REFUSED: refused,
                      },
                    },
                    paying: { on: { PAYMENT_ENDED: paymentEnded } },
                  },
                },
                collectingOffline: { on: { BOOK: { actions: 'store' }, NEW_BALANCE: 'idle' } },
                sendingStored: {
                  initial: 'opening',
                  on: { LOCK_LOST: holdEnded },
                  states: {
                    opening: {
                      entry: 'askOpen',
                      after: answerInTime,
                      on: {
                        OPENED: { target: 'handingOver', actions: 'rememberToken' },
                        REFUSED: [
                          { guard: 'signedOff', target: `#${id}.running.app.signedOff` },
                          { target: `#${id}.running.app.idle` },
                        ],
                      },
                    },
                    handingOver: {
                      entry: 'askNewBalance',
                      after: answerInTime,
                      on: { CLOSED: holdEnded, REFUSED: holdEnded },
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
            FREEZE: 'frozen',
            TAKE_OUT: { target: ['running.app.hist', 'running.connection.hist'] },
            SWITCH_OFF: { target: 'off', actions: ['endHold', 'powerOff'] },
          },
        },
        frozen: {
          on: {
            SWIPE: { target: 'running', actions: ['endHold', 'forgetHold', 'reset'] },
            SWITCH_OFF: { target: 'off', actions: ['endHold', 'powerOff'] },
          },
        },
      },
    });
}
