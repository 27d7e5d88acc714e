/**
 * The payment terminal as ZVT knows it: after accepting a command it is master until its completion or abort. What
 * makes payments hard is between `reporting` (result sent) and the till's acknowledgement: the money is stored only
 * when acknowledged, and terminals differ in what they do when the connection ends before.
 */
import { assign, emit, setup } from 'xstate';

export type TerminalEvent =
  | { type: 'POWER_OFF' }
  | { type: 'POWER_ON' }
  | { type: 'AUTHORISE'; amountCents: number }
  | { type: 'REVERSE' }
  | { type: 'REVERSED' }
  | { type: 'CARD' }
  | { type: 'STOP_KEY' }
  | { type: 'APPROVE'; tipCents: number }
  /** By the host, with a code of it, or by the card network where there is no host. */
  | { type: 'DECLINE'; code?: number }
  /** The host has not answered: nobody knows whether the card was charged, so the terminal reverses that by itself. */
  | { type: 'NO_ANSWER'; code: number }
  | { type: 'ACKNOWLEDGED' }
  | { type: 'NOT_ISSUED' }
  | { type: 'ABORT' }
  | { type: 'DISCONNECTED' };

export type TerminalEffect =
  | { type: 'intermediate'; code: number }
  | { type: 'card-wanted' }
  | { type: 'host-asked' }
  | { type: 'result'; result: number; amountCents: number }
  | { type: 'reversal-asked' }
  | { type: 'reversed' }
  | { type: 'unacknowledged' }
  | { type: 'stored' }
  | { type: 'complete' }
  | { type: 'aborted'; result: number };

export type TerminalInput = { cardWaitMs: number };

/** Result codes of ZVT: ok, declined by the host, abort by time-out or stop key. */
const DECLINED = 0x05;
const STOPPED = 0x6c;

export const paymentTerminal = setup({
  types: {
    context: {} as TerminalInput & { amountCents: number; connected: boolean; result: number },
    events: {} as TerminalEvent,
    emitted: {} as TerminalEffect,
    input: {} as TerminalInput,
  },
  delays: { cardWait: ({ context }) => context.cardWaitMs },
  actions: {
    lost: assign({ connected: false }),
    approved: assign({
      result: 0,
      amountCents: ({ context, event }) => context.amountCents + (event.type === 'APPROVE' ? event.tipCents : 0),
    }),
    declined: assign({ result: ({ event }) => (event.type === 'DECLINE' ? event.code : undefined) ?? DECLINED }),
    unanswered: assign({ result: ({ event }) => (event.type === 'NO_ANSWER' ? event.code : DECLINED) }),
    stopped: assign({ result: STOPPED }),
  },
  guards: {
    cutOff: ({ context }) => !context.connected,
    paid: ({ context }) => context.result === 0,
  },
}).createMachine({
  id: 'payment-terminal',
  context: ({ input }) => ({ ...input, amountCents: 0, connected: true, result: 0 }),
  initial: 'idle',
  on: { POWER_OFF: '.off' },
  states: {
    off: { on: { POWER_ON: 'idle' } },
    idle: {
      on: {
        REVERSE: 'reversing',
        AUTHORISE: {
          target: 'waitingForCard',
          actions: assign({ amountCents: ({ event }) => event.amountCents, connected: true, result: 0 }),
        },
      },
    },
    /** The host is asked to give the last payment back; that is done whether the till still listens or not. */
    reversing: {
      entry: emit({ type: 'reversal-asked' }),
      on: {
        REVERSED: { target: 'idle', actions: emit({ type: 'reversed' }) },
        DECLINE: { target: 'idle', actions: emit({ type: 'aborted', result: DECLINED }) },
      },
    },
    waitingForCard: {
      entry: [emit({ type: 'intermediate', code: 0x0a }), emit({ type: 'card-wanted' })],
      on: {
        CARD: 'askingHost',
        STOP_KEY: { target: 'reporting', actions: 'stopped' },
        ABORT: { target: 'reporting', actions: 'stopped' },
        DISCONNECTED: { actions: 'lost' },
      },
      after: { cardWait: { target: 'reporting', actions: 'stopped' } },
    },
    askingHost: {
      entry: [emit({ type: 'intermediate', code: 0x04 }), emit({ type: 'host-asked' })],
      on: {
        APPROVE: { target: 'reporting', actions: 'approved' },
        DECLINE: { target: 'reporting', actions: 'declined' },
        NO_ANSWER: { target: 'reporting', actions: ['unanswered', emit({ type: 'intermediate', code: 0x05 })] },
        DISCONNECTED: { actions: 'lost' },
      },
    },
    reporting: {
      always: { guard: 'cutOff', target: 'unacknowledged' },
      entry: emit(({ context }) => ({
        type: 'result',
        result: context.result,
        amountCents: context.result === 0 ? context.amountCents : 0,
      })),
      on: {
        ACKNOWLEDGED: 'finishing',
        // The till has given nothing out: the payment is undone, and reported so.
        NOT_ISSUED: [
          { guard: 'paid', target: 'reporting', actions: 'stopped', reenter: true },
          { target: 'finishing' },
        ],
        DISCONNECTED: 'unacknowledged',
      },
    },
    unacknowledged: { entry: emit({ type: 'unacknowledged' }), always: 'idle' },
    finishing: {
      entry: emit({ type: 'stored' }),
      always: [
        { guard: 'paid', target: 'idle', actions: emit({ type: 'complete' }) },
        { target: 'idle', actions: emit(({ context }) => ({ type: 'aborted', result: context.result })) },
      ],
    },
  },
});
