/**
 * What every holder of tabs has in common, mPOS device or till: what it hears, what it wants done, and what it does with
 * a hold. The charts of both are made from this set-up.
 */
import { assign, emit, setup } from 'xstate';
import type { ErrorCode } from '#protocols/errors/errors';
import type { Card } from '#protocols/mpos/cards';
import type { TabChange } from '#protocols/mpos/tab-changes';

/** Which of the three start checks failed, in their order: server running, app installed, same network. */
export type StartCheck = 'server' | 'app' | 'network';

/** What the start-up of a device says when a check has failed. */
export const START_REFUSALS = {
  server: 'server-not-running',
  app: 'app-not-installed',
  network: 'till-not-in-network',
} as const satisfies Record<StartCheck, ErrorCode>;

/** What is done to a device, not on its screen: by hands, and by the network that comes and goes. */
export type BodyEvent =
  | { type: 'SWITCH_ON' }
  | { type: 'SWITCH_OFF' }
  | { type: 'PUT_AWAY' }
  | { type: 'TAKE_OUT' }
  | { type: 'FREEZE' }
  | { type: 'SWIPE' }
  | { type: 'NETWORK_LOST' }
  | { type: 'NETWORK_BACK' };

export type DeviceEvent =
  | BodyEvent
  /** Somebody has removed the app from the device: if it ran, it has ended. What is stored stays. */
  | { type: 'APP_REMOVED' }
  | { type: 'CHECKED' }
  | { type: 'CHECK_FAILED'; check: StartCheck }
  /** The server is there, and the device belongs to another IIS. */
  | { type: 'WRONG_IIS' }
  | { type: 'SIGN_ON'; operator: string }
  | { type: 'SIGN_OFF' }
  | { type: 'DONE' }
  /** `quick`: in Quick Mode, by a long press on CAM. */
  | { type: 'OPEN'; tab: number; quick?: boolean }
  | { type: 'OPENED'; token: number }
  /** One key: a defined table is booked to and cashed out. */
  | { type: 'SIMPLE_ORDER' }
  | { type: 'REFUSED'; code: string }
  | { type: 'UNDERSTOOD' }
  | { type: 'BOOK' }
  | { type: 'HAND_OVER' }
  | { type: 'NEW_BALANCE' }
  /** `cents`: at most so much of the tab is settled; all of it if absent. */
  | { type: 'BILL'; confirmed: boolean; cents?: number }
  | { type: 'PAY'; terminal: string; confirmed: boolean; cents?: number }
  | { type: 'CHANGE'; change: TabChange }
  /** The camera has read a card. */
  | { type: 'SCAN'; card: Card }
  | { type: 'SCANNED' }
  | { type: 'HANDED_OVER' }
  | { type: 'CHANGED' }
  | { type: 'CLOSED' }
  | { type: 'PAYING' }
  | { type: 'PAYMENT_ENDED'; outcome: 'paid' | 'declined' | 'aborted' | 'parked' }
  | { type: 'LOCK_LOST' }
  | { type: 'COLLECT'; tab: number }
  | { type: 'SEND_STORED'; tab: number }
  | { type: 'SLOW' }
  | { type: 'LATE' }
  | { type: 'ANSWERED' }
  | { type: 'ASKED_AGAIN' }
  | { type: 'DISCONNECTED' }
  /** The server has said welcome, and whether bookings may be collected without radio. */
  | { type: 'CONNECTED'; offlineBooking?: boolean };

/** What the chart wants done. Requests are answered by events, in the words of the protocol. */
export type DeviceEffect =
  | { type: 'check' }
  | { type: 'start-failed'; check: StartCheck }
  | { type: 'sign-on'; operator: string }
  | { type: 'sign-off' }
  | { type: 'open'; tab: number; quick: boolean }
  | { type: 'simple-order' }
  | { type: 'store'; tab: number; offline: boolean }
  | { type: 'refuse'; tab: number; code: 'no-offline-booking' | 'scan-not-supported' }
  | { type: 'hand-over'; tab: number; token: number }
  | { type: 'new-balance'; tab: number; token: number }
  | { type: 'bill'; tab: number; token: number; confirmed: boolean; cents?: number }
  | { type: 'pay'; tab: number; token: number; terminal: string; confirmed: boolean; cents?: number }
  | { type: 'change'; tab: number; token: number; change: TabChange }
  | { type: 'scan'; tab: number; token: number; card: Card }
  | { type: 'hold-lost'; tab: number; token: number; why: string }
  | { type: 'reset' }
  | { type: 'power-off' }
  | { type: 'reconnect' };

export type DeviceDelays = {
  /** An answer is late after this, and the wait symbol is shown. */
  waitSymbol: number;
  /** An answer is too late after this, and the connection-problems dialog opens. */
  tolerance: number;
  startRetry: number;
  reconnect: number;
  reconnectMost: number;
};
export type DeviceInput = {
  offlineBooking: boolean;
  network: boolean;
  /** Whether its camera reads cards. */
  scans: boolean;
  delays: DeviceDelays;
};
export type DeviceContext = {
  operator: string;
  tab: number;
  /** The tab is opened in Quick Mode: its bookings are not transferred to the device. */
  quick: boolean;
  token: number;
  network: boolean;
  connected: boolean;
  offlineBooking: boolean;
  /** The app was removed while the device was put away: taken out, it starts anew. */
  appEnded: boolean;
  attempts: number;
  /** What was asked for last of an open tab. */
  change: TabChange;
  /** What was read off a card last, and whether its camera can. */
  card: Card;
  scans: boolean;
  delays: DeviceDelays;
};

