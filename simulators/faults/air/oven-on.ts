import { z } from 'zod';
import { defineFault } from '../fault.ts';

/** A dish takes 30 to 180 s. */
export const ovenOn = defineFault({
  name: 'oven-on',
  about: 'A microwave oven of the radio plan is on: it spoils 2.4 GHz near by, and leaves 5 GHz alone.',
  symptoms: ['connection-dialog', 'everything-slow', 'ticket-missing', 'payment-slow'],
  target: 'oven',
  forMs: 120_000,
  params: z.strictObject({}),
  begin(world, target) {
    return world.conditions.hold(target, 'on', () => {
      world.radio?.heat(target, true);
      return () => world.radio?.heat(target, false);
    });
  },
});
