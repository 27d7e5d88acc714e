/**
 * An Android device as a whole: it is up, hangs, is off, or starts. Hanging, it keeps its connections and says nothing;
 * when it goes down they are gone.
 */
import { emit, setup } from 'xstate';

export type SystemEvent =
  { type: 'HANG' } | { type: 'THAW' } | { type: 'REBOOT' } | { type: 'POWER_OFF' } | { type: 'POWER_ON' };
export type SystemEffect = { type: 'hung' } | { type: 'thawed' } | { type: 'down' } | { type: 'up' };

export const androidSystem = setup({
  types: {
    context: {} as { bootMs: number },
    events: {} as SystemEvent,
    emitted: {} as SystemEffect,
    input: {} as { bootMs: number },
  },
  delays: { boot: ({ context }) => context.bootMs },
}).createMachine({
  id: 'android-system',
  context: ({ input }) => input,
  initial: 'up',
  states: {
    up: {
      on: {
        HANG: 'hung',
        REBOOT: { target: 'booting', actions: emit({ type: 'down' }) },
        POWER_OFF: { target: 'off', actions: emit({ type: 'down' }) },
      },
    },
    hung: {
      entry: emit({ type: 'hung' }),
      on: {
        THAW: { target: 'up', actions: emit({ type: 'thawed' }) },
        REBOOT: { target: 'booting', actions: emit({ type: 'down' }) },
        POWER_OFF: { target: 'off', actions: emit({ type: 'down' }) },
      },
    },
    off: { on: { POWER_ON: 'booting' } },
    booting: {
      on: { POWER_OFF: 'off' },
      after: { boot: { target: 'up', actions: emit({ type: 'up' }) } },
    },
  },
});
