/** The screen of an Android device: on, off; it goes off by the key, or when it was not touched for the timeout. */
import { assign, emit, setup } from 'xstate';

export type ScreenEvent =
  | { type: 'TOUCH' }
  | { type: 'WAKE' }
  | { type: 'SLEEP' }
  | { type: 'POWER_KEY' }
  | { type: 'TIMEOUT'; timeoutMs: number }
  /** Whether it stays on whatever the timeout. */
  | { type: 'STAY_ON'; stayOn: boolean };
export type ScreenEffect = { type: 'screen-on' } | { type: 'screen-off' };

export const androidScreen = setup({
  types: {
    context: {} as { timeoutMs: number; stayOn: boolean },
    events: {} as ScreenEvent,
    emitted: {} as ScreenEffect,
    input: {} as { timeoutMs: number },
  },
  delays: { timeout: ({ context }) => context.timeoutMs },
  guards: { mayEnd: ({ context }) => !context.stayOn },
}).createMachine({
  id: 'android-screen',
  context: ({ input }) => ({ ...input, stayOn: false }),
  initial: 'on',
  on: {
    TIMEOUT: { actions: assign({ timeoutMs: ({ event }) => event.timeoutMs }) },
    STAY_ON: { actions: assign({ stayOn: ({ event }) => event.stayOn }) },
  },
  states: {
    on: {
      on: {
        TOUCH: { target: 'on', reenter: true },
        TIMEOUT: { target: 'on', reenter: true, actions: assign({ timeoutMs: ({ event }) => event.timeoutMs }) },
        STAY_ON: { target: 'on', reenter: true, actions: assign({ stayOn: ({ event }) => event.stayOn }) },
        SLEEP: { target: 'off', actions: emit({ type: 'screen-off' }) },
        POWER_KEY: { target: 'off', actions: emit({ type: 'screen-off' }) },
      },
      after: { timeout: { guard: 'mayEnd', target: 'off', actions: emit({ type: 'screen-off' }) } },
    },
    off: {
      on: {
        WAKE: { target: 'on', actions: emit({ type: 'screen-on' }) },
        POWER_KEY: { target: 'on', actions: emit({ type: 'screen-on' }) },
      },
    },
  },
});
