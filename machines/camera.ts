/** A camera of the till: plugged in, or not; whose driver does not say so hangs. */
import { emit, setup } from 'xstate';

export const camera = setup({
  types: {
    events: {} as { type: 'UNPLUG'; hangs: boolean } | { type: 'PLUG_IN' },
    emitted: {} as { type: 'unplugged'; hangs: boolean } | { type: 'plugged' },
  },
}).createMachine({
  id: 'camera',
  initial: 'plugged',
  states: {
    plugged: {
      on: {
        UNPLUG: {
          target: 'unplugged',
          actions: emit(({ event }) => ({ type: 'unplugged', hangs: event.type === 'UNPLUG' && event.hangs })),
        },
      },
    },
    unplugged: { on: { PLUG_IN: { target: 'plugged', actions: emit({ type: 'plugged' }) } } },
  },
});
