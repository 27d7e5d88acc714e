import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const cardDeclined = defineFault({
  name: 'card-declined',
  about: 'The card network declines the cards at a payment terminal.',
  symptoms: ['payment-fails'],
  target: 'terminal',
  forMs: 300_000,
  params: z.strictObject({}),
  begin(world, target) {
    const { mood } = onFloor(world.terminals, target);
    return world.conditions.hold(target, 'declines', () => {
      mood.declines = true;
      return () => {
        mood.declines = false;
      };
    });
  },
});
