/** An access point: on, or off; while it is off or restarts, its stations hear nothing. */
import { emit, setup } from 'xstate';

export const accessPoint = setup({
  types: {
    events: {} as { type: 'POWER_OFF' } | { type: 'POWER_ON' },
    emitted: {} as { type: 'down' } | { type: 'up' },
  },
}).createMachine({
  id: 'access-point',
  initial: 'on',
  states: {
    on: { on: { POWER_OFF: { target: 'off', actions: emit({ type: 'down' }) } } },
    off: { on: { POWER_ON: { target: 'on', actions: emit({ type: 'up' }) } } },
  },
});
