/** An access point: on, or restarting; while it restarts its stations hear nothing (90 s, measured 60 to 300 s). */
import { emit, setup } from 'xstate';

export const accessPoint = setup({
  types: {
    context: {} as { rebootMs: number },
    events: {} as { type: 'REBOOT' } | { type: 'POWER_OFF' } | { type: 'POWER_ON' },
    emitted: {} as { type: 'down' } | { type: 'up' },
    input: {} as { rebootMs: number },
  },
  delays: { reboot: ({ context }) => context.rebootMs },
}).createMachine({
  id: 'access-point',
  context: ({ input }) => input,
  initial: 'on',
  states: {
    on: { on: { REBOOT: 'restarting', POWER_OFF: 'off' } },
    restarting: {
      entry: emit({ type: 'down' }),
      on: { POWER_OFF: 'off' },
      after: { reboot: { target: 'on', actions: emit({ type: 'up' }) } },
    },
    off: { entry: emit({ type: 'down' }), on: { POWER_ON: 'restarting' } },
  },
});
