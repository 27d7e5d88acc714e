import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const switchedOff = defineFault({
  name: 'switched-off',
  about: 'A device is switched off, with whatever it has open, and on again later.',
  symptoms: ['tab-stays-locked', 'bookings-late'],
  target: 'device',
  forMs: 240_000,
  params: z.strictObject({}),
  begin: (world, target, _params, over) => onFloor(world.bodies, target).hold('switched-off', over),
});
