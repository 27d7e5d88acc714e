/** The phone of an Android device: nobody calls, or it rings, until the caller hangs up or gives up. Nobody answers it. */
import { emit, setup } from 'xstate';

export type PhoneEffect = { type: 'rings' } | { type: 'rings-no-more' };

export const androidPhone = setup({
  types: {
    context: {} as { patienceMs: number },
    events: {} as { type: 'CALL' } | { type: 'HANG_UP' },
    emitted: {} as PhoneEffect,
    /** Of a caller. */
    input: {} as { patienceMs: number },
  },
  delays: { patience: ({ context }) => context.patienceMs },
}).createMachine({
  id: 'android-phone',
  context: ({ input }) => input,
  initial: 'silent',
  states: {
    silent: { on: { CALL: 'ringing' } },
    ringing: {
      entry: emit({ type: 'rings' }),
      exit: emit({ type: 'rings-no-more' }),
      on: { HANG_UP: 'silent' },
      after: { patience: 'silent' },
    },
  },
});
