/**
 * The till: a stationary POS whose tabs are held against the devices and the other way round. It is wired to the
 * server it runs, so it has no radio, no collecting and no dialog: if the server is away it waits and says so.
 */
import { assign } from 'xstate';
import { holder, holdingNothing } from './holder.ts';

const holdEnded = { target: 'idle', actions: ['endHold', 'forgetHold'] } as const;

export const till = holder.extend({ delays: { reconnect: ({ context }) => context.delays.reconnect } }).createMachine({
  id: 'till',
  context: ({ input }) => ({ ...holdingNothing(input), network: true, offlineBooking: false }),
  initial: 'off',
  states: {
    off: { entry: assign({ token: 0, connected: false }), on: { SWITCH_ON: 'running' } },
    running: {
      type: 'parallel',
      on: { SWITCH_OFF: { target: 'off', actions: ['endHold', 'powerOff'] } },
      states: {
        app: {
          initial: 'starting',
          states: {
            starting: {
              entry: 'check',
              on: { CHECKED: 'signedOff', CHECK_FAILED: { target: 'startFailed', actions: 'startFailed' } },
            },
            startFailed: { after: { startRetry: 'starting' } },
            signedOff: { on: { SIGN_ON: { target: 'signingOn', actions: 'rememberOperator' } } },
            signingOn: { entry: 'askSignOn', on: { DONE: 'idle', REFUSED: 'signedOff' } },
            idle: {
              on: {
                OPEN: { target: 'opening', actions: 'chooseTab' },
                SEND_STORED: { target: 'sendingStored', actions: 'chooseTab' },
                SIMPLE_ORDER: { target: 'simpleOrdering', actions: 'askSimpleOrder' },
                SIGN_OFF: 'signingOff',
              },
            },
            signingOff: { entry: 'askSignOff', on: { DONE: 'signedOff', REFUSED: 'signedOff' } },
            sendingStored: {
              initial: 'opening',
              on: { REFUSED: holdEnded, LOCK_LOST: holdEnded, CLOSED: holdEnded },
              states: {
                opening: { entry: 'askOpen', on: { OPENED: { target: 'handingOver', actions: 'rememberToken' } } },
                handingOver: { entry: 'askNewBalance' },
              },
            },
            opening: {
              entry: 'askOpen',
              on: { OPENED: { target: 'open', actions: 'rememberToken' }, REFUSED: 'refused' },
            },
            simpleOrdering: { on: { CLOSED: 'idle', REFUSED: 'refused' } },
            refused: { on: { UNDERSTOOD: 'idle' } },
            open: {
              initial: 'booking',
              on: {
                LOCK_LOST: holdEnded,
                CLOSED: holdEnded,
                PAYMENT_ENDED: [{ guard: 'settled', ...holdEnded }, { target: '.booking' }],
                REFUSED: [{ guard: 'lostHold', ...holdEnded }, { target: '.booking' }],
              },
              states: {
                booking: {
                  on: {
                    BOOK: [{ guard: 'mayStore', actions: 'store' }, { actions: 'refuseOffline' }],
                    HAND_OVER: 'handingOver',
                    NEW_BALANCE: 'closing',
                    BILL: 'billing',
                    PAY: 'startingPayment',
                    CHANGE: { target: 'changing', actions: 'rememberChange' },
                    SCAN: { target: 'scanning', actions: 'rememberCard' },
                  },
                },
                handingOver: { entry: 'askHandOver', on: { HANDED_OVER: 'booking' } },
                closing: { entry: 'askNewBalance' },
                billing: { entry: 'askBill' },
                changing: { entry: 'askChange', on: { CHANGED: 'booking' } },
                scanning: { entry: 'askScan', on: { SCANNED: 'booking' } },
                startingPayment: { entry: 'askPay', on: { PAYING: 'paying' } },
                paying: {},
              },
            },
          },
        },
        connection: {
          initial: 'fine',
          states: {
            fine: {
              on: { CONNECTED: { actions: 'connected' }, DISCONNECTED: 'serverAway', LATE: 'serverAway' },
            },
            serverAway: {
              entry: ['disconnected', 'reconnect'],
              on: { CONNECTED: { target: 'fine', actions: 'connected' } },
              after: { reconnect: { target: 'serverAway', reenter: true } },
            },
          },
        },
      },
    },
  },
});
