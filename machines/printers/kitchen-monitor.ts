/** A kitchen monitor: on, or off. What it has shown it knows again when it is back. */
import { emit, setup } from 'xstate';

export const kitchenMonitor = setup({
  types: {
    events: {} as { type: 'POWER_OFF' } | { type: 'POWER_ON' },
    emitted: {} as { type: 'off' } | { type: 'on' },
  },
}).createMachine({
  id: 'kitchen-monitor',
  initial: 'on',
  states: {
    on: { on: { POWER_OFF: { target: 'off', actions: emit({ type: 'off' }) } } },
    off: { on: { POWER_ON: { target: 'on', actions: emit({ type: 'on' }) } } },
  },
});
