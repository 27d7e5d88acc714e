/** A device that walks: every so often it changes its access point, as long as it is on the way. */
import { emit, setup } from 'xstate';

export const roamingWalk = setup({
  types: {
    context: {} as { everyMs: number },
    events: {} as { type: 'GO' } | { type: 'STAND' },
    emitted: {} as { type: 'roam' },
    input: {} as { everyMs: number },
  },
  delays: { stretch: ({ context }) => context.everyMs },
}).createMachine({
  id: 'roaming-walk',
  context: ({ input }) => input,
  initial: 'standing',
  states: {
    standing: { on: { GO: 'walking' } },
    walking: {
      on: { STAND: 'standing' },
      after: { stretch: { target: 'walking', reenter: true, actions: emit({ type: 'roam' }) } },
    },
  },
});
