import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const monitorOff = defineFault({
  name: 'monitor-off',
  about: 'A kitchen monitor is off; orders wait for it, and come when it is back.',
  symptoms: ['ticket-missing'],
  target: 'monitor',
  forMs: 180_000,
  params: z.strictObject({}),
  begin(world, target) {
    const monitor = onFloor(world.monitors, target);
    return world.conditions.hold(target, 'off', () => {
      monitor.tell({ type: 'POWER_OFF' });
      return () => monitor.tell({ type: 'POWER_ON' });
    });
  },
});
