import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

/** A restart takes 60 to 300 s, as measured on access points of this field. */
export const accessPointReboot = defineFault({
  name: 'access-point-reboot',
  about: 'An access point restarts: all its stations hear nothing until it is back.',
  symptoms: ['connection-dialog', 'tab-stays-locked', 'bookings-late'],
  target: 'access-point',
  forMs: 90_000,
  params: z.strictObject({}),
  begin(world, target) {
    const accessPoint = onFloor(world.accessPoints, target);
    return world.conditions.hold(target, 'down', () => {
      accessPoint.send({ type: 'POWER_OFF' });
      return () => accessPoint.send({ type: 'POWER_ON' });
    });
  },
});
