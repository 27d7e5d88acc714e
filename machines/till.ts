/**
 * The till: a stationary POS whose tabs are held against the devices and the other way round. It is wired to the
 * server it runs, so it has no radio, no collecting and no dialog: if the server is away it waits and says so.
 */
import { assign, emit, setup } from 'xstate';
import type { DeviceContext, DeviceEffect, DeviceEvent, DeviceInput } from './standard-mpos.ts';

export const till = setup({
  types: {
    context: {} as DeviceContext,
    events: {} as DeviceEvent,
    emitted: {} as DeviceEffect,
    input: {} as DeviceInput,
  },
  delays: {
    reconnect: ({ context }) => context.delays.reconnect,
    startRetry: ({ context }) => context.delays.startRetry,
  },
  guards: {
    lostHold: ({ event }) => event.type === 'REFUSED' && event.code === 'stale-token',
    settled: ({ event }) => event.type === 'PAYMENT_ENDED' && (event.outcome === 'paid' || event.outcome === 'parked'),
  },
  actions: {
    chooseTab: assign({ tab: ({ context, event }) => ('tab' in event ? event.tab : context.tab) }),
    rememberToken: assign({ token: ({ context, event }) => (event.type === 'OPENED' ? event.token : context.token) }),
    forgetHold: assign({ token: 0 }),
    endHold: emit(({ context, event }) => ({
      type: 'hold-lost',
      tab: context.tab,
      token: context.token,
      why: event.type,
    })),
  },
}).createMachine({
  id: 'till',
  context: ({ input }) => ({
    operator: '',
    tab: 0,
    token: 0,
    network: true,
    connected: false,
    offlineBooking: false,
    attempts: 0,
    delays: input.delays,
  }),
  initial: 'off',
  states: {
    off: { entry: assign({ token: 0, connected: false }), on: { SWITCH_ON: 'running' } },
    running: {
      type: 'parallel',
      on: { SWITCH_OFF: { target: 'off', actions: ['endHold', emit({ type: 'power-off' })] } },
      states: {
        app: {
          initial: 'starting',
          states: {
            starting: {
              entry: emit({ type: 'check' }),
              on: { CHECKED: 'signedOff', CHECK_FAILED: 'startFailed' },
            },
            startFailed: { after: { startRetry: 'starting' } },
            signedOff: {
              on: { SIGN_ON: { target: 'signingOn', actions: assign({ operator: ({ event }) => event.operator }) } },
            },
            signingOn: {
              entry: emit(({ context }) => ({ type: 'sign-on', operator: context.operator })),
              on: { DONE: 'idle', REFUSED: 'signedOff' },
            },
            idle: {
              on: {
                OPEN: { target: 'opening', actions: 'chooseTab' },
                SEND_STORED: { target: 'sendingStored', actions: 'chooseTab' },
              },
            },
            sendingStored: {
              initial: 'opening',
              on: {
                REFUSED: { target: 'idle', actions: ['endHold', 'forgetHold'] },
                LOCK_LOST: { target: 'idle', actions: ['endHold', 'forgetHold'] },
                CLOSED: { target: 'idle', actions: ['endHold', 'forgetHold'] },
              },
              states: {
                opening: {
                  entry: emit(({ context }) => ({ type: 'open', tab: context.tab })),
                  on: { OPENED: { target: 'handingOver', actions: 'rememberToken' } },
                },
                handingOver: {
                  entry: emit(({ context }) => ({
                    type: 'new-balance',
                    tab: context.tab,
                    token: context.token,
                  })),
                },
              },
            },
            opening: {
              entry: emit(({ context }) => ({ type: 'open', tab: context.tab })),
              on: { OPENED: { target: 'open', actions: 'rememberToken' }, REFUSED: 'refused' },
            },
            refused: { on: { UNDERSTOOD: 'idle' } },
            open: {
              initial: 'booking',
              on: {
                LOCK_LOST: { target: 'idle', actions: ['endHold', 'forgetHold'] },
                CLOSED: { target: 'idle', actions: ['endHold', 'forgetHold'] },
                PAYMENT_ENDED: [
                  { guard: 'settled', target: 'idle', actions: ['endHold', 'forgetHold'] },
                  { target: '.booking' },
                ],
                REFUSED: [
                  { guard: 'lostHold', target: 'idle', actions: ['endHold', 'forgetHold'] },
                  { target: '.booking' },
                ],
              },
              states: {
                booking: {
                  on: {
                    BOOK: { actions: emit(({ context }) => ({ type: 'store', tab: context.tab, offline: false })) },
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
                  on: { HANDED_OVER: 'booking' },
                },
                closing: {
                  entry: emit(({ context }) => ({
                    type: 'new-balance',
                    tab: context.tab,
                    token: context.token,
                  })),
                },
                billing: {
                  entry: emit(({ context, event }) => ({
                    type: 'bill',
                    tab: context.tab,
                    token: context.token,
                    confirmed: event.type === 'BILL' && event.confirmed,
                  })),
                },
                startingPayment: {
                  entry: emit(({ context, event }) => ({
                    type: 'pay',
                    tab: context.tab,
                    token: context.token,
                    terminal: event.type === 'PAY' ? event.terminal : '',
                    confirmed: event.type === 'PAY' && event.confirmed,
                  })),
                  on: { PAYING: 'paying' },
                },
                paying: {},
              },
            },
          },
        },
        connection: {
          initial: 'fine',
          states: {
            fine: {
              on: {
                CONNECTED: { actions: assign({ connected: true }) },
                DISCONNECTED: 'serverAway',
                LATE: 'serverAway',
              },
            },
            serverAway: {
              entry: [assign({ connected: false }), emit({ type: 'reconnect' })],
              on: { CONNECTED: { target: 'fine', actions: assign({ connected: true }) } },
              after: { reconnect: { target: 'serverAway', reenter: true } },
            },
          },
        },
      },
    },
  },
});
