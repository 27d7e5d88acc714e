/**
 * A station: what the server does for one thin client, and so what that client is shown. It is the application of the
 * client-server family, run at the server: nothing of it is stored in the device. Taps come in as what they mean on the
 * screen they were made on; requests go out as those of any device, and their answers come back.
 *
 * While an answer is out the screen stays as it is, and taps do nothing.
 */
import { assign, emit, setup } from 'xstate';

/** What a tap may mean. */
export type StationTap =
  | { type: 'CHOOSE_OPERATOR'; operator: string }
  | { type: 'PAGE' }
  | { type: 'DIGIT'; digit: string }
  | { type: 'CLEAR' }
  | { type: 'OPEN_TAB' }
  | { type: 'SIGN_OFF' }
  | { type: 'UNDERSTOOD' }
  | { type: 'ARTICLE'; index: number }
  | { type: 'NEW_BALANCE' }
  | { type: 'BILL' }
  | { type: 'CARD'; terminal: string }
  | { type: 'SETTLE_ALL_THE_SAME' };

/** What the server's core answers. */
export type StationNews =
  | { type: 'DONE' }
  | { type: 'OPENED'; tab: number; token: number; balanceCents: number; parked: boolean }
  | { type: 'REFUSED'; code: string; text: string; holder: string | null; freeInMs: number | null }
  | { type: 'BOOKED'; balanceCents: number }
  | { type: 'CLOSED' }
  | { type: 'PAYING' }
  | { type: 'PAYMENT_ENDED'; outcome: 'paid' | 'declined' | 'aborted' | 'parked' }
  | { type: 'LOCK_LOST' };
export type StationEvent = StationTap | StationNews;

/** What the core is asked for. */
export type StationEffect =
  | { type: 'sign-on'; operator: string }
  | { type: 'sign-off' }
  | { type: 'open'; tab: number }
  | { type: 'book'; tab: number; token: number; index: number }
  | { type: 'new-balance'; tab: number; token: number }
  | { type: 'bill'; tab: number; token: number; confirmed: boolean }
  | { type: 'pay'; tab: number; token: number; terminal: string; confirmed: boolean };

type Opened = { tab: number; token: number; balanceCents: number; parked: boolean };

/** What a station begins with: who is signed on and what is open, as the journal has it. */
export type StationInput = {
  operator: string | null;
  hold: { tab: number; token: number; balanceCents: number; parked: boolean; paying: boolean } | null;
};

export type StationContext = {
  operator: string;
  /** What has been typed of a tab's number. */
  digits: string;
  tab: number;
  token: number;
  /** What the tab owed when it was opened here, and what it owes now. */
  balanceCents: number;
  owedCents: number;
  parked: boolean;
  /** Articles booked at this station since the tab was opened, by their place on the menu. */
  booked: readonly number[];
  /** The one that is on its way to the journal. */
  booking: number;
  page: number;
  refusal: { code: string; text: string; holder: string | null; freeInMs: number | null } | null;
  /** How a payment here has ended, until something else is done. */
  outcome: 'paid' | 'declined' | 'aborted' | 'parked' | null;
  /** What is asked again when the operator settles a parked tab all the same. */
  settling: { type: 'bill' } | { type: 'pay'; terminal: string };
};

/** Tabs have at most so many digits. */
const MOST_DIGITS = 5;
const nothing = {
  tab: 0,
  token: 0,
  balanceCents: 0,
  owedCents: 0,
  parked: false,
  booked: [] as readonly number[],
  page: 0,
};

/** What is shown of a tab that is open here from now on. */
function openTab({ tab, token, balanceCents, parked }: Opened) {
  return { ...nothing, tab, token, balanceCents, owedCents: balanceCents, parked };
}

