/**
 * A display that does not take being turned well: while it turns, apps are taken what the quirk says; turned again
 * meanwhile, it turns for as long once more.
 */
import { emit, setup } from 'xstate';

export const turningDisplay = setup({
  types: {
    context: {} as { turnMs: number },
    /** `MEND`: it turns as others do from now on. */
    events: {} as { type: 'TURN' } | { type: 'MEND' },
    emitted: {} as { type: 'strike' } | { type: 'let-go' },
    input: {} as { turnMs: number },
  },
  delays: { turn: ({ context }) => context.turnMs },
}).createMachine({
  id: 'turning-display',
  context: ({ input }) => input,
  initial: 'steady',
  states: {
    steady: { on: { TURN: { target: 'turning', actions: emit({ type: 'strike' }) } } },
    turning: {
      on: {
        TURN: { target: 'turning', reenter: true },
        MEND: { target: 'steady', actions: emit({ type: 'let-go' }) },
      },
      after: { turn: { target: 'steady', actions: emit({ type: 'let-go' }) } },
    },
  },
});
