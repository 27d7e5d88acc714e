import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const serviceSlow = defineFault({
  name: 'service-slow',
  about: 'A cloud service does what it is asked at once, and answers late.',
  symptoms: ['receipt-missing', 'bill-with-note', 'payment-fails'],
  target: 'service',
  forMs: 120_000,
  params: z.strictObject({ slowMs: z.int().min(1).default(8_000).describe('extra time until each answer, ms') }),
  begin(world, target, params) {
    const { mood } = onFloor(world.services, target);
    const extraMs = world.scaled(params.slowMs);
    mood.slowMs += extraMs;
    return () => {
      mood.slowMs -= extraMs;
    };
  },
});
