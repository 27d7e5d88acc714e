/** What the states of a station have in common: what it keeps in mind, what it does with what it hears, what it asks. */
import { assign, emit, setup } from 'xstate';
import type { TabChange, Wanted } from '#protocols/mpos/tab-changes';
import { deviceErrors } from '#protocols/errors/errors';
import type {
  StationContext,
  StationEffect,
  StationEvent,
  StationInput,
  StationNews,
  TabWork,
} from './station-events.ts';

type StationOpened = Extract<StationNews, { type: 'OPENED' }>;

/** Tabs have at most so many digits. */
const MOST_DIGITS = 5;
/** An amount has at most so many, in cents. */
const MOST_DIGITS_OF_CENTS = 8;
const MOST_CENTS = 100_000_00;
/** So many articles are chosen at once at most: all of them can be read. */
const MOST_CHOSEN = 8;
/** Nothing is being done with a tab. */
export const noWork = { work: 'part', chosen: [] as readonly Wanted[], typed: '', reason: '' } as const;

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

/** Nothing has come of a card, a reversal or a parked payment under this hold. */
export const nothingTold = { toldCard: null, toldReversal: null, toldLate: null };

/** Work for which lines are chosen. */
const LINES: readonly TabWork[] = ['split', 'cancel', 'bill-lines'];

/** What is shown of a tab that is open here from now on. */
export function openTab({ tab, token, balanceCents, parked }: Omit<StationOpened, 'type'>) {
  return { ...nothing, tab, token, balanceCents, owedCents: balanceCents, parked };
}

/** One more of that article is chosen, unless all there are have been. */
function take(chosen: readonly Wanted[], article: string, most: number): readonly Wanted[] {
  const known = chosen.find((one) => one.article === article);
  if (known === undefined) return chosen.length < MOST_CHOSEN ? [...chosen, { article, quantity: 1 }] : chosen;
  if (known.quantity >= most) return chosen;
  return chosen.map((one) => (one === known ? { article, quantity: one.quantity + 1 } : one));
}

/** What is asked for, as it stands on the screen. */
function changeOf({ work, chosen, typed, reason }: StationContext): TabChange | null {
  const lines = chosen.map((one) => ({ ...one }));
  const number = Number(typed);
  switch (work) {
    case 'split':
      return { kind: work, to: number, lines };
    case 'move':
      return { kind: work, to: number };
    case 'merge':
      return { kind: work, from: number };
    case 'cancel':
      return { kind: work, lines, reason };
    case 'discount':
      return { kind: work, percent: number };
    case 'bill-lines':
      return { kind: work, lines };
    case 'bill-share':
      return { kind: work, of: number };
    case 'part':
      return null;
  }
}

/** Whether what was typed can be meant: a tab, a percentage, a number of guests, an amount. */
function isMeant({ work, typed }: StationContext): boolean {
  const number = Number(typed);
  if (work === 'discount') return number >= 1 && number <= 100;
  if (work === 'bill-share') return number >= 2 && number <= 99;
  return number >= 1 && (work !== 'part' || number <= MOST_CENTS);
}

