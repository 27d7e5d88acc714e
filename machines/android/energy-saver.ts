/**
 * The energy saving of a maker: when the screen has been off for so long it strikes at the apps that are not exempt,
 * whatever Doze says; when the screen is on again it lets go. (dontkillmyapp.com)
 */
import { emit, setup } from 'xstate';

export const energySaver = setup({
  types: {
    context: {} as { afterMs: number },
    events: {} as { type: 'SCREEN_OFF' } | { type: 'SCREEN_ON' },
    emitted: {} as { type: 'strike' } | { type: 'let-go' },
    input: {} as { afterMs: number },
  },
  delays: { patience: ({ context }) => context.afterMs },
}).createMachine({
  id: 'energy-saver',
  context: ({ input }) => input,
  initial: 'watching',
  states: {
    watching: { on: { SCREEN_OFF: 'waiting' } },
    waiting: { on: { SCREEN_ON: 'watching' }, after: { patience: 'striking' } },
    striking: {
      entry: emit({ type: 'strike' }),
      on: { SCREEN_ON: { target: 'watching', actions: emit({ type: 'let-go' }) } },
    },
  },
});
