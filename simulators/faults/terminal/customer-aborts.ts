import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const customerAborts = defineFault({
  name: 'customer-aborts',
  about: 'The guests at a payment terminal press stop.',
  symptoms: ['payment-fails'],
  target: 'terminal',
  forMs: 300_000,
  params: z.strictObject({}),
  begin(world, target) {
    const { mood } = onFloor(world.terminals, target);
    return world.conditions.hold(target, 'aborts', () => {
      mood.aborts = true;
      return () => {
        mood.aborts = false;
      };
    });
  },
});
