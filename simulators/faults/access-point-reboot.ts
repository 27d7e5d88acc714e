import { z } from 'zod';
import { defineFault, onFloor } from './fault.ts';

export const accessPointReboot = defineFault({
  name: 'access-point-reboot',
  about: 'An access point restarts: all its stations hear nothing until it is back.',
  target: 'access-point',
  forMs: 1_000,
  params: z.strictObject({}),
  begin(world, target) {
    onFloor(world.accessPoints, target).send({ type: 'REBOOT' });
    return () => {};
  },
});
