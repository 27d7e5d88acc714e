import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const batteryEmpty = defineFault({
  name: 'battery-empty',
  about: 'The battery of a device dies; it comes back after charging.',
  symptoms: ['device-dead', 'tab-stays-locked', 'bookings-late'],
  target: 'device',
  forMs: 600_000,
  params: z.strictObject({}),
  begin: (world, target) => onFloor(world.bodies, target).hold('no-power'),
});