/** A holder that is switched off and holds nothing. */
export function holdingNothing({ network, offlineBooking, scans, delays }: DeviceInput): DeviceContext {
  return {
    operator: '',
    tab: 0,
    quick: false,
    token: 0,
    network,
    connected: false,
    offlineBooking,
    appEnded: false,
    attempts: 0,
    change: { kind: 'bill-share', of: 2 },
    card: { kind: 'voucher', code: '0' },
    scans,
    delays,
  };
}

/** The set-up that the charts of all holders extend. */
export const holder = setup({
  types: {
    context: {} as DeviceContext,
    events: {} as DeviceEvent,
    emitted: {} as DeviceEffect,
    input: {} as DeviceInput,
  },
  delays: { startRetry: ({ context }) => context.delays.startRetry },
  guards: {
    mayStore: ({ context }) => context.connected || context.offlineBooking,
    mayCollect: ({ context }) => context.offlineBooking && !context.connected,
    mayScan: ({ context }) => context.scans,
    lostHold: ({ event }) => event.type === 'REFUSED' && event.code === 'stale-token',
    settled: ({ event }) => event.type === 'PAYMENT_ENDED' && (event.outcome === 'paid' || event.outcome === 'parked'),
  },
  actions: {
    connected: assign({
      connected: true,
      attempts: 0,
      offlineBooking: ({ context, event }) =>
        event.type === 'CONNECTED' ? (event.offlineBooking ?? context.offlineBooking) : context.offlineBooking,
    }),
    disconnected: assign({ connected: false }),
    reconnect: emit({ type: 'reconnect' }),
    rememberOperator: assign({
      operator: ({ context, event }) => (event.type === 'SIGN_ON' ? event.operator : context.operator),
    }),
    chooseTab: assign({
      tab: ({ context, event }) => ('tab' in event ? event.tab : context.tab),
      quick: ({ event }) => event.type === 'OPEN' && event.quick === true,
    }),
    rememberToken: assign({ token: ({ context, event }) => (event.type === 'OPENED' ? event.token : context.token) }),
    rememberChange: assign({
      change: ({ context, event }) => (event.type === 'CHANGE' ? event.change : context.change),
    }),
    rememberCard: assign({
      card: ({ context, event }) => (event.type === 'SCAN' ? event.card : context.card),
    }),
    forgetHold: assign({ token: 0 }),
    endHold: emit(({ context, event }) => ({
      type: 'hold-lost',
      tab: context.tab,
      token: context.token,
      why: event.type,
    })),
    store: emit(({ context }) => ({ type: 'store', tab: context.tab, offline: !context.connected })),
    refuseOffline: emit(({ context, event }) => ({
      type: 'refuse',
      tab: 'tab' in event ? event.tab : context.tab,
      code: 'no-offline-booking',
    })),
    refuseScan: emit(({ context }) => ({ type: 'refuse', tab: context.tab, code: 'scan-not-supported' })),
    powerOff: emit({ type: 'power-off' }),
    check: emit({ type: 'check' }),
    startFailed: emit(({ event }) => ({
      type: 'start-failed',
      check: event.type === 'CHECK_FAILED' ? event.check : 'server',
    })),
    askSignOn: emit(({ context }) => ({ type: 'sign-on', operator: context.operator })),
    askSignOff: emit({ type: 'sign-off' }),
    askOpen: emit(({ context }) => ({ type: 'open', tab: context.tab, quick: context.quick })),
    askSimpleOrder: emit({ type: 'simple-order' }),
    askHandOver: emit(({ context }) => ({ type: 'hand-over', tab: context.tab, token: context.token })),
    askNewBalance: emit(({ context }) => ({ type: 'new-balance', tab: context.tab, token: context.token })),
    askBill: emit(({ context, event }) => ({
      type: 'bill',
      tab: context.tab,
      token: context.token,
      confirmed: event.type === 'BILL' && event.confirmed,
      ...(event.type === 'BILL' && event.cents !== undefined ? { cents: event.cents } : {}),
    })),
    askChange: emit(({ context: { tab, token, change } }) => ({ type: 'change', tab, token, change })),
    askScan: emit(({ context: { tab, token, card } }) => ({ type: 'scan', tab, token, card })),
    askPay: emit(({ context, event }) => ({
      type: 'pay',
      tab: context.tab,
      token: context.token,
      terminal: event.type === 'PAY' ? event.terminal : '',
      confirmed: event.type === 'PAY' && event.confirmed,
      ...(event.type === 'PAY' && event.cents !== undefined ? { cents: event.cents } : {}),
    })),
  },
});