const station = setup({
  types: {
    context: {} as StationContext,
    events: {} as StationEvent,
    emitted: {} as StationEffect,
    input: {} as StationInput,
  },
  guards: {
    beginsPaying: ({ context }) => context.token !== 0 && context.settling.type === 'pay',
    beginsOpen: ({ context }) => context.token !== 0,
    beginsSignedOn: ({ context }) => context.operator !== '',
    typed: ({ context }) => Number(context.digits) > 0,
    lostHold: ({ event }) => event.type === 'REFUSED' && event.code === 'stale-token',
    mayBeCharged: ({ event }) => event.type === 'REFUSED' && event.code === 'card-may-be-charged',
    notSignedOn: ({ event }) => event.type === 'REFUSED' && event.code === 'not-signed-on',
    settled: ({ event }) => event.type === 'PAYMENT_ENDED' && (event.outcome === 'paid' || event.outcome === 'parked'),
  },
  actions: {
    chooseOperator: assign({
      operator: ({ context, event }) => (event.type === 'CHOOSE_OPERATOR' ? event.operator : context.operator),
    }),
    forgetOperator: assign({ operator: '', page: 0 }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    firstPage: assign({ page: 0 }),
    type: assign({
      digits: ({ context, event }) =>
        event.type === 'DIGIT' ? `${context.digits}${event.digit}`.slice(0, MOST_DIGITS) : context.digits,
      outcome: null,
    }),
    clear: assign({ digits: '', outcome: null }),
    chooseTab: assign({ tab: ({ context }) => Number(context.digits) }),
    opened: assign(({ event }) => (event.type === 'OPENED' ? openTab(event) : {})),
    chooseArticle: assign({
      booking: ({ context, event }) => (event.type === 'ARTICLE' ? event.index : context.booking),
      outcome: null,
    }),
    booked: assign(({ context, event }) => ({
      booked: [...context.booked, context.booking],
      owedCents: event.type === 'BOOKED' ? event.balanceCents : context.owedCents,
    })),
    settleInCash: assign({ settling: { type: 'bill' } }),
    settleByCard: assign({
      settling: ({ context, event }) =>
        event.type === 'CARD' ? { type: 'pay' as const, terminal: event.terminal } : context.settling,
    }),
    refused: assign({
      refusal: ({ event }) =>
        event.type === 'REFUSED'
          ? { code: event.code, text: event.text, holder: event.holder, freeInMs: event.freeInMs }
          : null,
    }),
    understood: assign({ refusal: null }),
    endHold: assign({ ...nothing, digits: '' }),
    keepOutcome: assign({
      outcome: ({ event }) => (event.type === 'PAYMENT_ENDED' ? event.outcome : null),
    }),
    askSignOn: emit(({ context }) => ({ type: 'sign-on', operator: context.operator })),
    askSignOff: emit({ type: 'sign-off' }),
    askOpen: emit(({ context }) => ({ type: 'open', tab: context.tab })),
    askBook: emit(({ context: { tab, token, booking: index } }) => ({ type: 'book', tab, token, index })),
    askNewBalance: emit(({ context: { tab, token } }) => ({ type: 'new-balance', tab, token })),
    askToSettle: emit(({ context: { tab, token, settling }, event }) => {
      const confirmed = event.type === 'SETTLE_ALL_THE_SAME';
      return settling.type === 'bill'
        ? { type: 'bill', tab, token, confirmed }
        : { type: 'pay', tab, token, terminal: settling.terminal, confirmed };
    }),
  },
});

const holdEnded = { target: '#tables', actions: 'endHold' } as const;

/** A tab is open here: every article that is tapped is in the journal before it is shown. */
const tab = station.createStateConfig({
  id: 'tab',
  initial: 'booking',
  on: { LOCK_LOST: holdEnded },
  states: {
    booking: {
      on: {
        ARTICLE: { target: 'sending', actions: 'chooseArticle' },
        PAGE: { actions: 'turnPage' },
        NEW_BALANCE: 'closing',
        BILL: { target: 'settling', actions: 'settleInCash' },
        CARD: { target: 'settling', actions: 'settleByCard' },
      },
    },
    sending: {
      entry: 'askBook',
      on: {
        BOOKED: { target: 'booking', actions: 'booked' },
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    closing: {
      entry: 'askNewBalance',
      on: {
        CLOSED: holdEnded,
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    settling: {
      entry: 'askToSettle',
      on: {
        CLOSED: holdEnded,
        PAYING: 'paying',
        PAYMENT_ENDED: [
          { guard: 'settled', target: '#tables', actions: ['keepOutcome', 'endHold'] },
          { target: 'booking', actions: 'keepOutcome' },
        ],
        REFUSED: [
          { guard: 'lostHold', ...holdEnded },
          { guard: 'mayBeCharged', target: 'warned', actions: 'refused' },
          { target: 'refused', actions: 'refused' },
        ],
      },
    },
    paying: {
      on: {
        PAYMENT_ENDED: [
          { guard: 'settled', target: '#tables', actions: ['keepOutcome', 'endHold'] },
          { target: 'booking', actions: 'keepOutcome' },
        ],
      },
    },
    /** The card may have been charged: settled another way only by who confirms that. */
    warned: {
      on: { UNDERSTOOD: { target: 'booking', actions: 'understood' }, SETTLE_ALL_THE_SAME: 'settling' },
      exit: 'understood',
    },
    refused: { on: { UNDERSTOOD: { target: 'booking', actions: 'understood' } } },
  },
});

export const stationChart = station.createMachine({
  id: 'station',
  context: ({ input: { operator, hold } }) => ({
    operator: operator ?? '',
    digits: '',
    ...nothing,
    ...(hold === null ? {} : openTab(hold)),
    booking: 0,
    refusal: null,
    outcome: null,
    settling: hold?.paying === true ? { type: 'pay', terminal: '' } : { type: 'bill' },
  }),
  initial: 'beginning',
  states: {
    /** On from where the client was before. */
    beginning: {
      always: [
        { guard: 'beginsPaying', target: 'tab.paying' },
        { guard: 'beginsOpen', target: 'tab' },
        { guard: 'beginsSignedOn', target: 'tables' },
        { target: 'signOn' },
      ],
    },
    signOn: {
      id: 'signOn',
      on: {
        CHOOSE_OPERATOR: { target: 'signingOn', actions: 'chooseOperator' },
        PAGE: { actions: 'turnPage' },
      },
    },
    signingOn: {
      entry: 'askSignOn',
      on: {
        DONE: { target: 'tables', actions: 'firstPage' },
        REFUSED: { target: 'signOnRefused', actions: ['refused', 'forgetOperator'] },
      },
    },
    signOnRefused: { on: { UNDERSTOOD: { target: 'signOn', actions: 'understood' } } },
    tables: {
      id: 'tables',
      entry: 'firstPage',
      on: {
        DIGIT: { actions: 'type' },
        CLEAR: { actions: 'clear' },
        OPEN_TAB: { guard: 'typed', target: 'opening', actions: 'chooseTab' },
        SIGN_OFF: 'signingOff',
      },
    },
    opening: {
      entry: 'askOpen',
      on: {
        OPENED: { target: 'tab', actions: 'opened' },
        REFUSED: [
          { guard: 'notSignedOn', target: 'signOn', actions: ['endHold', 'forgetOperator'] },
          { target: 'openRefused', actions: 'refused' },
        ],
      },
    },
    openRefused: { on: { UNDERSTOOD: { target: 'tables', actions: ['understood', 'endHold'] } } },
    signingOff: {
      entry: 'askSignOff',
      on: {
        DONE: { target: 'signOn', actions: ['endHold', 'forgetOperator'] },
        REFUSED: { target: 'signOn', actions: ['endHold', 'forgetOperator'] },
      },
    },
    tab,
  },
});
