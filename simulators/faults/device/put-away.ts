import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const putAway = defineFault({
  name: 'put-away',
  about: 'A device is put away with its app open: the screen goes dark and the app sleeps.',
  symptoms: ['tab-stays-locked', 'bookings-late'],
  target: 'device',
  forMs: 240_000,
  params: z.strictObject({}),
  begin: (world, target, _params, over) => onFloor(world.bodies, target).hold('put-away', over),
});
