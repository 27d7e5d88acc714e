/**
 * A network with two paths to the server, of which it prefers the second whenever that is there. If that comes and goes,
 * the network changes its path each time; and until it has settled on one nothing passes, on either.
 */
import { emit, setup } from 'xstate';

export type PathsEffect = { type: 'changing' } | { type: 'steady' };
export type PathsInput = { convergeMs: number };

export const redundantPaths = setup({
  types: {
    context: {} as PathsInput,
    events: {} as { type: 'SECOND_UP' } | { type: 'SECOND_DOWN' },
    emitted: {} as PathsEffect,
    input: {} as PathsInput,
  },
  delays: { converge: ({ context }) => context.convergeMs },
}).createMachine({
  id: 'redundant-paths',
  context: ({ input }) => input,
  initial: 'first',
  states: {
    first: { on: { SECOND_UP: { target: 'toSecond', actions: emit({ type: 'changing' }) } } },
    toSecond: {
      on: { SECOND_DOWN: 'toFirst' },
      after: { converge: { target: 'second', actions: emit({ type: 'steady' }) } },
    },
    second: { on: { SECOND_DOWN: { target: 'toFirst', actions: emit({ type: 'changing' }) } } },
    toFirst: {
      on: { SECOND_UP: 'toSecond' },
      after: { converge: { target: 'first', actions: emit({ type: 'steady' }) } },
    },
  },
});
