/**
 * The energy saving of a maker: when there has been a reason to save for so long (the screen is off, or the battery is
 * low) it strikes at the apps that are not exempt, whatever Doze says; when the reason is gone it lets go.
 * (dontkillmyapp.com)
 */
import { emit, setup } from 'xstate';

export const energySaver = setup({
  types: {
    context: {} as { afterMs: number },
    events: {} as { type: 'SAVE' } | { type: 'EASE' },
    emitted: {} as { type: 'strike' } | { type: 'let-go' },
    input: {} as { afterMs: number },
  },
  delays: { patience: ({ context }) => context.afterMs },
}).createMachine({
  id: 'energy-saver',
  context: ({ input }) => input,
  initial: 'watching',
  states: {
    watching: { on: { SAVE: 'waiting' } },
    waiting: { on: { EASE: 'watching' }, after: { patience: 'striking' } },
    striking: {
      entry: emit({ type: 'strike' }),
      on: { EASE: { target: 'watching', actions: emit({ type: 'let-go' }) } },
    },
  },
});
