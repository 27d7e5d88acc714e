/** What the states of a station have in common: what it keeps in mind, what it does with what it hears, what it asks. */
import { assign, emit, setup } from 'xstate';
import type { StationContext, StationEffect, StationEvent, StationInput, StationNews } from './station-events.ts';

type StationOpened = Extract<StationNews, { type: 'OPENED' }>;

/** Tabs have at most so many digits. */
const MOST_DIGITS = 5;
/** Of a station at which no tab is open. */
export const nothing = {
  tab: 0,
  token: 0,
  balanceCents: 0,
  owedCents: 0,
  parked: false,
  booked: [] as readonly number[],
  page: 0,
};

/** What is shown of a tab that is open here from now on. */
export function openTab({ tab, token, balanceCents, parked }: Omit<StationOpened, 'type'>) {
  return { ...nothing, tab, token, balanceCents, owedCents: balanceCents, parked };
}

/** The set-up that the charts of a station extend. */
export const station = setup({
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
      ordered: false,
    }),
    clear: assign({ digits: '', outcome: null, ordered: false }),
    chooseTab: assign({ tab: ({ context }) => Number(context.digits) }),
    opened: assign(({ event }) => (event.type === 'OPENED' ? { ...openTab(event), ordered: false } : {})),
    chooseArticle: assign({
      booking: ({ context, event }) => (event.type === 'ARTICLE' ? event.index : context.booking),
      outcome: null,
    }),
    booked: assign(({ context, event }) => ({
      booked: [...context.booked, context.booking],
      owedCents: event.type === 'BOOKED' ? event.balanceCents : context.owedCents,
      done: context.done + 1,
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
      ordered: false,
    }),
    askSignOn: emit(({ context }) => ({ type: 'sign-on', operator: context.operator })),
    askSignOff: emit({ type: 'sign-off' }),
    keepTakings: assign({
      takings: ({ context, event }) => (event.type === 'TAKINGS_TOLD' ? event.takings : context.takings),
    }),
    ordered: assign({ ordered: true, outcome: null, done: ({ context }) => context.done + 1 }),
    askSimpleOrder: emit({ type: 'simple-order' }),
    askTakings: emit({ type: 'takings' }),
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
