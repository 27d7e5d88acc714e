import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const serviceDown = defineFault({
  name: 'service-down',
  about: 'A cloud service is down: nobody answers there.',
  symptoms: ['receipt-missing', 'bill-with-note', 'payment-fails'],
  target: 'service',
  forMs: 120_000,
  params: z.strictObject({}),
  begin(world, target, _params, over) {
    const service = onFloor(world.services, target);
    const release = world.conditions.hold(target, 'down', () => {
      service.power(false);
      return () => service.power(true);
    });
    // Nobody answers a device that is lent either, where its tester has the line of the house at hand.
    const putBack = world.ground.byPerson?.(target, 'cut', over);
    return () => {
      release();
      putBack?.();
    };
  },
});
