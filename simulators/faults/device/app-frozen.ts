import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const appFrozen = defineFault({
  name: 'app-frozen',
  about: 'The app of a device freezes until the operator swipes with two fingers from left to right.',
  symptoms: ['device-dead', 'tab-stays-locked', 'bookings-late'],
  target: 'device',
  forMs: 60_000,
  params: z.strictObject({}),
  begin: (world, target, _params, over) => onFloor(world.bodies, target).hold('frozen', over),
});