/** What the app of a client would refuse or say by itself. */
function ownRefusal(code: 'scan-not-supported' | 'station-not-running') {
  return { code, text: deviceErrors[code].sentence, holder: null, freeInMs: null, right: null };
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
    codeRead: ({ context }) => context.typed !== '',
    mayScan: ({ context }) => context.scans,
    choosesLines: ({ event }) => event.type === 'CHOOSE_WORK' && LINES.includes(event.work),
    chosen: ({ context }) => context.chosen.length > 0,
    chosenToCancel: ({ context }) => context.work === 'cancel' && context.chosen.length > 0,
    chosenToSplit: ({ context }) => context.work === 'split' && context.chosen.length > 0,
    meant: ({ context }) => context.work !== 'part' && isMeant(context),
    ticketMeant: ({ context }) => isMeant(context),
    amountMeant: ({ context }) => context.work === 'part' && isMeant(context),
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
    opened: assign(({ event }) =>
      event.type === 'OPENED' ? { ...openTab(event), ...nothingTold, ordered: false } : {},
    ),
    chooseArticle: assign({
      booking: ({ context, event }) => (event.type === 'ARTICLE' ? event.index : context.booking),
      outcome: null,
    }),
    booked: assign(({ context, event }) => ({
      booked: [...context.booked, context.booking],
      owedCents: event.type === 'BOOKED' ? event.balanceCents : context.owedCents,
      done: context.done + 1,
    })),
    beginWork: assign({ ...noWork, page: 0 }),
    chooseWork: assign({ work: ({ context, event }) => (event.type === 'CHOOSE_WORK' ? event.work : context.work) }),
    take: assign({
      chosen: ({ context, event }) =>
        event.type === 'TAKE' ? take(context.chosen, event.article, event.most) : context.chosen,
    }),
    typeNumber: assign({
      typed: ({ context, event }) => {
        const most = context.work === 'part' ? MOST_DIGITS_OF_CENTS : MOST_DIGITS;
        return event.type === 'DIGIT' ? `${context.typed}${event.digit}`.slice(0, most) : '';
      },
    }),
    giveReason: assign({ reason: ({ context, event }) => (event.type === 'REASON' ? event.reason : context.reason) }),
    changed: assign(({ context, event }) => {
      const { tab, token, parked, done, owedCents } = context;
      const balanceCents = event.type === 'CHANGED' ? event.balanceCents : owedCents;
      return { ...openTab({ tab, token, parked, balanceCents }), ...noWork, done: done + 1, outcome: null };
    }),
    workDone: assign({ ...noWork, done: ({ context }) => context.done + 1 }),
    chooseCamera: assign({ camera: ({ context, event }) => (event.type === 'LOOK' ? event.camera : context.camera) }),
    askCamera: emit(({ context: { camera } }) => ({ type: 'camera', camera })),
    viewing: assign({ view: ({ context, event }) => (event.type === 'VIEWING' ? event.view : context.view) }),
    leaveCamera: emit(({ context: { view } }) => ({ type: 'leave-camera', view })),
    viewOver: assign({ view: 0 }),
    viewEnded: assign({
      view: 0,
      refusal: ({ context, event }) =>
        event.type === 'VIEW_ENDED'
          ? { code: event.code, text: event.text, holder: null, freeInMs: null, right: null }
          : context.refusal,
    }),
    chooseTerminal: assign({
      terminal: ({ context, event }) => (event.type === 'REVERSE' ? event.terminal : context.terminal),
    }),
    askReverse: emit(({ context: { tab, token, terminal } }) => ({ type: 'reverse', tab, token, terminal })),
    reversed: assign(({ event }) =>
      event.type === 'REVERSED' ? { toldReversal: event.reversal, owedCents: event.reversal.balanceCents } : {},
    ),
    lateOutcome: assign(({ event }) =>
      event.type === 'LATE_OUTCOME' ? { toldLate: event.late, owedCents: event.late.balanceCents, parked: false } : {},
    ),
    readCode: assign({ typed: ({ context, event }) => (event.type === 'CODE' ? event.code : context.typed) }),
    chooseCard: assign({ card: ({ context, event }) => (event.type === 'CHOOSE_CARD' ? event.card : context.card) }),
    askScan: emit(({ context: { tab, token, card: kind, typed: code } }) => ({ type: 'scan', tab, token, kind, code })),
    refuseScan: assign({ refusal: () => ownRefusal('scan-not-supported') }),
    sayNotRunning: assign({ refusal: () => ownRefusal('station-not-running') }),
    cardTold: assign(({ context, event }) => {
      if (event.type !== 'CARD_TOLD') return {};
      const { told } = event;
      return { toldCard: told, owedCents: told.balanceCents ?? context.owedCents };
    }),
    settlePart: assign({
      settling: ({ context, event }) => {
        const cents = Number(context.typed);
        return event.type === 'CARD' ? { type: 'pay', terminal: event.terminal, cents } : { type: 'bill', cents };
      },
    }),
    askChange: emit(({ context }) => {
      const change = changeOf(context);
      if (change === null) throw new Error('a part of a tab is settled, not changed');
      return { type: 'change', tab: context.tab, token: context.token, change };
    }),
    settleInCash: assign({ settling: { type: 'bill' } }),
    settleByCard: assign({
      settling: ({ context, event }) =>
        event.type === 'CARD' ? { type: 'pay' as const, terminal: event.terminal } : context.settling,
    }),
    refused: assign({
      refusal: ({ event }) =>
        event.type === 'REFUSED'
          ? { code: event.code, text: event.text, holder: event.holder, freeInMs: event.freeInMs, right: event.right }
          : null,
    }),
    understood: assign({ refusal: null }),
    endHold: assign({ ...nothing, ...nothingTold, digits: '' }),
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
    askReprint: emit(({ context }) => ({ type: 'reprint', job: Number(context.typed) })),
    askTakings: emit({ type: 'takings' }),
    askOpen: emit(({ context }) => ({ type: 'open', tab: context.tab })),
    askBook: emit(({ context: { tab, token, booking: index } }) => ({ type: 'book', tab, token, index })),
    askNewBalance: emit(({ context: { tab, token } }) => ({ type: 'new-balance', tab, token })),
    askToSettle: emit(({ context: { tab, token, settling }, event }) => {
      const confirmed = event.type === 'SETTLE_ALL_THE_SAME';
      const part = settling.cents === undefined ? {} : { cents: settling.cents };
      return settling.type === 'bill'
        ? { type: 'bill', tab, token, confirmed, ...part }
        : { type: 'pay', tab, token, terminal: settling.terminal, confirmed, ...part };
    }),
  },
});
