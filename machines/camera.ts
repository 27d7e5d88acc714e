/** A camera of the till: plugged in, or not. */
import { emit, setup } from 'xstate';

export const camera = setup({
  types: {
    events: {} as { type: 'UNPLUG' } | { type: 'PLUG_IN' },
    emitted: {} as { type: 'unplugged' } | { type: 'plugged' },
  },
}).createMachine({
  id: 'camera',
  initial: 'plugged',
  states: {
    plugged: { on: { UNPLUG: { target: 'unplugged', actions: emit({ type: 'unplugged' }) } } },
    unplugged: { on: { PLUG_IN: { target: 'plugged', actions: emit({ type: 'plugged' }) } } },
  },
});
